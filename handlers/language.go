package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// languageFlow switches a person's language; the choice is kept.
func languageFlow(d Deps) dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{
		Name: "language", Command: true,
		Begin: func(_ context.Context, t *dialog.Turn, _ *struct{}, args string) (dialog.Next, error) {
			if tag, ok := d.languageOf(args); ok {
				return speak(t, tag), nil
			}
			return dialog.To("ask"), nil
		},
		Steps: []dialog.Step[struct{}]{{
			Name: "ask", Buttons: true,
			Ask: func(context.Context, *dialog.Turn, *struct{}) (chat.Screen, error) {
				s := chat.Screen{Lines: []chat.Text{chat.T("language.ask")}}
				for _, l := range d.Catalog.Languages() {
					s.Rows = append(s.Rows, row(chat.Button{Label: chat.Literal(l.Name), Answer: l.Tag}))
				}
				return s, nil
			},
			Take: func(_ context.Context, t *dialog.Turn, _ *struct{}, a dialog.Answer) (dialog.Next, error) {
				return speak(t, a.Value), nil
			},
		}},
	}
}

// languageOf reads "pt", "pt-br" or "english".
func (d Deps) languageOf(text string) (tag string, ok bool) {
	text = folded(text)
	for _, l := range d.Catalog.Languages() {
		own := folded(l.Tag)
		base, _, _ := strings.Cut(own, " ")
		name, _, _ := strings.Cut(folded(l.Name), " ")
		if text == own || text == base || text == name {
			return l.Tag, true
		}
	}
	return "", false
}

func speak(t *dialog.Turn, tag string) dialog.Next {
	person := t.Person
	person.Lang, person.Chosen, person.Seen = tag, true, t.Now
	t.Lang = tag
	t.Also(func(tx *storage.Tx) error { return tx.SavePerson(person) })
	t.Note(chat.T("language.set"))
	return dialog.Go("menu")
}
