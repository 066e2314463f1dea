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
	slices.SortStableFunc(all, func(a, b string) int { return strings.Compare(thingOfPermission(a), thingOfPermission(b)) })
	return append(all, anything)
}

// thingOfPermission is what a permission is about.
func thingOfPermission(word string) string {
	thing, _, _ := strings.Cut(word, ".")
	return thing
}

// boxRows are boxes to tick, permissions about one thing beside each other.
func boxRows(f hostField, words, chosen []string) (rows [][]chat.Button) {
	for i, word := range words {
		args := chat.Args{"Box": "☐", "Name": eventWord(word)}
		if slices.Contains(chosen, word) {
			args["Box"] = "☑"
		}
		box := chat.Button{Label: chat.T("reseller.box", args), Answer: "word " + word}
		last := len(rows) - 1
		if f.name == "permissions" && i > 0 && len(rows[last]) == 1 && thingOfPermission(words[i-1]) == thingOfPermission(word) && len([]rune(word)) <= 18 {
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
