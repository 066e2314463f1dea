package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// accountPasswordFlow sets an account's password: typed, and then deleted from
// the chat, or made here.
func accountPasswordFlow(d Deps) dialog.Flow[accountSheet] {
	return d.accountStep("accountpassword", "ask",
		dialog.Step[accountSheet]{
			Name: "ask", Secret: true,
			Ask: func(_ context.Context, _ *dialog.Turn, s *accountSheet) (chat.Screen, error) {
				return chat.Screen{
					Lines: []chat.Text{chat.T("account.ask_password", s.name())},
					Rows:  [][]chat.Button{row(pick("new.make_password", "make"))},
				}, nil
			},
			Take: func(_ context.Context, _ *dialog.Turn, s *accountSheet, a dialog.Answer) (dialog.Next, error) {
				password, ok := d.accountPasswordOf(a)
				if !ok {
					return dialog.Stay(chat.T("account.bad_password")), nil
				}
				s.Password = password
				return dialog.To("confirm"), nil
			},
		},
		dialog.Step[accountSheet]{
			Name: "confirm", Buttons: true, Take: to[accountSheet]("do"),
			Ask: func(_ context.Context, t *dialog.Turn, s *accountSheet) (chat.Screen, error) {
				return askSetPassword(t, s.Username), nil
			},
		},
		d.doAccount(func(ctx context.Context, a ops.Act, s accountSheet) (ops.Outcome, error) {
			return d.Ops.SetVPNPassword(ctx, a, s.ID, s.Username, s.Password)
		}))
}

// accountPasswordOf gives a password that was typed, or makes one.
func (d Deps) accountPasswordOf(a dialog.Answer) (password string, ok bool) {
	if !a.Typed() {
		return d.Ops.ProposePassword().Reveal(), true
	}
	password = strings.TrimSpace(a.Text)
	return password, resale.CheckVPNPassword(password) == nil
}

// accountCheckFlow tells whether a password is the account's: customers say
// that theirs does not work.
func accountCheckFlow(d Deps) dialog.Flow[accountSheet] {
	return d.accountStep("accountcheck", "ask", dialog.Step[accountSheet]{
		Name: "ask", Secret: true,
		Ask: func(_ context.Context, _ *dialog.Turn, s *accountSheet) (chat.Screen, error) {
			return chat.Screen{Lines: []chat.Text{chat.T("account.ask_check", s.name())}}, nil
		},
		Take: d.takeAccountCheck,
	})
}

func (d Deps) takeAccountCheck(ctx context.Context, t *dialog.Turn, s *accountSheet, a dialog.Answer) (dialog.Next, error) {
	password := strings.TrimSpace(a.Text)
	right := false
	if resale.CheckVPNPassword(password) == nil { // no account has another one
		var err error
		if right, err = d.Ops.ValidateVPN(ctx, t.Input.Place.Chat, s.ID, s.Username, password); err != nil {
			return dialog.Next{}, err
		}
	}
	if !right {
		return dialog.Stay(chat.T("account.wrong_password", s.name())), nil
	}
	t.Note(chat.T("account.right_password", s.name()))
	return dialog.Go(s.card()), nil
}
