package dialog_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

// slow adds a conversation whose second question is read from a panel that does
// not answer.
func (w *world) slow() {
	config := w.driver.Config
	config.Conversations = append(config.Conversations, dialog.Flow[struct{}]{Name: "slow", Command: true, Steps: []dialog.Step[struct{}]{
		{Name: "first", Ask: says[struct{}]("first?"), Take: func(context.Context, *dialog.Turn, *struct{}, dialog.Answer) (dialog.Next, error) {
			return dialog.To("second"), nil
		}},
		{Name: "second", Ask: func(ctx context.Context, _ *dialog.Turn, _ *struct{}) (chat.Screen, error) {
			<-ctx.Done()
			return chat.Screen{}, ctx.Err()
		}},
	}})
	w.driver = dialog.New(config)
}

// TestACommandOvertakesWhatIsOnlyRead: who types one does not wait for a slow
// panel, and is told that their answer was given up.
func TestACommandOvertakesWhatIsOnlyRead(t *testing.T) {
	t.Parallel()
	for name, next := range map[string]chat.Input{
		"a command": {Kind: chat.Said, Command: "menu"},
		"Cancel":    {Kind: chat.Tapped, Data: "g.7.menu"},
	} {
		w := newWorld(t)
		w.slow()
		w.say(ana, "/slow")
		next.Person.ID = ana
		before := len(w.outbox())
		w.driver.Next = func(chat.Input) []chat.Input { return []chat.Input{{Kind: chat.Said, Text: "hm"}, next} }
		w.say(ana, "yes")
		if n := len(w.outbox()) - before; n != 0 {
			t.Errorf("%s: %d messages for what was overtaken", name, n)
		}
		if c, ok := w.conversation(ana); !ok || c.Step != "first" {
			t.Errorf("%s: it stands at %q", name, c.Step)
		}
		w.driver.Next = nil
		w.say(ana, "/menu")
		if said := w.said(); !strings.Contains(said, "Nothing was changed") || !strings.Contains(said, "menu") {
			t.Errorf("%s: %s", name, said)
		}
	}
}

// TestNothingOvertakesAnAct: nor what is no command of ours.
func TestNothingOvertakesAnAct(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.driver.Slow = time.Millisecond
	looks := make(chan struct{})
	w.driver.Next = func(chat.Input) []chat.Input {
		select {
		case looks <- struct{}{}:
		default:
		}
		return []chat.Input{{Kind: chat.Said, Command: "menu"}}
	}
	w.act = func(ctx context.Context, turn *dialog.Turn) (dialog.Next, error) {
		for range 2 { // the first look is over by the second
			<-looks
		}
		if err := ctx.Err(); err != nil {
			return dialog.Next{}, err
		}
		return done(ctx, turn)
	}
	w.say(ana, "/job")
	w.must(w.driver.Handle(t.Context(), w.yes(ana)))
	if said := w.said(); len(w.keys) != 1 || !strings.Contains(said, "all done") {
		t.Errorf("%d acts, said %s", len(w.keys), said)
	}
	for _, row := range w.outbox() {
		if strings.Contains(row.Message.HTML, "⏳") && len(row.Message.Keys) != 0 {
			t.Errorf("an act can be cancelled: %v", row.Message.Keys)
		}
	}
}

// TestASlowReadingCanBeCancelled: the line that says that it takes long has a
// button.
func TestASlowReadingCanBeCancelled(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.slow()
	w.driver.Slow = time.Millisecond
	w.say(ana, "/slow")
	ctx, cancel := context.WithCancel(t.Context())
	w.driver.Next = func(chat.Input) []chat.Input {
		if strings.Contains(w.said(), "⏳") {
			cancel()
		}
		return []chat.Input{{Kind: chat.Said, Text: "hm"}, {Kind: chat.Said, Command: "unknown"}}
	}
	in := w.input(ana)
	in.Text = "yes"
	if err := w.driver.Handle(ctx, in); err == nil {
		t.Error("what is no command overtook it")
	}
	for _, row := range w.outbox() {
		if keys := row.Message.Keys; strings.Contains(row.Message.HTML, "⏳") && (len(keys) != 1 || keys[0][0].Data != "g.7.menu") {
			t.Errorf("it cannot be cancelled: %v", keys)
		}
	}
}
