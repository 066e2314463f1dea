package handlers_test

import (
	"strings"
	"testing"

	"resellerbot/storage"
)

// The bot dies right after each commit from the claim of an invitation to the
// end of a request, one commit a world. Each time there is one link, one
// request and one renewal, and the customer hears the end.
func TestEveryCommitOfACustomerMayBeTheLast(t *testing.T) {
	t.Parallel()
	points := 0
	for n := int64(1); customerDiesAfter(t, n); n++ {
		points++
	}
	if points < 20 {
		t.Errorf("%d commits are too few for a claim, a request and a renewal", points)
	}
	t.Logf("%d commits, each the last one once", points)
}

func customerDiesAfter(t *testing.T, n int64) (died bool) {
	t.Helper()
	w := newWorld(t)
	defer func() { _ = w.store.Close(); _ = w.panel.Close() }()
	w.happens("connected")
	for _, step := range []string{"/clients", "[bruno]", "[Link a customer]"} {
		w.person(step)
	}
	w.maskedToken(w.screen())
	w.killAt = w.commits.Load() + n
	for _, step := range []struct{ who, what string }{
		{"Bia", "/start k{token}"},
		{"Bia", "[Link to me]"},
		{"Bia", "/my"},
		{"Bia", "[Ask to continue]"},
		{"Bia", "[Send request]"},
		{"Ana", "[Approve]"},
		{"Ana", "[30 days]"},
	} {
		w.as(step.who)
		w.person(step.what)
		if w.dead.Load() {
			died = true
			w.revive()
			w.settle()
		}
	}
	var bruno int64
	for _, c := range w.panel.Clients() {
		if c.Username == "bruno" {
			bruno = c.ID
		}
	}
	if w.panel.Renewals(bruno) != 1 {
		t.Errorf("commit %d: renewed %d times", n, w.panel.Renewals(bruno))
	}
	if !strings.Contains(w.screen(), "works until 3 Jul 2026") {
		t.Errorf("commit %d: the customer does not hear the end:\n%s", n, w.screen())
	}
	w.oneRequest(n, bruno)
	return died
}

// oneRequest wants one link to a client, and one request, which is done.
func (w *world) oneRequest(n, client int64) {
	w.t.Helper()
	err := w.store.View(w.t.Context(), func(tx *storage.Tx) error {
		links, err := tx.LinksTo(personID, "servex", client)
		if err != nil || len(links) != 1 {
			w.t.Errorf("commit %d: %d links, %v", n, len(links), err)
		}
		for id := uint64(1); id <= 2; id++ {
			r, found, err := tx.Request(id)
			if err != nil || found != (id == 1) || found && r.State != storage.RequestDone {
				w.t.Errorf("commit %d: request %d is %q, %v", n, id, r.State, err)
			}
		}
		return nil
	})
	if err != nil {
		w.t.Error(err)
	}
}
