package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

type renewSheet struct {
	ofPanel
	clientSheet
	listSheet
	Group ops.VPNGroup `json:"group,omitempty"` // of accounts, in the place of a status
	Card  bool         `json:"card,omitempty"`  // it was begun from the client's card
	Days  int          `json:"days,omitempty"`
}

// maxDays is the longest renewal at once.
const maxDays = 3650

// renewFlow adds days to a client, or leads to the account that days are to be
// added to.
func renewFlow(d Deps) dialog.Flow[renewSheet] {
	return dialog.Flow[renewSheet]{
		Name: "renew", Command: true, Begin: beginRenew,
		Away: func(s renewSheet) string {
			if s.Card {
				return s.card()
			}
			return ""
		},
		Steps: []dialog.Step[renewSheet]{
			{Name: "panel", Buttons: true, Ask: askEndPanel[renewSheet]("renew.ask_panel"), Take: takeRenewPanel},
			{Name: "account", Ask: d.askAccountToRenew, Take: takeAccountToRenew},
			{Name: "pick", Ask: d.askWhom, Take: takeWhom},
			{Name: "days", Ask: d.askDays, Take: takeDays},
			{Name: "confirm", Buttons: true, Ask: d.askRenew, Take: to[renewSheet]("do")},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *renewSheet) (dialog.Next, error) {
				out, err := d.Ops.RenewClient(ctx, t.Act(), s.ID, s.Username, s.Days)
				return d.conclude(t, out, err)
			}},
		},
	}
}

// beginRenew reads "<id> <name>" of a client; anything else is searched, with the
// provider that is named or the only one.
func beginRenew(_ context.Context, t *dialog.Turn, s *renewSheet, args string) (dialog.Next, error) {
	if c, ok := readClient(args); ok && t.Connected(ops.Servex) {
		s.clientSheet, s.Card = c, true
		return dialog.To("days"), nil
	}
	if len(endPanels(t)) == 0 {
		return connectFirst(t), nil
	}
	rest, ok := s.about(t, args)
	s.look(shorten(rest, 60), resale.ExpiresSoon)
	if !ok {
		return dialog.To("panel"), nil
	}
	return s.whom(), nil
}

func takeRenewPanel(_ context.Context, _ *dialog.Turn, s *renewSheet, a dialog.Answer) (dialog.Next, error) {
	s.Provider = a.Value
	return s.whom(), nil
}

// whom is where one chooses whom to renew.
func (s *renewSheet) whom() dialog.Next {
	if !s.vpn() {
		return dialog.To("pick")
	}
	s.lookAccounts(s.Search, ops.VPNSoon)
	return dialog.To("account")
}

func (d Deps) askDays(ctx context.Context, t *dialog.Turn, s *renewSheet) (chat.Screen, error) {
	c, err := d.Ops.Client(ctx, t.Input.Place.Chat, s.ID, s.Username)
	if err != nil {
		return chat.Screen{}, err
	}
	return chat.Screen{Lines: append(d.expiry(t, c), chat.Text{}, chat.T("renew.ask_days")), Rows: countRows("new.duration", []int{7, 15, 30, 60, 90})}, nil
}

func (d Deps) expiry(t *dialog.Turn, c resale.Client) []chat.Text {
	return []chat.Text{
		chat.T("client.title", chat.Args{"Mark": mark(status(c, t.Now)), "Name": shorten(c.Username, 60)}),
		chat.T("client.expires", chat.Args{"Value": d.Catalog.Moment(t.Lang, c.Expires, t.Zone), "Left": left(c, t.Now)}),
	}
}

func takeDays(_ context.Context, _ *dialog.Turn, s *renewSheet, a dialog.Answer) (dialog.Next, error) {
	n, ok := parseDays(a.Value + a.Text)
	if !ok {
		return dialog.Stay(chat.T("new.bad_duration", chat.Args{"Most": maxDays})), nil
	}
	s.Days = n
	return dialog.To("confirm"), nil
}

func (d Deps) askRenew(ctx context.Context, t *dialog.Turn, s *renewSheet) (chat.Screen, error) {
	c, err := d.Ops.Client(ctx, t.Input.Place.Chat, s.ID, s.Username)
	if err != nil {
		return chat.Screen{}, err
	}
	yes := chat.Button{Label: chat.T("renew.yes", chat.Args{"Count": s.Days}), Answer: "yes", Style: chat.Primary}
	return chat.Screen{Lines: append(d.expiry(t, c), chat.Text{}, chat.T("renew.ask_confirm", chat.Args{"Count": s.Days})), Rows: [][]chat.Button{row(yes)}}, nil
}
