package handlers

import (
	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// askWHAddress asks where the hosting panel is: everybody runs their own,
// unless whoever runs the bot named one.
func (d Deps) askWHAddress() chat.Screen {
	s := chat.Screen{Lines: []chat.Text{chat.T("connect.ask_wh_address")}}
	if d.WHMDC != "" {
		s.Rows = [][]chat.Button{row(chat.Button{Label: chat.T("connect.use_host", chat.Args{"Host": shorten(d.whHost(""), 30)}), Answer: "default"})}
	}
	return s
}

// whHost names a hosting panel as people know it.
func (d Deps) whHost(baseURL string) string { return panelHost(or(baseURL, d.WHMDC)) }

func (d Deps) askWHKey(t *dialog.Turn, s *connectSheet) chat.Screen {
	key := "connect.ask_wh_key"
	if s.Chat == 0 && t.Connected(ops.WHMDC) {
		key = "connect.replace_wh"
	}
	return chat.Screen{Lines: []chat.Text{chat.T(key, chat.Args{"Host": d.whHost(s.BaseURL)})}}
}

// foundWH says what a key of a hosting panel opens.
func (d Deps) foundWH(f ops.FoundHost, err error, baseURL string, group bool) chat.Screen {
	host := chat.Args{"Host": d.whHost(baseURL)}
	if resale.CodeOf(err) == resale.OtherAPI {
		return chat.Screen{Lines: []chat.Text{chat.T("connect.other_api_wh", host)}}
	}
	s := chat.Screen{Lines: []chat.Text{chat.T("connect.done_wh", host), {}}}
	if f.Customers >= 0 {
		s.Lines = append(s.Lines, chat.T("connect.found_customers", chat.Args{"Count": f.Customers}))
	}
	var open, shut []chat.Text
	for _, k := range hostKinds() {
		if f.May[k.record()] {
			open = append(open, chat.T("hostkind."+string(k)))
		} else {
			shut = append(shut, chat.T("hostkind."+string(k)))
		}
	}
	s.Lines = append(s.Lines, chat.T("connect.wh_may", chat.Args{"What": enumerated(open)}))
	if len(shut) > 0 {
		s.Lines = append(s.Lines, chat.T("connect.wh_may_not", chat.Args{"What": enumerated(shut)}))
	}
	return foundNext(s, group, goTo("button.billing", "billing"))
}

// enumerated is several words with commas between.
func enumerated(words []chat.Text) chat.Text {
	switch len(words) {
	case 0:
		return chat.Literal("—")
	case 1:
		return words[0]
	}
	return chat.T("hostcard.listed", chat.Args{"First": words[0], "Rest": enumerated(words[1:])})
}
