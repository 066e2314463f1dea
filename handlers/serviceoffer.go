package handlers

import (
	"strings"
	"unicode/utf8"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
)

// offerRoom is how many characters of a button a phone shows.
const offerRoom = 36

// offer is a line of a list of services.
type offer struct {
	resale.Service
	Gone bool // the panel does not sell it any more
}

func (o offer) label(name string) chat.Text {
	args := chat.Args{"ID": o.ID, "Name": name, "Price": figure(o.Rate)}
	switch {
	case o.Gone:
		return chat.T("services.line_gone", args)
	case o.each():
		return chat.T("services.line_each", args)
	}
	return chat.T("services.line", args)
}

// each tells whether the rate is for one.
func (o offer) each() bool { return !o.Gone && o.Unit() == 1 }

// offerNames gives names without the words that are the same in all of them,
// as they fit buttons, and lines with the whole ones for those that had to be
// cut.
func offerNames(shown []offer, same int) (names []string, whole []chat.Text) {
	for _, o := range shown {
		words := strings.Fields(o.Name)
		name := strings.TrimLeft(strings.Join(words[min(same, len(words)):], " "), "|-–—:·•/ ")
		room := max(10, offerRoom-len(o.ID)-len(figure(o.Rate).String()))
		if utf8.RuneCountInString(name) > room {
			whole = append(whole, chat.T("services.whole_name", chat.Args{"ID": o.ID, "Name": shorten(o.Name, 150)}))
		}
		names = append(names, shorten(name, room))
	}
	return names, whole
}

// sameWords counts the words that all names of a category begin with, as they
// mostly do: they can be left out of each.
func sameWords(all []offer) int {
	if len(all) < 2 {
		return 0
	}
	first := strings.Fields(all[0].Name)
	same := len(first) - 1
	for _, o := range all[1:] {
		words := strings.Fields(o.Name)
		same = min(same, len(words)-1)
		for i := range max(same, 0) {
			if words[i] != first[i] {
				same = i
				break
			}
		}
	}
	return max(same, 0)
}
