package dialog

import (
	"context"
	"fmt"
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
	serial    int
	store     *storage.Store
	tell      func(*storage.Tx, Notice) error
	also      []func(*storage.Tx) error
	notes     []chat.Text
}

// Act names the effect of the present step: one per screen that led to it,
// however often the step runs.
func (t *Turn) Act() ops.Act {
	return ops.Act{Key: fmt.Sprintf("%s.%s.%d", t.run, t.step, t.serial), Place: t.Input.Place, Person: t.Input.Person.ID, Lang: t.Lang}
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

// NewTicket makes a token for a deep link back to this chat, for this person,
// with data that the conversation behind the link reads.
func (t *Turn) NewTicket(ctx context.Context, kind, data string, life time.Duration) (token string, err error) {
	ticket := storage.Ticket{Kind: kind, Chat: t.Input.Place.Chat, Thread: t.Input.Place.Thread, Person: t.Input.Person.ID, Expires: t.Now.Add(life), Data: data}
	err = t.store.Update(ctx, func(tx *storage.Tx) error {
		token, err = tx.IssueTicket(ticket)
		return err
	})
	return token, err
}

// Ticket gives what a token stands for; ok is false for one that is over.
func (t *Turn) Ticket(ctx context.Context, token string) (ticket storage.Ticket, ok bool, err error) {
	err = t.store.View(ctx, func(tx *storage.Tx) error {
		ticket, ok, err = tx.Ticket(token)
		return err
	})
	return ticket, ok, err
}
