package dialog_test

import (
	"context"
	"strings"
	"testing"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

// TestTheSameTroubleAgainSaysWhatWasRead: a screen that takes the place of one with
// the same words would look as if nothing had been read.
func TestTheSameTroubleAgainSaysWhatWasRead(t *testing.T) {
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
	}{{"one", ""}, {"one", "I got “one”, but"}, {"one", "I got “one” (try 3), but"}, {"three", ""}, {"one", ""}, {"one", "I got “one”, but"}} {
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

// TestASecretIsNotReadBack: nor what others could read, and a long answer is not
// said again as a whole.
func TestASecretIsNotReadBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	config := w.driver.Config
	take := func(context.Context, *dialog.Turn, *struct{}, dialog.Answer) (dialog.Next, error) {
		return dialog.Stay(chat.Literal("no")), nil
	}
	config.Conversations = append(config.Conversations,
		dialog.Flow[struct{}]{Name: "open", Command: true, Steps: []dialog.Step[struct{}]{{Name: "ask", Ask: says[struct{}]("which?"), Take: take}}},
		dialog.Flow[struct{}]{Name: "closed", Command: true, Steps: []dialog.Step[struct{}]{{Name: "ask", Secret: true, Ask: says[struct{}]("which?"), Take: take}}},
		dialog.Flow[struct{}]{Name: "own", Command: true, Steps: []dialog.Step[struct{}]{{Name: "ask", Secret: true, Password: true, Ask: says[struct{}]("which?"), Take: take}}},
		dialog.Flow[struct{}]{Name: "odd", Command: true, Steps: []dialog.Step[struct{}]{{Name: "ask", Hide: func(string) bool { return true }, Ask: says[struct{}]("which?"), Take: take}}})
	w.driver = dialog.New(config)
	for flow, want := range map[string]string{"open": "I got “a &lt;b&gt; " + strings.Repeat("x", 34) + "…”, but", "closed": "I got that, but", "own": "I got that, but", "odd": "I got that, but"} {
		w.say(ana, "/"+flow)
		w.say(ana, "a <b> "+strings.Repeat("x", 50))
		w.say(ana, "a <b> "+strings.Repeat("x", 50))
		all := w.outbox()
		if said := all[len(all)-1].Message.HTML; !strings.Contains(said, want) {
			t.Errorf("%s: %s", flow, said)
		}
	}
}
