package handlers

import (
	"context"
	"net/url"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// smmPath is where panels of this kind answer, when an address names only the
// site.
const smmPath = "/api/v2"

// longestAddress is more than any panel's.
const longestAddress = 300

// askAddress asks where the panel is: there are many that speak alike.
func (d Deps) askAddress(_ context.Context, _ *dialog.Turn, s *connectSheet) (chat.Screen, error) {
	switch s.Provider {
	case ops.XMPlus:
		return d.askXMAddress(), nil
	case ops.WHMDC:
		return d.askWHAddress(), nil
	}
	return chat.Screen{Lines: []chat.Text{chat.T("connect.ask_address")}, Rows: [][]chat.Button{row(pick("connect.servsmm", "default"))}}, nil
}

// takeAddress refuses what cannot be connected before a key is pasted.
func (d Deps) takeAddress(ctx context.Context, _ *dialog.Turn, s *connectSheet, a dialog.Answer) (dialog.Next, error) {
	if !a.Typed() {
		s.BaseURL = ""
		return dialog.To("key"), nil
	}
	switch {
	case servexKey(a.Text):
		return dialog.Stay(chat.T("connect.servex_key", chat.Args{"Panel": chat.T("connect." + s.Provider)})), nil
	case keyNotAddress(a.Text):
		return dialog.Stay(chat.T("connect.key_not_address")), nil
	}
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Text)), "http://") {
		return dialog.Stay(chat.T("connect.open_address")), nil
	}
	parse := parseAddress
	if s.Provider != ops.SMM {
		parse = parseXMAddress
	}
	address, ok := parse(a.Text)
	if !ok {
		return dialog.Stay(chat.T("connect.bad_address")), nil
	}
	err := d.Ops.CheckSMMAddress(ctx, address)
	switch resale.CodeOf(err) {
	case "":
	case resale.NotFound:
		return dialog.Stay(chat.T("connect.no_such_address", chat.Args{"Host": panelHost(address)})), nil
	case resale.Invalid:
		return dialog.Stay(chat.T("connect.bad_address")), nil
	default:
		return dialog.Next{}, err
	}
	s.BaseURL = address
	return dialog.To("key"), nil
}

// parseAddress reads a panel's address as people write it. A key must not
// travel in the clear, so it is https or nothing. Whether the address may be
// dialled is decided where it is.
func parseAddress(text string) (address string, ok bool) {
	u, ok := parseSite(text)
	if !ok || u.RawQuery != "" || u.Fragment != "" {
		return "", false
	}
	path := strings.TrimRight(u.EscapedPath(), "/")
	if path == "" || path == "/api" {
		path = smmPath
	}
	return "https://" + strings.ToLower(u.Host) + path, true
}

// parseSite reads the address of a site, with or without https:// before it.
func parseSite(text string) (u *url.URL, ok bool) {
	text = strings.TrimSpace(text)
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil || len(text) > longestAddress || !strings.EqualFold(u.Scheme, "https") || !strings.Contains(u.Host, ".") ||
		u.User != nil || strings.ContainsAny(u.Host, " _") {
		return nil, false
	}
	return u, true
}

func askSMMKey(t *dialog.Turn, s *connectSheet) chat.Screen {
	key := "connect.ask_smm_key"
	if s.Chat == 0 && t.Connected(ops.SMM) {
		key = "connect.replace_smm"
	}
	return chat.Screen{Lines: []chat.Text{chat.T(key, chat.Args{"Host": panelHost(s.BaseURL)})}}
}

// panelHost names an SMM panel as people know it.
func panelHost(baseURL string) string {
	if u, err := url.Parse(baseURL); err == nil && u.Host != "" {
		return u.Host
	}
	return "servsmm.com"
}

func foundSMM(f ops.FoundSMM, baseURL string, group bool) chat.Screen {
	s := chat.Screen{Lines: []chat.Text{
		chat.T("connect.done_smm", chat.Args{"Host": panelHost(baseURL)}),
		{},
		chat.T("connect.found_balance", chat.Args{"Amount": figure(f.Balance.Amount), "Currency": f.Balance.Currency}),
		chat.T("connect.found_services", chat.Args{"Count": f.Services}),
	}}
	return foundNext(s, group, goTo("button.order", "order"), goTo("button.services", "services"))
}
