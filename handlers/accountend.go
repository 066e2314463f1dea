package handlers

import (
	"context"
	"strconv"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// renewsItself is the answer of a person who wants an account without an end.
const renewsItself = "renews"

// accountDays are how long accounts are mostly sold for.
func accountDays() []int { return []int{30, 60, 90} }

// accountEndFlow sets when an account ends, or that it does not.
func accountEndFlow(d Deps) dialog.Flow[accountSheet] {
	return d.accountStep("accountend", "until",
		dialog.Step[accountSheet]{Name: "until", Ask: d.askAccountEnd, Take: takeAccountEnd},
		dialog.Step[accountSheet]{Name: "confirm", Buttons: true, Ask: d.confirmAccountEnd, Take: to[accountSheet]("do")},
		d.doAccount(func(ctx context.Context, a ops.Act, s accountSheet) (ops.Outcome, error) {
			return d.Ops.SetVPNExpiry(ctx, a, s.ID, s.Username, s.Until)
		}))
}

func (d Deps) askAccountEnd(_ context.Context, t *dialog.Turn, s *accountSheet) (chat.Screen, error) {
	account := resale.VPNAccount{Expires: s.Expires}
	lines := []chat.Text{chat.T("client.title", chat.Args{"Mark": "📅", "Name": shorten(s.Username, 50)}), d.accountEnd(t, account), {}}
	question := "account.ask_until"
	if s.Expires.After(t.Now) {
		question = "account.ask_longer"
	}
	rows := countRows("new.duration", accountDays())
	if !s.Expires.IsZero() {
		rows = append(rows, row(pick("account.renews", renewsItself)))
	}
	return chat.Screen{Lines: append(lines, chat.T(question)), Rows: rows}, nil
}

func takeAccountEnd(_ context.Context, t *dialog.Turn, s *accountSheet, a dialog.Answer) (dialog.Next, error) {
	from := t.Now
	if s.Expires.After(from) {
		from = s.Expires
	}
	until, ok := untilOf(a, from, t)
	if !ok {
		return dialog.Stay(chat.T("account.bad_until")), nil
	}
	s.Until = until
	return dialog.To("confirm"), nil
}

// untilOf reads when an account is to end: days from a moment, a day in the
// chat's zone, or never, which only the button says. The panel knows whole days in
// UTC, so the end is rounded up to one and never comes too early.
func untilOf(a dialog.Answer, from time.Time, t *dialog.Turn) (until time.Time, ok bool) {
	if a.Value == renewsItself {
		return time.Time{}, true
	}
	text := strings.TrimSpace(a.Value + a.Text)
	if n, ok := parseDays(text); ok {
		return resale.VPNExpiry(from.AddDate(0, 0, n)), true
	}
	day, ok := parseDay(text, midnight(t.Now, t.Zone))
	if !ok {
		return time.Time{}, false
	}
	y, m, n := day.Date()
	return resale.VPNExpiry(time.Date(y, m, n, 0, 0, 0, 0, t.Zone)), true
}

func (d Deps) confirmAccountEnd(_ context.Context, t *dialog.Turn, s *accountSheet) (chat.Screen, error) {
	yes := pick("account.end_yes", "yes")
	yes.Style = chat.Primary
	lines := []chat.Text{
		chat.T("account.ask_end", s.name()),
		{},
		chat.T("account.end_before", chat.Args{"Value": d.endOf(t, s.Expires)}),
		chat.T("account.end_after", chat.Args{"Value": d.endOf(t, s.Until)}),
	}
	if s.Until.IsZero() {
		yes.Style = chat.Danger
		lines = append(lines, chat.Text{}, chat.T("account.billed"))
	}
	return chat.Screen{Lines: lines, Rows: [][]chat.Button{row(yes)}}, nil
}

// untilRows offer when a new account ends.
func untilRows() [][]chat.Button {
	return append(countRows("new.duration", accountDays()), row(pick("account.renews", renewsItself)))
}

// readID reads a number that a button holds; 0 for anything else.
func readID(text string) int64 {
	n, _ := strconv.ParseInt(text, 10, 64)
	return n
}
