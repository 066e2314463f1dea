package handlers

import (
	"context"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// otherHostKeyRow leads to another key, where the panel refuses the one it has.
func otherHostKeyRow() [][]chat.Button {
	return [][]chat.Button{row(goTo("button.connect_other", "connect "+ops.WHMDC))}
}

// ownKey tells whether an API key is the one that works here. Where that cannot
// be told it is said so, and nobody is kept from anything.
func (d Deps) ownKey(ctx context.Context, t *dialog.Turn, r resale.Record) resale.KeyLikeness {
	if r.Kind != resale.HostKeys {
		return resale.KeyUnclear
	}
	like, err := d.Ops.HostOwnKey(ctx, t.Input.Place.Chat, r)
	if err != nil {
		t.Log.Warn("look whether it is the key in use", "err", err)
	}
	return like
}

// withOwn says on a card, under its title, that the key is the one in use.
func withOwn(lines []chat.Text, own resale.KeyLikeness) []chat.Text {
	if own != resale.KeySame || len(lines) == 0 {
		return lines
	}
	return slices.Insert(lines, 1, chat.T("hostkey.own"))
}

// narrows tells of a change after which an API key opens less than before, or no
// longer.
func (s *hostFormSheet) narrows() bool {
	now, then := s.Now, s.Answers[s.Field]
	switch {
	case s.K != ofKeys:
		return false
	case s.Field == "status":
		return !strings.EqualFold(then.Text, "active")
	case s.Field == "permissions":
		return len(now.List) == 0 || len(lostWords(now.List, then.List)) > 0
	case s.Field == "allowed_ips": // none at all is from anywhere
		return len(then.List) > 0 && (len(now.List) == 0 || len(lostWords(now.List, then.List)) > 0)
	case s.Field == "expires_at":
		return then.Text != "" && (now.Text == "" || then.Text < now.Text)
	}
	return false
}

// lostWords are the words that were there and that nothing covers any more.
func lostWords(was, is []string) (gone []string) {
	for _, word := range was {
		of, _, _ := strings.Cut(word, ".")
		if !slices.Contains(is, word) && !slices.Contains(is, anything) && !slices.Contains(is, of+".*") {
			gone = append(gone, word)
		}
	}
	return gone
}

// locksOut tells of a change after which nothing of the panel works here, or not
// all of it: of the key in use.
func (s *hostFormSheet) locksOut() bool {
	ends := s.Field == "expires_at" && s.Answers[s.Field].Text > s.Today // it works until then
	return s.Key == resale.KeySame && s.narrows() && !ends
}

// keyWarning says what a change of an API key does to what works with it here.
func (s *hostFormSheet) keyWarning() []chat.Text {
	switch {
	case !s.narrows() || s.Key == resale.KeyAnother:
		return nil
	case s.Key == resale.KeySame:
		return []chat.Text{{}, chat.T("hostkey.own"), chat.T("hostkey.stops_" + s.Field)}
	}
	return []chat.Text{{}, chat.T("hostkey.check")}
}

// askOwnKey asks for the key's name before the bot locks itself out.
func (d Deps) askOwnKey(ctx context.Context, t *dialog.Turn, s *hostFormSheet) (chat.Screen, error) {
	screen, err := d.confirmHost(ctx, t, s)
	screen.Lines = append(screen.Lines, chat.Text{}, chat.T("hostdel.type", chat.Args{"Name": s.Name}))
	screen.Rows = nil
	return screen, err
}

func takeOwnKey(_ context.Context, _ *dialog.Turn, s *hostFormSheet, a dialog.Answer) (dialog.Next, error) {
	if !typedName(a, s.Name) {
		return dialog.Stay(notTyped("hostkey.not_typed", a)), nil
	}
	return dialog.To("do"), nil
}

// goes says what stops working when the record is deleted.
func (s *hostDeleteSheet) goes() []chat.Text {
	switch s.Key {
	case resale.KeySame:
		return []chat.Text{chat.T("hostkey.own"), chat.T("hostkey.stops_deleted")}
	case resale.KeyAnother:
		return []chat.Text{chat.T("hostkey.another")}
	}
	what := "hostdel.goes_"
	switch {
	case s.Hook:
		what = "hostdel.goes_own_"
	case s.Paid:
		what = "hostdel.goes_paid_"
	}
	return []chat.Text{chat.T(what + string(s.K))}
}
