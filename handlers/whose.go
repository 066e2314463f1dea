package handlers

import (
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// whose says whose clients a list shows: one's own, those of others too, or
// those of one reseller.
type whose struct {
	Others   bool  `json:"others,omitempty"`
	Reseller int64 `json:"reseller,omitempty"`
}

// String is what readWhose reads behind a filter: "", "+" or "@12".
func (w whose) String() string {
	switch {
	case w.Reseller != 0:
		return "@" + strconv.FormatInt(w.Reseller, 10)
	case w.Others:
		return "+"
	}
	return ""
}

// readWhose reads "active", "active+" and "active@12".
func readWhose(word string) (filter string, w whose) {
	if filter, ok := strings.CutSuffix(word, "+"); ok {
		return filter, whose{Others: true}
	}
	filter, id, _ := strings.Cut(word, "@")
	w.Reseller, _ = strconv.ParseInt(id, 10, 64)
	return filter, w
}

// scope is what the chat's key may ask for: an admin's all, a reseller's those
// of the resellers below.
func (w whose) scope(t *dialog.Turn) resale.Scope {
	switch {
	case !w.Others && w.Reseller == 0:
		return resale.Own
	case admin(t):
		return resale.All
	}
	return resale.OfResellers
}

func (w whose) line(t *dialog.Turn) []chat.Text {
	switch {
	case w.Reseller != 0:
		return []chat.Text{chat.T("clients.of_reseller", chat.Args{"ID": strconv.FormatInt(w.Reseller, 10)})}
	case w.Others && admin(t):
		return []chat.Text{chat.T("clients.of_all")}
	case w.Others:
		return []chat.Text{chat.T("clients.of_resellers")}
	}
	return nil
}

// switches leads to the others' clients and back.
func (w whose) switches(t *dialog.Turn) [][]chat.Button {
	switch {
	case w.Others || w.Reseller != 0:
		return [][]chat.Button{row(pick("clients.see_own", "whose own"))}
	case admin(t):
		return [][]chat.Button{row(pick("clients.see_all", "whose others"))}
	}
	return [][]chat.Button{row(pick("clients.see_resellers", "whose others"))}
}
