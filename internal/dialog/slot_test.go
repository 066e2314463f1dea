package dialog_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// look adds a conversation that a button anywhere can begin: it answers aside.
func (w *world) look() {
	config := w.driver.Config
	config.Conversations = append(config.Conversations, dialog.Flow[struct{}]{
		Name: "look", Command: true, Home: true,
		Begin: func(context.Context, *dialog.Turn, *struct{}, string) (dialog.Next, error) {
			return dialog.Aside(chat.Literal("not yet")), nil
		},
	})
	w.driver = dialog.New(config)
}

// TestAside: a tap is answered over the chat, and the question that was on the
// screen still takes its answer. What was typed gets a screen.
func TestAside(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.look()
	w.act = func(context.Context, *dialog.Turn) (dialog.Next, error) {
		return dialog.End(chat.Screen{Lines: []chat.Text{chat.Literal("done")}}), nil
	}
	w.say(ana, "/job")
	before := len(w.outbox())
	answer := w.yes(ana)
	in := w.input(ana)
	in.Kind, in.Data, in.Query = chat.Tapped, "g.7.look", "q"
	w.must(w.driver.Handle(t.Context(), in))
	if w.toast != "not yet" || len(w.outbox()) != before {
		t.Errorf("the tap is answered %q, with %d messages, want none", w.toast, len(w.outbox())-before)
	}
	w.must(w.driver.Handle(t.Context(), answer))
	if len(w.keys) != 1 || !strings.Contains(w.said(), "done") {
		t.Errorf("the question was lost: %v, said %s", w.keys, w.said())
	}
	w.say(ana, "/look")
	if said := w.said(); !strings.Contains(said, "not yet") {
		t.Errorf("who typed it reads %q", said)
	}
}

// TestAMessageUnderAName: a last screen and a notice under the same name are
// the same message, changed in place only where that is wanted.
func TestAMessageUnderAName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.act = func(context.Context, *dialog.Turn) (dialog.Next, error) {
		return dialog.End(chat.Screen{Lines: []chat.Text{chat.Literal("pay this")}}).KeepIn("pay:1"), nil
	}
	w.say(ana, "/job")
	w.must(w.driver.Handle(t.Context(), w.yes(ana)))
	for _, quiet := range []bool{false, true} {
		n := dialog.Notice{
			Place: chat.Place{Chat: ana}, Slot: "pay:1", Quiet: quiet, Reader: ana,
			Screen: func(string, *time.Location) chat.Screen { return chat.Screen{Lines: []chat.Text{chat.Literal("paid")}} },
		}
		w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error { return w.driver.Tell(tx, n) }))
	}
	var kinds []storage.Kind
	for _, o := range w.outbox() {
		if o.Slot == "pay:1" {
			kinds = append(kinds, o.Kind)
		}
	}
	if len(kinds) != 3 || kinds[0] != storage.Send || kinds[1] != storage.Send || kinds[2] != storage.Show {
		t.Errorf("under the name: %v", kinds)
	}
}
