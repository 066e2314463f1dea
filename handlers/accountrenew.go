package handlers

import (
	"context"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// accountRenewFlow adds days to an account. One that renews itself has no end to
// move: its card says so.
func accountRenewFlow(d Deps) dialog.Flow[accountSheet] {
	f := d.accountStep("accountrenew", "days",
		dialog.Step[accountSheet]{Name: "days", Ask: d.askAccountDays, Take: takeAccountDays},
		dialog.Step[accountSheet]{Name: "confirm", Buttons: true, Ask: d.askAccountRenew, Take: to[accountSheet]("do")},
		d.doAccount(func(ctx context.Context, a ops.Act, s accountSheet) (ops.Outcome, error) {
			return d.Ops.RenewVPN(ctx, a, s.ID, s.Username, s.Days)
		}))
	begin := f.Begin
	f.Begin = func(ctx context.Context, t *dialog.Turn, s *accountSheet, args string) (dialog.Next, error) {
		next, err := begin(ctx, t, s, args)
		if err == nil && s.ID != 0 && s.Expires.IsZero() {
			t.Note(chat.T("account.no_renewal", s.name()))
			return dialog.Go(s.card()), nil
		}
		return next, err
	}
	return f
}

func (d Deps) accountAtEnd(t *dialog.Turn, s *accountSheet) []chat.Text {
	account := resale.VPNAccount{Username: s.Username, Active: !s.Off, Expires: s.Expires}
	return []chat.Text{
		chat.T("client.title", chat.Args{"Mark": accountMark(account, t.Now), "Name": shorten(s.Username, 50)}),
		d.accountEnd(t, account),
		{},
	}
}

func (d Deps) askAccountDays(_ context.Context, t *dialog.Turn, s *accountSheet) (chat.Screen, error) {
	return chat.Screen{Lines: append(d.accountAtEnd(t, s), chat.T("renew.ask_days")), Rows: countRows("new.duration", accountDays())}, nil
}

func takeAccountDays(_ context.Context, _ *dialog.Turn, s *accountSheet, a dialog.Answer) (dialog.Next, error) {
	n, ok := parseDays(a.Value + a.Text)
	if !ok {
		return dialog.Stay(chat.T("new.bad_duration", chat.Args{"Most": maxDays})), nil
	}
	s.Days = n
	return dialog.To("confirm"), nil
}

func (d Deps) askAccountRenew(_ context.Context, t *dialog.Turn, s *accountSheet) (chat.Screen, error) {
	from := t.Now
	if s.Expires.After(from) {
		from = s.Expires
	}
	yes := chat.Button{Label: chat.T("renew.yes", chat.Args{"Count": s.Days}), Answer: "yes", Style: chat.Primary}
	return chat.Screen{Lines: append(d.accountAtEnd(t, s),
		chat.T("renew.ask_confirm", chat.Args{"Count": s.Days}),
		chat.T("account.end_after", chat.Args{"Value": d.endOf(t, resale.VPNExpiry(from.AddDate(0, 0, s.Days)))}),
	), Rows: [][]chat.Button{row(yes)}}, nil
}

// renewedLines say how long a renewed account runs now.
func (d Deps) renewedLines(t *dialog.Turn, out ops.Outcome) []chat.Text {
	lines := []chat.Text{chat.T("renew.vpn_done", chat.Args{"Name": shorten(out.Name, 60), "Count": out.Days}), {}}
	for _, end := range []struct {
		key string
		at  time.Time
	}{{"renew.old", out.Before}, {"renew.new", out.After}} {
		if !end.at.IsZero() {
			lines = append(lines, chat.T(end.key, chat.Args{"Date": d.Catalog.Moment(t.Lang, end.at, t.Zone)}))
		}
	}
	if !out.VPN.Account.Active {
		lines = append(lines, chat.Text{}, chat.T("account.still_off"))
	}
	return lines
}
