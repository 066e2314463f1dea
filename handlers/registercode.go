package handlers

import (
	"context"
	"math"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// askEmailCode offers to send the code, and once it was sent asks for it.
func askEmailCode(_ context.Context, _ *dialog.Turn, s *registerSheet) (chat.Screen, error) {
	email := chat.Args{"Email": shorten(s.Email, 80)}
	if s.Sent.IsZero() {
		return chat.Screen{Lines: s.joining(chat.T("register.wants_code", email)), Rows: [][]chat.Button{row(primary("register.send_code", "send"))}}, nil
	}
	return chat.Screen{Lines: s.joining(chat.T("register.ask_code", email)), Rows: [][]chat.Button{row(pick("register.send_again", "send"))}}, nil
}

func takeEmailCode(_ context.Context, t *dialog.Turn, s *registerSheet, a dialog.Answer) (dialog.Next, error) {
	wait := s.Sent.Add(resendAfter).Sub(t.Now)
	switch {
	case a.Typed() && s.Sent.IsZero():
		return dialog.Stay(chat.T("register.send_first")), nil
	case a.Typed():
		code, ok := readCode(a.Text)
		if !ok {
			return dialog.Stay(chat.T("register.bad_code")), nil
		}
		s.Code = code
		switch {
		case s.Again: // all the rest was confirmed
			return dialog.To("do"), nil
		case s.Password != "":
			return dialog.To("confirm"), nil
		}
		return dialog.To("password"), nil
	case !s.Sent.IsZero() && wait > 0:
		return dialog.Stay(chat.T("register.too_soon", chat.Args{"Count": int(math.Ceil(wait.Seconds()))})), nil
	}
	return dialog.To("sending"), nil
}

// readCode reads a code from an e-mail or an app, as people type and paste it. It
// has a digit at least.
func readCode(text string) (string, bool) {
	code := strings.Map(func(r rune) rune {
		if r == ' ' || r == '\u00a0' {
			return -1
		}
		return asciiDigit(r)
	}, strings.TrimSpace(text))
	return code, strings.ContainsAny(code, "0123456789") && len([]rune(code)) <= longestCode && !strings.ContainsAny(code, "\n\t")
}

// sendEmailCode has the store send a code. Where nobody knows whether it did,
// the person finds out: it is in their inbox or not.
func (d Deps) sendEmailCode(ctx context.Context, t *dialog.Turn, s *registerSheet) (dialog.Next, error) {
	v, err := d.store(ctx, t, s.ID)
	if err != nil {
		return dialog.Next{}, err
	}
	if instead, ok := v.refuses(); ok {
		return dialog.End(instead), nil
	}
	said := "register.code_sent"
	switch err := d.Ops.SendCode(ctx, v.key(t), s.Name, s.Email); resale.CodeOf(err) {
	case "":
	case resale.Unknown:
		said = "register.code_maybe"
	case resale.Taken:
		return dialog.To("taken"), nil
	default:
		return dialog.Next{}, err
	}
	s.Sent = t.Now
	t.Note(chat.T(said, chat.Args{"Email": shorten(s.Email, 80)}))
	return dialog.To("code"), nil
}

// askTakenEmail is for an e-mail address that has an account already: mostly
// the person's own.
func askTakenEmail(_ context.Context, _ *dialog.Turn, s *registerSheet) (chat.Screen, error) {
	return chat.Screen{
		Lines: s.joining(chat.T("register.is_taken", chat.Args{"Email": shorten(s.Email, 80)})),
		Rows:  [][]chat.Button{row(primary("visit.enter", "login")), row(pick("visit.forgot", "forgot")), row(pick("register.other_email", "other"))},
	}, nil
}

// takeTakenEmail goes on with the address where it is known.
func takeTakenEmail(_ context.Context, _ *dialog.Turn, s *registerSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value == "other" {
		return dialog.To("email"), nil
	}
	return dialog.Go(a.Value + " " + s.ID + " " + s.Email), nil
}
