package handlers_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"resellerbot/internal/chat"
	"resellerbot/storage"
)

// committed stops the world at a commit, as a power cut right after it would:
// the disk holds that commit and nothing later.
func (w *world) committed(int) {
	if n := w.commits.Add(1); n != w.killAt {
		return
	}
	data, err := os.ReadFile(w.path)
	if err != nil {
		w.t.Error(err)
	}
	w.snapshot = filepath.Join(filepath.Dir(w.path), "after.db")
	if err := os.WriteFile(w.snapshot, data, 0o600); err != nil {
		w.t.Error(err)
	}
	w.dead.Store(true)
}

// mortal is a network that a dead bot cannot use.
type mortal struct {
	w    *world
	next http.RoundTripper
}

var errDead = errors.New("the bot is dead")

func (m mortal) RoundTrip(r *http.Request) (*http.Response, error) {
	if m.w.dead.Load() {
		return nil, errDead
	}
	return m.next.RoundTrip(r)
}

// revive starts the bot on what the disk held, and handles what is in the
// inbox, as the receiver does at its start.
func (w *world) revive() {
	w.t.Helper()
	_ = w.store.Close()
	w.path = w.snapshot
	w.dead.Store(false)
	w.open()
	var left []storage.Update
	err := w.store.View(w.t.Context(), func(tx *storage.Tx) (err error) {
		left, err = tx.Updates(0, 100)
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, u := range left {
		var in chat.Input
		if err := json.Unmarshal(u.Raw, &in); err != nil {
			w.t.Fatal(err)
		}
		if err := w.driver.Handle(w.t.Context(), in); err != nil {
			w.t.Fatalf("handle again: %v", err)
		}
	}
	w.show()
}

// screen is all that the person sees.
func (w *world) screen() string {
	var all strings.Builder
	for _, m := range w.shown {
		all.WriteString(m.HTML + "\n")
	}
	return all.String()
}

// The bot dies right after each commit that a trial and a renewal make, one
// commit a world, and comes back on what the disk held. Each time there is one
// trial, one renewal, and the person sees the end of both.
func TestEveryCommitMayBeTheLast(t *testing.T) {
	t.Parallel()
	points := 0
	for n := int64(1); ; n++ {
		if !dieAfter(t, n) {
			break
		}
		points++
	}
	if points < 30 {
		t.Errorf("%d commits are too few for a trial and a renewal", points)
	}
	t.Logf("%d commits, each the last one once", points)
}

// dieAfter plays the first job and dies after the nth commit of it; false when
// there are not that many.
func dieAfter(t *testing.T, n int64) (died bool) {
	t.Helper()
	w := newWorld(t)
	defer func() { _ = w.store.Close(); _ = w.panel.Close() }()
	w.happens("connected")
	w.killAt = w.commits.Load() + n
	for _, step := range []string{
		"/trial", "[Premium]", "[60 min]", "[Use ]", "[1 connection]", "/renew bruno", "[bruno]", "[30 days]", "[Renew for 30 days]",
	} {
		w.person(step)
		if w.dead.Load() {
			died = true
			w.revive()
			w.settle()
		}
	}
	clients := w.panel.Clients()
	if len(clients) != 5 {
		t.Errorf("commit %d: the panel has %d clients, not 5", n, len(clients))
	}
	for _, c := range clients {
		if c.Kind == "test" && w.panel.Creates(c.Username) != 1 {
			t.Errorf("commit %d: the trial was created %d times", n, w.panel.Creates(c.Username))
		}
		if c.Username == "bruno" && w.panel.Renewals(c.ID) != 1 {
			t.Errorf("commit %d: renewed %d times", n, w.panel.Renewals(c.ID))
		}
	}
	for _, want := range []string{"Your trial is ready", "renewed for 30 days"} {
		if !strings.Contains(w.screen(), want) {
			t.Errorf("commit %d: the person does not see %q, but:\n%s", n, want, w.screen())
		}
	}
	return died
}

// settle lets the time pass that an act may be unknown.
func (w *world) settle() {
	w.wait("1m")
	w.reconcile()
}
