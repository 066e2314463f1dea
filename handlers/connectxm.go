package handlers

import (
	"regexp"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

// xmKeyPattern is one word that can be typed; panels of this kind let their
// owners choose the key.
var xmKeyPattern = regexp.MustCompile(`^[!-~]{6,200}$`)

// askXMAddress asks where the panel is. There is none that all have, unless
// whoever runs the bot named one.
func (d Deps) askXMAddress() chat.Screen {
	s := chat.Screen{Lines: []chat.Text{chat.T("connect.ask_xm_address")}}
	if d.XMPlus != "" {
		s.Rows = [][]chat.Button{row(chat.Button{Label: chat.T("connect.use_host", chat.Args{"Host": shorten(d.xmHost(""), 30)}), Answer: "default"})}
	}
	return s
}

// xmPages are what follows a panel's address when it is copied from a browser.
func xmPages() []string {
	return []string{"api", "portal", "admin", "user", "client", "auth", "login", "register", "dashboard", "reseller", "link", "index.php", "api-keys", "clientarea"}
}

// parseXMAddress reads the address of an XMPlus or a hosting panel as people
// write it or copy it from a page of the panel. A key must not travel in the clear, so it is https or
// nothing.
func parseXMAddress(text string) (address string, ok bool) {
	u, ok := parseSite(text)
	if !ok {
		return "", false
	}
	path := ""
	for part := range strings.SplitSeq(strings.Trim(u.EscapedPath(), "/"), "/") {
		if strings.Trim(part, ".") == "" || slices.Contains(xmPages(), strings.ToLower(part)) {
			break
		}
		path += "/" + part
	}
	return "https://" + strings.ToLower(u.Host) + path, true
}

// xmHost names an XMPlus panel as people know it.
func (d Deps) xmHost(baseURL string) string { return panelHost(or(baseURL, d.XMPlus)) }

func (d Deps) askXMKey(t *dialog.Turn, s *connectSheet) chat.Screen {
	key := "connect.ask_xm_key"
	if s.Chat == 0 && t.Connected(ops.XMPlus) {
		key = "connect.replace_xm"
	}
	return chat.Screen{Lines: []chat.Text{chat.T(key, chat.Args{"Host": d.xmHost(s.BaseURL)})}}
}

// foundXM says what an XMPlus panel is; of one that speaks another generation
// of the API, which.
func (d Deps) foundXM(f ops.FoundXMPlus, baseURL string, group bool) chat.Screen {
	host := chat.Args{"Host": d.xmHost(baseURL)}
	if !f.Served() {
		return chat.Screen{Lines: []chat.Text{chat.T("connect.other_api_"+or(string(f.Generation), "unknown"), host)}}
	}
	s := chat.Screen{Lines: []chat.Text{
		chat.T("connect.done_xm", host),
		{},
		chat.T("connect.found_api", chat.Args{"Reseller": f.Reseller}),
		chat.T("connect.found_plans", chat.Args{"Count": f.Plans}),
		{},
		chat.T("connect.store_ready"),
	}}
	return foundNext(s, group, goTo("button.store", "storefront"))
}
