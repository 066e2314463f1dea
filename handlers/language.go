package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// languageFlow switches a person's language; the choice is kept.
func languageFlow(d Deps) dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{Name: "language", Command: true, Steps: []dialog.Step[struct{}]{{
		Name: "ask", Buttons: true,
		Ask: func(context.Context, *dialog.Turn, *struct{}) (chat.Screen, error) {
			s := chat.Screen{Lines: []chat.Text{chat.T("language.ask")}}
			for _, l := range d.Catalog.Languages() {
				s.Rows = append(s.Rows, row(chat.Button{Label: chat.Literal(l.Name), Answer: l.Tag}))
			}
			return s, nil
		},
		Take: func(_ context.Context, t *dialog.Turn, _ *struct{}, a dialog.Answer) (dialog.Next, error) {
			person := t.Person
			person.Lang, person.Chosen, person.Seen = a.Value, true, t.Now
			t.Lang = a.Value
			t.Also(func(tx *storage.Tx) error { return tx.SavePerson(person) })
			t.Note(chat.T("language.set"))
			return dialog.Go("menu"), nil
		},
	}}}
}
