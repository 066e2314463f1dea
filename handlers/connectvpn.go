package handlers

import (
	"regexp"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// vpnKeyPattern is wider than that of the others: tokens of this kind may have
// a number and a bar before them, or be signed ones of a thousand characters.
var vpnKeyPattern = regexp.MustCompile(`^[A-Za-z0-9_\-.=|~+/]+$`)

// How long one may be.
const (
	shortestVPNKey = 16
	longestVPNKey  = 3000
)

// vpnCurrency is that of VPNresellers' price list; its API names none.
const vpnCurrency = "USD"

// readKey takes a key out of what was pasted.
func (s *connectSheet) readKey(text string) (key string, ok bool) {
	text = strings.TrimSpace(text)
	if s.Provider == ops.VPNResellers {
		text = strings.TrimSpace(strings.TrimPrefix(text, "Bearer ")) // as the documentation prints it
		return text, len(text) >= shortestVPNKey && len(text) <= longestVPNKey && vpnKeyPattern.MatchString(text)
	}
	if s.Provider == ops.XMPlus || s.Provider == ops.WHMDC { // whoever runs the panel may have made one up
		return text, xmKeyPattern.MatchString(text)
	}
	return text, keyPattern.MatchString(text)
}

func askVPNKey(t *dialog.Turn, s *connectSheet) chat.Screen {
	key := "connect.ask_vpn_key"
	if s.Chat == 0 && t.Connected(ops.VPNResellers) {
		key = "connect.replace_vpn"
	}
	return chat.Screen{Lines: []chat.Text{chat.T(key)}}
}

func foundVPN(f ops.FoundVPN, group bool) chat.Screen {
	s := chat.Screen{Lines: []chat.Text{
		chat.T("connect.done_vpn"),
		{},
		chat.T("connect.found_balance", chat.Args{"Amount": figure(f.Balance.Amount), "Currency": vpnMoney(f.Balance).Currency}),
		chat.T("connect.found_accounts", chat.Args{"Count": f.Accounts, "Capped": f.Capped}),
	}}
	return foundNext(s, group, goTo("account.new", "newaccount"), goTo("account.see", "accounts"), goTo("balance.see", "balance "+ops.VPNResellers))
}

// vpnMoney is a balance in the currency that it is meant in.
func vpnMoney(b resale.Balance) resale.Balance {
	b.Currency = or(b.Currency, vpnCurrency)
	return b
}
