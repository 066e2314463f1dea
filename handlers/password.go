package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

type passwordSheet struct {
	clientSheet
	Password string `json:"password,omitempty"`
}

// passwordFlow sets a client's password: typed, and then deleted from the
// chat, or made here.
func passwordFlow(d Deps) dialog.Flow[passwordSheet] {
	return dialog.Flow[passwordSheet]{
		Name: "password", Needs: ops.Servex,
		Begin: func(_ context.Context, _ *dialog.Turn, s *passwordSheet, args string) (dialog.Next, error) {
			var ok bool
			if s.clientSheet, ok = readClient(args); !ok {
				return dialog.Go("clients"), nil
			}
			return dialog.To("ask"), nil
		},
		Away: func(s passwordSheet) string { return s.card() },
		Steps: []dialog.Step[passwordSheet]{
			{Name: "ask", Secret: true, Ask: askPassword, Take: d.takeNewPassword},
			{Name: "confirm", Buttons: true, Ask: confirmPassword, Take: to[passwordSheet]("do")},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *passwordSheet) (dialog.Next, error) {
				out, err := d.Ops.EditClient(ctx, t.Act(), s.ID, s.Username, resale.ClientEdit{Password: &s.Password})
				return d.conclude(t, out, err)
			}},
		},
	}
}

func askPassword(_ context.Context, _ *dialog.Turn, s *passwordSheet) (chat.Screen, error) {
	return chat.Screen{
		Lines: []chat.Text{chat.T("password.ask", chat.Args{"Name": shorten(s.Username, 60)})},
		Rows:  [][]chat.Button{row(pick("new.make_password", "make"))},
	}, nil
}

func (d Deps) takeNewPassword(_ context.Context, _ *dialog.Turn, s *passwordSheet, a dialog.Answer) (dialog.Next, error) {
	password, ok := d.passwordOf(a)
	if !ok {
		return dialog.Stay(chat.T("password.bad")), nil
	}
	s.Password = password
	return dialog.To("confirm"), nil
}

// dots stand for a secret that was typed.
const dots = "••••••"

// hiddenGiven says of a password that was typed only that it was.
func hiddenGiven[S any](typed func(*S) bool) func(context.Context, *dialog.Turn, *S) chat.Text {
	return func(_ context.Context, _ *dialog.Turn, s *S) chat.Text {
		if !typed(s) {
			return chat.Text{}
		}
		return chat.Literal(dots)
	}
}

// passwordOf gives a password that was typed, or makes one. What is refused
// must not get into a sheet: the next answer may be to make one.
func (d Deps) passwordOf(a dialog.Answer) (password string, ok bool) {
	if !a.Typed() {
		return d.Ops.ProposePassword().Reveal(), true
	}
	password = strings.TrimSpace(a.Text)
	return password, passwordPattern.MatchString(password)
}

func confirmPassword(_ context.Context, t *dialog.Turn, s *passwordSheet) (chat.Screen, error) {
	return askSetPassword(t, s.Username), nil
}

// askSetPassword asks before a new password is set, and then shown.
func askSetPassword(t *dialog.Turn, username string) chat.Screen {
	yes := pick("password.yes", "yes")
	yes.Style = chat.Primary
	question := chat.T("password.ask_confirm", chat.Args{"Name": shorten(username, 60)})
	return chat.Screen{Lines: append([]chat.Text{question}, seenByGroup(t)...), Rows: [][]chat.Button{row(yes)}}
}
