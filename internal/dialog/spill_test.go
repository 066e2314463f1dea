package dialog_test

import (
	"context"
	"strings"
	"testing"

	"resellerbot/internal/chat"
	"resellerbot/storage"
)

const key = "sx_0123456789abcdef"

// hidden gives the messages that were taken out of a chat.
func (w *world) hidden(place int64) (ids []int) {
	for _, row := range w.outbox() {
		if row.Kind == storage.Delete && row.Key.Lane == storage.Cleanups && row.Key.Chat == place {
			ids = append(ids, row.Target)
		}
	}
	return ids
}

// The key goes although whoever wrote it may do nothing, nobody can say whether
// they may, or nothing else goes well.
func TestKeyIsHiddenWhateverElseHappens(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*world){
		"nobody may use the bot": func(w *world) { w.driver.Access = func(int64) bool { return false } },
		"no admin": func(w *world) {
			w.driver.GroupAdmin = func(context.Context, int64, int64) (bool, error) { return false, nil }
		},
		"admins unknown": func(w *world) {
			w.driver.GroupAdmin = func(context.Context, int64, int64) (bool, error) { return false, errBroken }
		},
		"at a question":      func(w *world) { w.say(group, "/job") },
		"at an act given up": func(w *world) { w.interrupted(group) },
	} {
		w := newWorld(t)
		change(w)
		in := w.input(group)
		in.Text = "look " + key
		w.must(w.driver.Handle(t.Context(), in))
		if got := w.hidden(group); len(got) != 1 || got[0] != in.Message {
			t.Errorf("%s: hidden: %v", name, got)
		}
		if !strings.Contains(w.said(), "make a new key") || strings.Contains(w.said(), key) {
			t.Errorf("%s: said: %s", name, w.said())
		}
		if given := strings.Join(w.notes, " "); strings.Contains(given, key) {
			t.Errorf("%s: the step was given %q", name, given)
		}
	}
}

// Nothing of a key is kept where the conversation is.
func TestKeyIsInNoConversation(t *testing.T) {
	t.Parallel()
	for _, text := range []string{key, "/job " + key, "/connect " + key} {
		w := newWorld(t)
		w.say(ana, "/job")
		w.say(ana, text)
		c, _ := w.conversation(ana)
		if strings.Contains(string(c.Sheet), key) || len(w.notes) != 0 || len(w.hidden(ana)) != 1 {
			t.Errorf("%q: sheet %s, answers %q, hidden %v", text, c.Sheet, w.notes, w.hidden(ana))
		}
	}
}

func TestEditedMessageIsNoAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.say(ana, "/job")
	before := len(w.outbox())
	for text, hides := range map[string]int{"yes": 0, key: 1} {
		in := w.input(ana)
		in.Kind, in.Text = chat.Edited, text
		w.must(w.driver.Handle(t.Context(), in))
		if got := len(w.outbox()) - before; got != hides || len(w.notes) != 0 {
			t.Errorf("%q: %d messages, answers %q", text, got, w.notes)
		}
		before = len(w.outbox())
	}
}

// Where a key cannot be deleted in a group, that is said by a message of its own.
func TestAKeyThatStaysIsToldOf(t *testing.T) {
	t.Parallel()
	for place, want := range map[int64]bool{group: true, ana: false} {
		w := newWorld(t)
		in := w.input(place)
		in.Text = "look " + key
		w.must(w.driver.Handle(t.Context(), in))
		for _, row := range w.outbox() {
			if row.Kind == storage.Delete && strings.Contains(row.Message.Instead, "make a new key") != want {
				t.Errorf("in %d: %q", place, row.Message.Instead)
			}
		}
	}
}
