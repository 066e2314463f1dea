package handlers

import (
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
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

// typedName is typedExactly for names that no capital tells apart: of domains,
// which keyboards begin with one.
func typedName(a dialog.Answer, name string) bool {
	return a.Typed() && strings.EqualFold(strings.TrimSpace(a.Text), strings.TrimSpace(name))
}
