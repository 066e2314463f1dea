package dialog_test

import (
	"strings"
	"testing"
	"time"
)

func TestSweepEndsWhatWasGivenUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.interrupted(ana)
	w.now = w.now.Add(23 * time.Hour)
	if n := w.sweep(); n != 0 {
		t.Errorf("%d ended while the input may come again", n)
	}
	w.now = w.now.Add(2 * time.Hour)
	if n := w.sweep(); n != 1 {
		t.Errorf("%d ended, not the one that was given up", n)
	}
	if _, ok := w.conversation(ana); ok || !strings.Contains(w.said(), "cannot tell how it ended") || strings.Contains(w.said(), "Nothing was changed") {
		t.Errorf("still there, or told a lie: %s", w.said())
	}
}

func TestSweepEndsWhatWasLeftAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.say(ana, "/job")
	if n := w.sweep(); n != 0 {
		t.Errorf("%d ended at once", n)
	}
	w.now = w.now.Add(31 * time.Minute)
	if n := w.sweep(); n != 1 {
		t.Errorf("%d ended after half an hour", n)
	}
	if _, ok := w.conversation(ana); ok || !strings.Contains(w.said(), "Nothing was changed") {
		t.Errorf("still there, or not told: %s", w.said())
	}
}
