package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// from is where one chooses: at once where something is searched.
func (s *bulkSheet) from() dialog.Next {
	if s.Search != "" {
		return dialog.To("select")
	}
	return dialog.To("which")
}

func takeBulkPanel(_ context.Context, _ *dialog.Turn, s *bulkSheet, a dialog.Answer) (dialog.Next, error) {
	s.Provider = a.Value
	return s.from(), nil
}

func askWhich(_ context.Context, _ *dialog.Turn, s *bulkSheet) (chat.Screen, error) {
	screen := chat.Screen{Lines: []chat.Text{chat.T(worded(s.Provider, "bulk.ask_which"))}}
	if s.vpn() {
		screen.Rows = accountGroups()
		return screen, nil
	}
	group := func(f resale.ClientStatus) chat.Button {
		return pick("clients.filter_"+or(string(f), "all"), string(f)+" ")
	}
	screen.Rows = [][]chat.Button{
		row(group(resale.ExpiresToday), group(resale.ExpiresSoon)),
		row(group(resale.Expired), group(resale.Active)),
		row(group(resale.Suspended), group(resale.AnyStatus)),
	}
	return screen, nil
}

func takeWhich(_ context.Context, _ *dialog.Turn, s *bulkSheet, a dialog.Answer) (dialog.Next, error) {
	s.Page, s.Search = 1, shorten(a.Text, 60)
	s.Status, s.Group = "", ""
	if picked := strings.TrimSpace(a.Value); s.vpn() {
		s.Group = ops.VPNGroup(picked)
	} else {
		s.Status = resale.ClientStatus(picked)
	}
	return dialog.To("select"), nil
}
