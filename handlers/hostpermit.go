package handlers

import (
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
)

// anything is the permission to do everything.
const anything = "*"

// knownPermissions are what a key can be allowed, as the panel's documentation
// spells it, clients.read, or as keys of the panel show that it does, which may be
// client.read. What is rarely wanted, everything, comes last.
func knownPermissions(seen []string) []string {
	all := slices.DeleteFunc(slices.Clone(seen), func(word string) bool { return word == anything })
	of := []string{"clients", "products", "services", "invoices", "payments", "servers", "webhooks"}
	singular := slices.ContainsFunc(all, func(word string) bool {
		thing, _, _ := strings.Cut(word, ".")
		return slices.Contains(of, thing+"s")
	})
	for _, thing := range of {
		if singular {
			thing = strings.TrimSuffix(thing, "s")
		}
		for _, may := range []string{".read", ".write"} {
			if !slices.Contains(all, thing+may) {
				all = append(all, thing+may)
			}
		}
	}
	for _, word := range seen { // what is known of these two is how the panel spells them
		of, _, _ := permission(word)
		if thing := thingOfPermission(word); of == ofKeys || of == ofAudit {
			all = merge(all, []string{thing + ".read"})
			if of == ofKeys {
				all = merge(all, []string{thing + ".write"})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b string) int { return strings.Compare(thingOfPermission(a), thingOfPermission(b)) })
	return append(all, anything)
}

// thingOfPermission is what a permission is about.
func thingOfPermission(word string) string {
	thing, _, _ := strings.Cut(word, ".")
	return thing
}

// permission parts a permission into the kind that it is about and what may be
// done with that; ok tells that both have words.
func permission(word string) (of hostKind, may string, ok bool) {
	thing, may, _ := strings.Cut(strings.ToLower(word), ".")
	of = map[string]hostKind{
		"client": ofCustomers, "customer": ofCustomers, "product": ofProducts, "service": ofServices, "invoice": ofInvoices,
		"payment": ofPayments, "server": ofServers, "webhook": ofHooks, "api_key": ofKeys, "apikey": ofKeys, "audit_log": ofAudit, "audit": ofAudit,
	}[strings.TrimSuffix(strings.ReplaceAll(thing, "-", "_"), "s")]
	if may == anything {
		may = "all"
	}
	return of, may, of != "" && slices.Contains([]string{"read", "write", "create", "update", "delete", "all"}, may)
}

// permissionName is what a permission allows, in words; a zero text where it is
// not known.
func permissionName(word string) chat.Text {
	of, may, ok := permission(word)
	if !ok {
		return chat.Text{}
	}
	return chat.T("hostpermit."+may, chat.Args{"Of": chat.T("hosttitle." + string(of))})
}

// permissionText is a permission in words, with how the panel spells it.
func permissionText(word string) chat.Text {
	if name := permissionName(word); name.Key != "" {
		return chat.T("hostpermit.named", chat.Args{"Name": name, "Word": shorten(word, 40)})
	}
	return eventWord(word)
}

// boxLabel is what stands at the box of a word: of two permissions that are the
// same in words, how the panel spells them.
func boxLabel(word string, all []string) chat.Text {
	of, may, ok := permission(word)
	if !ok {
		return eventWord(word)
	}
	same := 0
	for _, other := range all {
		if o, m, _ := permission(other); o == of && m == may {
			same++
		}
	}
	if same > 1 {
		return eventWord(word)
	}
	return permissionName(word)
}

// boxRows are boxes to tick, permissions about one thing beside each other.
func boxRows(f hostField, words, chosen []string) (rows [][]chat.Button) {
	for i, word := range words {
		args := chat.Args{"Box": "☐", "Name": boxLabel(word, words)}
		if slices.Contains(chosen, word) {
			args["Box"] = "☑"
		}
		box := chat.Button{Label: chat.T("reseller.box", args), Answer: "word " + word}
		last := len(rows) - 1
		if f.name == "permissions" && i > 0 && len(rows[last]) == 1 && thingOfPermission(words[i-1]) == thingOfPermission(word) && len([]rune(word)) <= 18 && !strings.HasPrefix(word, "api") {
			rows[last] = append(rows[last], box)
			continue
		}
		rows = append(rows, row(box))
	}
	return rows
}

// doubts are the words among those typed that nobody knows; the known ones are
// written as they are known.
func (s *hostFormSheet) doubts(f hostField, typed []string) (known, doubtful []string) {
	for _, word := range typed {
		i := slices.IndexFunc(s.Offered, func(is string) bool { return resale.Fold(is) == resale.Fold(word) })
		switch {
		case i >= 0:
			known = append(known, s.Offered[i])
		case f.name == "permissions":
			doubtful = append(doubtful, word)
		default:
			known = append(known, word)
		}
	}
	return known, doubtful
}

// askDoubt asks whether words that nobody knows are meant.
func (s *hostFormSheet) askDoubt() chat.Screen {
	var quoted []string
	for _, word := range s.Doubt {
		quoted = append(quoted, "“"+shorten(word, 40)+"”")
	}
	args := chat.Args{"Count": len(quoted), "Words": shorten(strings.Join(quoted, ", "), mostOfNote)}
	return chat.Screen{
		Lines: []chat.Text{chat.T("hostnew.doubt", args)},
		Rows:  [][]chat.Button{row(pick("hostnew.doubt_yes", "meant"), pick("hostnew.doubt_no", "unmeant"))},
	}
}
