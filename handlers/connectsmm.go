package handlers

import (
	"context"
	"net/url"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
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
