package handlers

import (
	"context"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

// lookAccounts shows the first page of those that are searched, or else of a
// group.
func (s *renewSheet) lookAccounts(search string, group ops.VPNGroup) {
	if search != "" {
		group = ops.VPNAll
	}
	s.listSheet, s.Group = listSheet{Page: 1, Search: search}, group
}

// askAccountToRenew offers the accounts that end soon, those that are over, or
// what was searched.
func (d Deps) askAccountToRenew(ctx context.Context, t *dialog.Turn, s *renewSheet) (chat.Screen, error) {
	shown, all, err := d.accountsChosen(ctx, t, s.Group, s.Search, s.Page)
	if err != nil {
		return chat.Screen{}, err
	}
	found := "renew.vpn_pick_"
	if len(all) == 0 {
		found = "renew.vpn_nobody_"
	}
	line := chat.T(found+or(string(s.Group), "found"), chat.Args{"Search": s.Search})
	screen := chat.Screen{Lines: []chat.Text{line, {}, chat.T("renew.type_name")}}
	for _, a := range shown {
		b := accountButton(t, a)
		b.Answer = number(a.ID)
		screen.Rows = append(screen.Rows, row(b))
	}
	screen.Rows = append(screen.Rows, pages(max(s.Page, 1), len(all) > max(s.Page, 1)*listPage)...)
	if s.Group != ops.VPNSoon {
		screen.Rows = append(screen.Rows, row(pick("renew.vpn_show_soon", "group "+string(ops.VPNSoon))))
	}
	if s.Group != ops.VPNOver {
		screen.Rows = append(screen.Rows, row(pick("renew.vpn_show_over", "group "+string(ops.VPNOver))))
	}
	return screen, nil
}

func takeAccountToRenew(_ context.Context, _ *dialog.Turn, s *renewSheet, a dialog.Answer) (dialog.Next, error) {
	verb, arg, _ := strings.Cut(a.Value, " ")
	switch {
	case a.Typed():
		s.lookAccounts(shorten(a.Text, 60), ops.VPNSoon)
		return dialog.Stay(chat.Text{}), nil
	case verb == "group":
		s.lookAccounts("", ops.VPNGroup(arg))
		return dialog.Stay(chat.Text{}), nil
	case verb == "page":
		s.Page, _ = strconv.Atoi(arg)
		return dialog.Stay(chat.Text{}), nil
	}
	return dialog.Go("accountrenew " + a.Value), nil
}
