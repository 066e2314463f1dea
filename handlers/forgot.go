package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// forgotFlow has a store send an e-mail by which a password is set anew.
func forgotFlow(d Deps) dialog.Flow[loginSheet] {
	return dialog.Flow[loginSheet]{
		Name: "forgot", Trouble: trouble, Begin: d.beginForgot,
		Away: func(s loginSheet) string { return "store " + s.ID },
		Steps: []dialog.Step[loginSheet]{
			{Name: "email", Ask: askForgotten, Take: takeForgotten},
			{Name: "do", Do: d.resetPassword},
		},
	}
}

func (d Deps) beginForgot(ctx context.Context, t *dialog.Turn, s *loginSheet, args string) (dialog.Next, error) {
	id, email, _ := strings.Cut(args, " ")
	v, err := d.store(ctx, t, id)
	if err != nil {
		return dialog.Next{}, err
	}
	if instead, ok := v.refuses(); ok {
		return dialog.End(instead), nil
	}
	s.ID, s.Store, s.Email = v.ID, v.Store.Name, known(email, v)
	return dialog.To("email"), nil
}

func askForgotten(_ context.Context, _ *dialog.Turn, s *loginSheet) (chat.Screen, error) {
	screen := chat.Screen{Lines: []chat.Text{chat.T("forgot.title", chat.Args{"Name": storeTitle(s.Store)}), {}, chat.T("forgot.ask_email")}}
	if s.Email != "" {
		screen.Lines[2] = chat.T("forgot.ask_known")
		known := chat.Button{Label: chat.T("forgot.send_to", chat.Args{"Email": shorten(s.Email, 30)}), Answer: "known", Style: chat.Primary}
		screen.Rows = [][]chat.Button{row(known)}
	}
	return screen, nil
}

func takeForgotten(_ context.Context, _ *dialog.Turn, s *loginSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Typed() {
		email := strings.TrimSpace(a.Text)
		if resale.CheckEmail(email) != nil {
			return dialog.Stay(chat.T("register.bad_email")), nil
		}
		s.Email = email
	}
	return dialog.To("do"), nil
}

// resetPassword asks once. Where nobody knows whether the e-mail was sent, the
// person finds out: it is in their inbox or not.
func (d Deps) resetPassword(ctx context.Context, t *dialog.Turn, s *loginSheet) (dialog.Next, error) {
	v, err := d.store(ctx, t, s.ID)
	if err != nil {
		return dialog.Next{}, err
	}
	said := "forgot.sent"
	switch err := d.Ops.ResetPassword(ctx, v.key(t), s.Email); resale.CodeOf(err) {
	case "":
	case resale.Unknown:
		said = "forgot.maybe"
	case resale.NoAccount:
		return s.again(t, "email", resale.NoAccount), nil
	default:
		return dialog.Next{}, err
	}
	enter := goTo("visit.enter", v.target("login"))
	if target := enter.Go + " " + s.Email; len(target) <= maxTarget {
		enter.Go = target
	}
	enter.Style = chat.Primary
	return dialog.End(chat.Screen{
		Lines: []chat.Text{chat.T(said, chat.Args{"Email": shorten(s.Email, 80)})},
		Rows:  [][]chat.Button{row(enter)},
	}), nil
}
