package dialog_test

import (
	"context"
	"strings"
	"testing"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

// Back shows what was typed, with a button that answers the same again.
func TestBackShowsWhatWasTyped(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.form()
	w.say(ana, "/form")
	w.say(ana, "one <b>\n1")
	if said := w.newest(); strings.Contains(said, "answered") {
		t.Fatalf("a new question says %q", said)
	}
	w.say(ana, "two")
	w.tap("‹ Back")
	w.tap("‹ Back")
	if said := w.newest(); !strings.Contains(said, "first?") || !strings.Contains(said, "You answered: one &lt;b&gt; 1") {
		t.Fatalf("Back shows %q", said)
	}
	w.tap("Keep “one <b> 1”")
	if said := w.newest(); !strings.Contains(said, "second?") || !strings.Contains(said, "You answered: two") {
		t.Fatalf("after it was kept: %q", said)
	}
	w.say(ana, "three")
	if said := w.newest(); said != "all: one &lt;b&gt;\n1+three" {
		t.Fatalf("the form knows %q", said)
	}
	w.tap("‹ Back")
	if said := w.newest(); !strings.Contains(said, "You answered: three") {
		t.Fatalf("Back shows %q", said)
	}
	w.tap("yes") // a button's answer takes the place of what was typed
	w.tap("‹ Back")
	if said := w.newest(); strings.Contains(said, "answered") {
		t.Fatalf("after a button was tapped Back shows %q", said)
	}
}

// A step that says itself what was answered gets Kept, and a secret is not
// remembered.
func TestBackShowsWhatAStepSays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	config := w.driver.Config
	config.Conversations = append(config.Conversations, dialog.Flow[formSheet]{Name: "days", Command: true, Steps: []dialog.Step[formSheet]{
		{Name: "first", Ask: says[formSheet]("first?"), Take: func(_ context.Context, _ *dialog.Turn, s *formSheet, a dialog.Answer) (dialog.Next, error) {
			if a.Value != dialog.Kept {
				s.First = a.Text + a.Value
			}
			return dialog.To("second"), nil
		}, Given: func(_ context.Context, _ *dialog.Turn, s *formSheet) chat.Text {
			if s.First == "" {
				return chat.Text{}
			}
			return chat.Literal("day " + s.First)
		}},
		{Name: "second", Secret: true, Ask: says[formSheet]("secret?"), Take: func(context.Context, *dialog.Turn, *formSheet, dialog.Answer) (dialog.Next, error) {
			return dialog.To("all"), nil
		}},
		{Name: "all", Ask: func(_ context.Context, _ *dialog.Turn, s *formSheet) (chat.Screen, error) {
			return chat.Screen{Lines: []chat.Text{chat.Literal("all: " + s.First)}}, nil
		}},
	}})
	w.driver = dialog.New(config)
	w.say(ana, "/days")
	w.tap("yes")
	w.say(ana, "hunter2")
	w.tap("‹ Back")
	if said := w.newest(); said != "secret?" {
		t.Fatalf("Back shows %q", said)
	}
	if c, _ := w.conversation(ana); len(c.Given) > 0 {
		t.Fatalf("it is remembered: %v", c.Given)
	}
	w.tap("‹ Back")
	if said := w.newest(); !strings.Contains(said, "You answered: day yes") {
		t.Fatalf("Back shows %q", said)
	}
	w.tap("Keep “day yes”")
	w.say(ana, "hunter2")
	if said := w.newest(); said != "all: yes" {
		t.Fatalf("the form knows %q", said)
	}
}

// What is typed to be sure is typed each time, also where an older version
// remembered it.
func TestWhatIsTypedToBeSureIsNotRemembered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	config := w.driver.Config
	config.Conversations = append(config.Conversations, dialog.Flow[formSheet]{Name: "drop", Command: true, Steps: []dialog.Step[formSheet]{
		{Name: "sure", Sure: true, Ask: says[formSheet]("name?"), Take: func(_ context.Context, _ *dialog.Turn, s *formSheet, a dialog.Answer) (dialog.Next, error) {
			s.First = a.Text
			return dialog.To("all"), nil
		}, Given: func(context.Context, *dialog.Turn, *formSheet) chat.Text { return chat.Literal("the name") }},
		{Name: "all", Ask: says[formSheet]("gone?")},
	}})
	w.driver = dialog.New(config)
	w.say(ana, "/drop")
	w.say(ana, "shop.example")
	w.tap("‹ Back")
	if said := w.newest(); said != "name?" {
		t.Fatalf("Back shows %q", said)
	}
	if c, _ := w.conversation(ana); len(c.Given) > 0 {
		t.Fatalf("it is remembered: %v", c.Given)
	}
}
