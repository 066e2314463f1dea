package dialog_test

import (
	"context"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/secret"
	"resellerbot/locales"
	"resellerbot/storage"
)

// loadCatalog reads the languages once for all worlds.
var loadCatalog = sync.OnceValues(locales.Load)

// The person and the places of these tests.
const (
	ana   = 7
	group = -9
)

type jobSheet struct {
	Args string `json:"args,omitempty"`
}

// world is a driver of two conversations over a real database: the menu, and
// "job", which asks whether to act and acts.
type world struct {
	t      *testing.T
	store  *storage.Store
	driver *dialog.Driver
	now    time.Time
	update int64

	act   func(context.Context, *dialog.Turn) (dialog.Next, error) // what the job does
	keys  []string                                                 // the acts that the job was asked for
	notes []string                                                 // what the job's question was answered with
	toast string

	files map[string]string // what the messenger has, by id
	fails error             // how it gives none of them
	while func()            // what happens while it does; may be nil
	lists []dialog.Answer   // what the list's question was answered with
	taken func() error      // what becomes of an answer; nil: it is taken
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, now: time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)}
	keys, err := secret.NewKeyring()
	if err != nil {
		t.Fatal(err)
	}
	if w.store, err = storage.OpenUnsynced(filepath.Join(t.TempDir(), "bot.db"), keys, storage.Options{Now: w.clock}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.store.Close() })
	catalog, err := loadCatalog()
	if err != nil {
		t.Fatal(err)
	}
	menu := dialog.Flow[struct{}]{Name: "menu", Home: true, Steps: []dialog.Step[struct{}]{{Name: "show", Buttons: true, Ask: says[struct{}]("menu")}}}
	w.driver = dialog.New(dialog.Config{
		Store: w.store, Catalog: catalog, Messenger: w, Now: w.clock, Slow: time.Hour, Download: w.download,
		Conversations: []dialog.Conversation{menu, w.job(), w.list(), w.receipt(), w.channel()},
	})
	return w
}

func (w *world) job() dialog.Conversation {
	return dialog.Flow[jobSheet]{Name: "job", Command: true, Steps: []dialog.Step[jobSheet]{
		{Name: "sure", Ask: says[jobSheet]("sure?"), Take: func(_ context.Context, _ *dialog.Turn, _ *jobSheet, a dialog.Answer) (dialog.Next, error) {
			w.notes = append(w.notes, a.Text)
			return dialog.To("do"), nil
		}},
		{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, _ *jobSheet) (dialog.Next, error) {
			w.keys = append(w.keys, t.Act().Key)
			return w.act(ctx, t)
		}},
	}}
}

// says is a question with one button.
func says[S any](text string) func(context.Context, *dialog.Turn, *S) (chat.Screen, error) {
	return func(context.Context, *dialog.Turn, *S) (chat.Screen, error) {
		return chat.Screen{Lines: []chat.Text{chat.Literal(text)}, Rows: [][]chat.Button{{{Label: chat.Literal("yes"), Answer: "yes"}}}}, nil
	}
}

func (w *world) clock() time.Time { return w.now }

// Answer and Typing make the world a messenger.
func (w *world) Answer(_ context.Context, _, text string, _ bool) { w.toast = text }

func (*world) Typing(context.Context, chat.Place) {}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) input(place int64) chat.Input {
	w.update++
	return chat.Input{
		Update: w.update, Kind: chat.Said, Place: chat.Place{Chat: place}, Private: place > 0, Message: int(w.update),
		Person: chat.Person{ID: ana, Name: "Ana"}, At: w.now,
	}
}

// say writes to the bot, in private or in the group.
func (w *world) say(place int64, text string) {
	w.t.Helper()
	in := w.input(place)
	in.Text = text
	if command, ok := strings.CutPrefix(text, "/"); ok {
		in.Command, in.Args, _ = strings.Cut(command, " ")
	}
	w.must(w.driver.Handle(w.t.Context(), in))
}

// yes gives the tap on the newest screen's first button.
func (w *world) yes(place int64) chat.Input {
	w.t.Helper()
	all := w.outbox()
	for n := len(all) - 1; n >= 0; n-- {
		if m := all[n].Message; all[n].Key.Chat == place && len(m.Keys) > 0 {
			in := w.input(place)
			in.Kind, in.Data, in.Query = chat.Tapped, m.Keys[0][0].Data, "q"
			return in
		}
	}
	w.t.Fatal("no screen with buttons")
	return chat.Input{}
}
