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
	case o.Unit() == 1:
		return chat.T("services.line_each", args)
	}
	return chat.T("services.line", args)
}

// offerNames gives names that fit buttons, and lines with the whole ones for
// those that had to be cut. In a category all names mostly begin alike: what
// tells them apart is what is shown.
func offerNames(shown []offer, category bool) (names []string, whole []chat.Text) {
	same := 0
	if category {
		same = sameWords(shown)
	}
	for _, o := range shown {
		words := strings.Fields(o.Name)
		name := strings.TrimLeft(strings.Join(words[min(same, len(words)):], " "), "|-–—:·•/ ")
		room := max(10, offerRoom-len(o.ID)-len(figure(o.Rate)))
		if utf8.RuneCountInString(name) > room {
			whole = append(whole, chat.T("services.whole_name", chat.Args{"ID": o.ID, "Name": shorten(o.Name, 150)}))
		}
		names = append(names, shorten(name, room))
	}
	return names, whole
}

// sameWords counts the words that all names begin with, and that can be left
// out of each.
func sameWords(shown []offer) int {
	if len(shown) < 2 {
		return 0
	}
	first := strings.Fields(shown[0].Name)
	same := len(first) - 1
	for _, o := range shown[1:] {
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
