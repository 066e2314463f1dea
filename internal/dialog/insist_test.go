package dialog_test

import (
	"context"
	"strings"
	"testing"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

// TestTheSameTroubleAgainIsNumbered: a screen that takes the place of one with
// the same words would look as if nothing had been read.
func TestTheSameTroubleAgainIsNumbered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	config := w.driver.Config
	config.Conversations = append(config.Conversations, dialog.Flow[struct{}]{Name: "even", Command: true, Steps: []dialog.Step[struct{}]{
		{Name: "ask", Ask: says[struct{}]("which?"), Take: func(_ context.Context, _ *dialog.Turn, _ *struct{}, a dialog.Answer) (dialog.Next, error) {
			return dialog.Stay(chat.Literal(a.Text + " is odd")), nil
		}},
	}})
	w.driver = dialog.New(config)
	w.say(ana, "/even")
	for _, c := range []struct {
		typed string
		try   string // "" for none
	}{{"one", ""}, {"one", "2"}, {"one", "3"}, {"three", ""}, {"one", ""}, {"one", "2"}} {
		w.say(ana, c.typed)
		all := w.outbox()
		said := all[len(all)-1].Message.HTML
		if !strings.Contains(said, c.typed+" is odd") || strings.Contains(said, "🔁") != (c.try != "") || !strings.Contains(said, c.try) {
			t.Errorf("%s, try %q: %s", c.typed, c.try, said)
		}
	}
	w.must(w.driver.Handle(t.Context(), w.yes(ana)))
	w.say(ana, "/even")
	w.say(ana, "one")
	all := w.outbox()
	if said := all[len(all)-1].Message.HTML; strings.Contains(said, "🔁") {
		t.Errorf("after it was begun anew: %s", said)
	}
}
