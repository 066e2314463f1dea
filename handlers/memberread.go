package handlers

import (
	"context"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// withAccount shows something of an account that is read for it. Where that
// wants a code or a new login, this is asked for instead.
func (d Deps) withAccount(show func(context.Context, *dialog.Turn, *memberSheet, visit) (chat.Screen, error)) func(context.Context, *dialog.Turn, *memberSheet) (chat.Screen, error) {
	return func(ctx context.Context, t *dialog.Turn, s *memberSheet) (chat.Screen, error) {
		s.Asking = false
		v, err := d.store(ctx, t, s.ID)
		if err != nil {
			return chat.Screen{}, err
		}
		if instead, ok := v.locked(); ok {
			return instead, nil
		}
		screen, err := show(ctx, t, s, v)
		switch resale.CodeOf(err) {
		case resale.CodeNeeded, resale.WrongCode:
			s.Asking = true
			return chat.Screen{
				Lines: []chat.Text{chat.T("login.ask_code")},
				Rows:  [][]chat.Button{row(pick("member.leave", "leave")), row(goTo("visit.back", v.target("store")))},
			}, nil
		case resale.WrongLogin:
			v.Member.Refused = true
			instead, _ := v.locked()
			return instead, nil
		case resale.NotFound:
			return s.noSub(), nil
		}
		return screen, err
	}
}

// withCode takes the code of the second step where the screen asked for it. What
// stopped a reading is shown by the step itself.
func (d Deps) withCode(take func(context.Context, *dialog.Turn, *memberSheet, dialog.Answer) (dialog.Next, error)) func(context.Context, *dialog.Turn, *memberSheet, dialog.Answer) (dialog.Next, error) {
	return func(ctx context.Context, t *dialog.Turn, s *memberSheet, a dialog.Answer) (dialog.Next, error) {
		switch {
		case a.Value == "leave":
			return dialog.To("leave"), nil
		case !a.Typed():
			next, err := take(ctx, t, s, a)
			switch resale.CodeOf(err) {
			case resale.CodeNeeded, resale.WrongLogin, resale.LoggedOut, resale.NotFound:
				return dialog.Stay(chat.Text{}), nil
			}
			return next, err
		case !s.Asking:
			if asks, err := d.asksCode(ctx, t, s, a.Text); err != nil || !asks {
				return dialog.Stay(chat.T("dialog.use_buttons")), err
			}
		}
		next, done, err := d.enterCode(ctx, t, s, a.Text)
		if err != nil || !done {
			return next, err
		}
		return dialog.Stay(chat.Text{}), nil
	}
}

// asksCode tells whether what was typed is to be taken for a code: the account
// wants one by now, and did not when the screen was shown, or something that was
// paid can only be seen with one.
func (d Deps) asksCode(ctx context.Context, t *dialog.Turn, s *memberSheet, typed string) (bool, error) {
	v, err := d.store(ctx, t, s.ID)
	if err != nil || !v.in() || !v.Member.TwoStep {
		return false, err
	}
	owed, err := d.Ops.Owed(ctx, v.key(t))
	if err != nil || allDigits(typed) && slices.ContainsFunc(owed, needsCode) {
		return err == nil, err
	}
	_, err = d.Ops.Member(ctx, v.key(t), "", nil)
	return resale.CodeOf(err) == resale.CodeNeeded, nil
}

// allDigits tells of a text that is surely a code.
func allDigits(typed string) bool {
	code, ok := readCode(typed)
	return ok && strings.Trim(code, "0123456789") == ""
}
