package handlers

import (
	"context"
	"net/url"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

const (
	withTLS = "https://"
	inClear = "http://"
)

// takeAddress refuses what cannot be connected before a key is pasted.
func (d Deps) takeAddress(ctx context.Context, _ *dialog.Turn, s *connectSheet, a dialog.Answer) (dialog.Next, error) {
	if !a.Typed() {
		s.BaseURL, s.Either = "", false
		return dialog.To("key"), nil
	}
	if problem := s.keyHere(a.Text); problem.Key != "" {
		return dialog.Stay(problem), nil
	}
	rest, openly := withoutOpen(a.Text)
	address, ok := s.parse(rest)
	switch {
	case ok && d.usual(s, address, a.Text):
		s.BaseURL, s.Either = "", false
		return dialog.To("key"), nil
	case openly && (!ok || !d.Ops.OpenAddress(address)):
		return dialog.Stay(chat.T("connect.open_address")), nil
	case !ok:
		return dialog.Stay(chat.T("connect.bad_address")), nil
	}
	if problem, err := d.noPanelAt(ctx, address); err != nil || problem.Key != "" {
		return dialog.Stay(problem), err
	}
	s.BaseURL, s.Either = address, !openly && !schemed(a.Text) && d.Ops.OpenAddress(address)
	if openly {
		s.BaseURL = opened(address)
	}
	return dialog.To("key"), nil
}

// keyHere says of a key that it is no address; a zero text of anything else.
func (s *connectSheet) keyHere(text string) chat.Text {
	switch {
	case servexKey(text):
		return chat.T("connect.servex_key", chat.Args{"Panel": chat.T("connect." + s.Provider)})
	case keyNotAddress(text):
		return chat.T("connect.key_not_address")
	}
	return chat.Text{}
}

// noPanelAt says why no panel can be at an address; a zero text where one can.
func (d Deps) noPanelAt(ctx context.Context, address string) (problem chat.Text, err error) {
	switch err = d.Ops.CheckSMMAddress(ctx, address); resale.CodeOf(err) {
	case "":
	case resale.NotFound:
		return chat.T("connect.no_such_address", chat.Args{"Host": panelHost(address)}), nil
	case resale.Invalid:
		return chat.T("connect.bad_address"), nil
	}
	return chat.Text{}, err
}

// parse reads an address as panels of that kind are addressed.
func (s *connectSheet) parse(text string) (address string, ok bool) {
	if s.Provider == ops.SMM {
		return parseAddress(text)
	}
	return parseXMAddress(text)
}

// usual tells the address that whoever runs the bot named, as it is or without
// what it begins with: it is trusted as it is, and what the button says too.
func (d Deps) usual(s *connectSheet, address, typed string) bool {
	named := map[string]string{ops.XMPlus: d.XMPlus, ops.WHMDC: d.WHMDC}[s.Provider]
	rest, openly := withoutOpen(named)
	is, ok := s.parse(rest)
	_, typedOpen := withoutOpen(typed)
	return ok && is == address && (!schemed(typed) || typedOpen == openly)
}

func schemed(text string) bool { return strings.Contains(text, "://") }

// withoutOpen takes http:// off a text, and tells whether it was there.
func withoutOpen(text string) (rest string, openly bool) {
	text = strings.TrimSpace(text)
	if len(text) < len(inClear) || !strings.EqualFold(text[:len(inClear)], inClear) {
		return text, false
	}
	return text[len(inClear):], true
}

// opened is an address that is spoken to in the clear.
func opened(address string) string { return inClear + strings.TrimPrefix(address, withTLS) }

// tryEither tries a key at an address that was typed without what it begins
// with: in the operator's own network a panel may speak in the clear only.
func (d Deps) tryEither(ctx context.Context, s *connectSheet, account *storage.Account, key secret.String) (chat.Screen, error) {
	found, err := d.try(ctx, s, account, key)
	if !s.Either || !unreached(err) {
		return found, err
	}
	plain := *s
	plain.BaseURL, plain.Either = opened(s.BaseURL), false
	there, failed := d.try(ctx, &plain, account, key)
	if unreached(failed) {
		return found, err
	}
	*s, account.BaseURL = plain, plain.BaseURL
	return there, failed
}

// parseAddress reads a panel's address as people write it. Whether the address
// may be dialled is decided where it is.
func parseAddress(text string) (address string, ok bool) {
	u, ok := parseSite(text)
	if !ok || u.RawQuery != "" || u.Fragment != "" {
		return "", false
	}
	path := strings.TrimRight(u.EscapedPath(), "/")
	if path == "" || path == "/api" {
		path = smmPath
	}
	return withTLS + strings.ToLower(u.Host) + path, true
}

// parseSite reads the address of a site, with or without https:// before it. A
// key must not travel in the clear, so it is https or nothing.
func parseSite(text string) (u *url.URL, ok bool) {
	text = strings.TrimSpace(text)
	if !schemed(text) {
		text = withTLS + text
	}
	u, err := url.Parse(text)
	if err != nil || len(text) > longestAddress || !strings.EqualFold(u.Scheme, "https") || !strings.Contains(u.Host, ".") ||
		u.User != nil || strings.ContainsAny(u.Host, " _") {
		return nil, false
	}
	return u, true
}
