package dialog

import (
	"log/slog"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// Turn is one input being handled. Steps may read all of it and set Lang.
type Turn struct {
	Input    chat.Input
	Lang     string         // the language that screens are rendered in
	Zone     *time.Location // the chat's
	Now      time.Time      // UTC
	Accounts []storage.Account
	Person   storage.Person
	Chat     storage.Chat
	Log      *slog.Logger

	run, step string
	also      []func(*storage.Tx) error
	notes     []chat.Text
}

// Act names the effect of the present step: one per run and step, however
// often the step runs.
func (t *Turn) Act() ops.Act {
	return ops.Act{Key: t.run + "." + t.step, Place: t.Input.Place, Person: t.Input.Person.ID, Lang: t.Lang}
}

// Also adds to the transaction that ends the turn. f may run more than once.
func (t *Turn) Also(f func(*storage.Tx) error) { t.also = append(t.also, f) }

// Note puts a line above the next screen.
func (t *Turn) Note(line chat.Text) { t.notes = append(t.notes, line) }

// Connected tells whether the chat has an account with the provider.
func (t *Turn) Connected(provider string) bool {
	for _, a := range t.Accounts {
		if a.Provider == provider {
			return true
		}
	}
	return false
}
