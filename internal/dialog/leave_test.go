package dialog_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

type formSheet struct {
	First, Second string
}

// form adds a conversation of two questions, and one that an alert leads to.
func (w *world) form() {
	config := w.driver.Config
	take := func(at func(*formSheet) *string, next string) func(context.Context, *dialog.Turn, *formSheet, dialog.Answer) (dialog.Next, error) {
		return func(_ context.Context, _ *dialog.Turn, s *formSheet, a dialog.Answer) (dialog.Next, error) {
			*at(s) = a.Text + a.Value
			return dialog.To(next), nil
		}
	}
	first, second := func(s *formSheet) *string { return &s.First }, func(s *formSheet) *string { return &s.Second }
	config.Conversations = append(config.Conversations, dialog.Flow[formSheet]{
		Name: "form", Command: true, Title: func(formSheet) chat.Text { return chat.Literal("the form") },
		Steps: []dialog.Step[formSheet]{
			{Name: "first", Ask: says[formSheet]("first?"), Take: take(first, "second")},
			{Name: "second", Ask: says[formSheet]("second?"), Take: take(second, "all")},
			{Name: "all", Ask: func(_ context.Context, _ *dialog.Turn, s *formSheet) (chat.Screen, error) {
				return chat.Screen{Lines: []chat.Text{chat.Literal("all: " + s.First + "+" + s.Second)}}, nil
			}},
		},
	}, dialog.Flow[struct{}]{Name: "news", Command: true, Home: true, Steps: []dialog.Step[struct{}]{{Name: "show", Ask: says[struct{}]("the news")}}})
	w.driver = dialog.New(config)
}

// alert taps a button of a message that is not the person's screen.
func (w *world) alert(target string) {
	w.t.Helper()
	in := w.input(ana)
	in.Kind, in.Data, in.Query, in.Message = chat.Tapped, "g.7."+target, "q", 4711
	w.must(w.driver.Handle(w.t.Context(), in))
}

// tap taps a button of the newest screen, by its label.
func (w *world) tap(label string) {
	w.t.Helper()
	all := w.outbox()
	for _, row := range all[len(all)-1].Message.Keys {
		for _, key := range row {
			if key.Label == label {
				in := w.input(ana)
				in.Kind, in.Data, in.Query = chat.Tapped, key.Data, "q"
				w.must(w.driver.Handle(w.t.Context(), in))
				return
			}
		}
	}
	w.t.Fatalf("there is no button %q under %q", label, w.newest())
}

// newest is the text of the newest screen.
func (w *world) newest() string {
	w.t.Helper()
	all := w.outbox()
	return all[len(all)-1].Message.HTML
}

// A button on an alert asks before it throws away what was filled in, and what
// is typed meanwhile is no answer to anything.
func TestAnAlertAsksBeforeItInterrupts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.form()
	w.say(ana, "/form")
	w.say(ana, "one")
	w.alert("news")
	if said := w.newest(); !strings.Contains(said, "the form") || strings.Contains(said, "the news") {
		t.Fatalf("the alert's button shows %q", said)
	}
	w.say(ana, "two")
	if said := w.newest(); !strings.Contains(said, "the form") || !strings.Contains(said, "tap one of the buttons") {
		t.Fatalf("what was typed meanwhile leads to %q", said)
	}
	w.tap("Go on")
	if said := w.newest(); said != "second?" {
		t.Fatalf("Go on leads to %q", said)
	}
	w.say(ana, "two")
	if said := w.newest(); said != "all: one+two" {
		t.Fatalf("the form knows %q", said)
	}
	w.alert("news")
	w.tap("Stop it")
	if said := w.newest(); !strings.Contains(said, "the news") || !strings.Contains(said, "I stopped") {
		t.Fatalf("Stop it leads to %q", said)
	}
}

// Nothing is asked where nothing would be lost.
func TestAnAlertInterruptsWhatHasNothingToLose(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.form()
	for what, begun := range map[string]func(){
		"the first question":        func() { w.say(ana, "/form") },
		"a menu":                    func() { w.say(ana, "/news") },
		"nothing":                   func() { w.say(ana, "/cancel") },
		"what was left for an hour": func() { w.say(ana, "/form"); w.say(ana, "one"); w.now = w.now.Add(time.Hour) },
	} {
		begun()
		w.alert("news")
		if said := w.newest(); !strings.Contains(said, "the news") {
			t.Errorf("%s: the alert's button shows %q", what, said)
		}
	}
}

// A file sent instead of an answer asks again too, and a command goes its way.
func TestWhatElseComesWhileItIsAsked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.form()
	w.say(ana, "/form")
	w.say(ana, "one")
	w.alert("news")
	in := w.input(ana)
	in.Kind = chat.Other
	w.must(w.driver.Handle(t.Context(), in))
	if said := w.newest(); !strings.Contains(said, "the form") {
		t.Errorf("a file leads to %q", said)
	}
	w.say(ana, "/news")
	if said := w.newest(); !strings.Contains(said, "the news") || !strings.Contains(said, "I stopped") {
		t.Errorf("a command leads to %q", said)
	}
}
