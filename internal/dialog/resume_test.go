package dialog_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

var errBroken = errors.New("the journal cannot be read")

func fails(err error) func(context.Context, *dialog.Turn) (dialog.Next, error) {
	return func(context.Context, *dialog.Turn) (dialog.Next, error) { return dialog.Next{}, err }
}

func done(context.Context, *dialog.Turn) (dialog.Next, error) {
	return dialog.End(chat.Screen{Lines: []chat.Text{chat.Literal("all done")}}), nil
}

// interrupted leaves an act under way, as a crash does, and gives its input.
func (w *world) interrupted(place int64) chat.Input {
	w.t.Helper()
	w.say(place, "/job")
	in := w.yes(place)
	w.act = fails(errBroken)
	if err := w.driver.Handle(w.t.Context(), in); !errors.Is(err, errBroken) {
		w.t.Fatalf("a broken act ends its input: %v", err)
	}
	if c, _ := w.conversation(place); c.Doing != in.Update {
		w.t.Fatalf("the conversation stands at %s, doing %d", c.Step, c.Doing)
	}
	w.act = done
	return in
}

// A fault of our own is no reason to ask again: the question would stand for
// another act.
func TestBrokenActIsTakenUpAgainWithItsKey(t *testing.T) {
	t.Parallel()
	for name, err := range map[string]error{
		"ours": errBroken, "nobody knows": &resale.Error{Act: "renew client", Code: resale.Unknown, Err: errBroken},
	} {
		w := newWorld(t)
		w.say(ana, "/job")
		in := w.yes(ana)
		before := len(w.outbox())
		w.act = fails(err)
		for range 2 {
			if err := w.driver.Handle(t.Context(), in); !errors.Is(err, errBroken) {
				t.Fatalf("%s: the input is over: %v", name, err)
			}
		}
		if len(w.outbox()) != before {
			t.Errorf("%s: something was shown: %s", name, w.said())
		}
		w.act = done
		w.must(w.driver.Handle(t.Context(), in))
		if len(w.keys) != 3 || w.keys[0] != w.keys[1] || w.keys[1] != w.keys[2] {
			t.Errorf("%s: not one act: %v", name, w.keys)
		}
		if !strings.Contains(w.said(), "all done") {
			t.Errorf("%s: the end was not told: %s", name, w.said())
		}
	}
}

// What the provider refused is asked again, as another act.
func TestRefusedActIsAskedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.say(ana, "/job")
	w.act = fails(&resale.Error{Act: "renew client", Code: resale.Refused})
	w.must(w.driver.Handle(t.Context(), w.yes(ana)))
	w.act = done
	w.must(w.driver.Handle(t.Context(), w.yes(ana)))
	if len(w.keys) != 2 || w.keys[0] == w.keys[1] {
		t.Errorf("the second try is not an act of its own: %v", w.keys)
	}
}

// Whoever may not begin anything any more still hears the end of what they
// began.
func TestResumeComesBeforeRefusal(t *testing.T) {
	t.Parallel()
	for name, refuse := range map[string]func(*world){
		"admins unknown": func(w *world) {
			w.driver.GroupAdmin = func(context.Context, int64, int64) (bool, error) { return false, errBroken }
		},
		"no admin any more": func(w *world) {
			w.driver.GroupAdmin = func(context.Context, int64, int64) (bool, error) { return false, nil }
		},
		"no access any more": func(w *world) { w.driver.Access = func(int64) bool { return false } },
	} {
		w := newWorld(t)
		in := w.interrupted(group)
		refuse(w)
		w.must(w.driver.Handle(t.Context(), in))
		if !strings.Contains(w.said(), "all done") || len(w.keys) != 2 {
			t.Errorf("%s: %v, said %s", name, w.keys, w.said())
		}
		if c, ok := w.conversation(group); ok {
			t.Errorf("%s: the conversation is not over: %+v", name, c)
		}
	}
}

// The input of the act was set aside; its conversation holds nobody up.
func TestNothingIsAskedAtAnActGivenUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	old := w.interrupted(ana)
	tap := old
	tap.Update = w.input(ana).Update
	w.must(w.driver.Handle(t.Context(), tap))
	if !strings.Contains(w.toast, "older screen") {
		t.Errorf("a tap on its screen is answered with %q", w.toast)
	}
	other := w.input(ana)
	other.Kind = chat.Other
	w.must(w.driver.Handle(t.Context(), other))
	if !strings.Contains(w.said(), "menu") {
		t.Errorf("a picture leads nowhere: %s", w.said())
	}
	w = newWorld(t)
	w.interrupted(ana)
	w.say(ana, "hello")
	if !strings.Contains(w.said(), "menu") || len(w.keys) != 1 {
		t.Errorf("a text leads nowhere, or acts: %v, %s", w.keys, w.said())
	}
}
