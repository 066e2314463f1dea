package handlers

import (
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// admin tells whether the chat's key is an admin's, which may change what
// belongs to the panel itself.
func admin(t *dialog.Turn) bool {
	for _, a := range t.Accounts {
		if a.Provider == ops.Servex {
			return a.Admin
		}
	}
	return false
}

// adminsOnly ends what another key cannot do, however it was begun.
func adminsOnly() dialog.Next {
	return dialog.End(chat.Screen{
		Lines: []chat.Text{chat.T("category.admins_only")},
		Rows:  [][]chat.Button{row(goTo("button.categories", "categories"), goTo("button.menu", "menu"))},
	})
}

// typedExactly tells whether a name was written to confirm what cannot be
// undone. White space at its ends does not count: keyboards add it.
func typedExactly(a dialog.Answer, name string) bool {
	return a.Typed() && strings.TrimSpace(a.Text) == strings.TrimSpace(name)
}

// typedName is typedExactly for names that no capital and no accent tells apart:
// keyboards begin with the one, and leave out the other.
func typedName(a dialog.Answer, name string) bool {
	plain := func(text string) string { return resale.Fold(strings.Join(strings.Fields(text), " ")) }
	return typedExactly(a, name) || a.Typed() && plain(name) != "" && plain(a.Text) == plain(name)
}

// notTyped is the sentence for another name than the one that was asked for: it
// says which, so that a second one is seen to be answered.
func notTyped(key string, a dialog.Answer) chat.Text {
	return chat.T(key, chat.Args{"Typed": shorten(a.Text, 60)})
}
