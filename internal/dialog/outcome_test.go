package dialog_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// TestAnOutcomeStays in the chat, whatever the person went on to do while they
// waited for it: no later screen takes its place.
func TestAnOutcomeStays(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		act   func(context.Context, *dialog.Turn) (dialog.Next, error)
		waits bool
		words string
		stays bool
	}{
		"done, went on":   {done, true, "all done", true},
		"done, waited":    {done, false, "all done", false},
		"failed, went on": {fails(&resale.Error{Act: "renew client", Code: resale.Unavailable}), true, "does not answer", true},
	} {
		w := newWorld(t)
		w.say(ana, "/job")
		w.act = c.act
		w.driver.Waits = func(chat.Input) bool { return c.waits }
		w.must(w.driver.Handle(t.Context(), w.yes(ana)))
		if stays := w.stays(c.words); stays != c.stays {
			t.Errorf("%s: stays %v, said %s", name, stays, w.said())
		}
	}
}

// TestAnOutcomeThatTookLongStays: it was waited for with other things to do.
func TestAnOutcomeThatTookLongStays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.say(ana, "/job")
	w.driver.Slow = time.Millisecond
	w.act = func(ctx context.Context, turn *dialog.Turn) (dialog.Next, error) {
		for !strings.Contains(w.said(), "⏳") {
			time.Sleep(time.Millisecond)
		}
		return done(ctx, turn)
	}
	w.must(w.driver.Handle(t.Context(), w.yes(ana)))
	if !w.stays("all done") {
		t.Errorf("nothing stays: %s", w.said())
	}
}

// stays tells of a message with those words in no slot.
func (w *world) stays(words string) bool {
	for _, o := range w.outbox() {
		if strings.Contains(o.Message.HTML, words) && o.Slot == "" && o.Kind == storage.Send {
			return true
		}
	}
	return false
}
