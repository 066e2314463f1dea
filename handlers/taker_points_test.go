package handlers_test

import (
	"strings"
	"testing"
)

// The bot dies right after each commit that a reseller's acts on somebody who
// took an offer make. Each time the access is extended once, and one message
// came.
func TestEveryCommitAboutATakerMayBeTheLast(t *testing.T) {
	t.Parallel()
	points := 0
	for n := int64(1); dieAboutTaker(t, n); n++ {
		points++
	}
	if points < 25 {
		t.Errorf("%d commits are too few", points)
	}
	t.Logf("%d commits, each the last one once", points)
}

// dieAboutTaker plays the acts and dies after the nth commit of them; false
// when there are not that many.
func dieAboutTaker(t *testing.T, n int64) (died bool) {
	t.Helper()
	w := newWorld(t)
	defer func() { _ = w.store.Close(); _ = w.panel.Close() }()
	for _, what := range []string{"connected", "gives servex", "takers 1", "claims"} {
		w.happens(what)
	}
	w.toTaker()
	w.killAt = w.commits.Load() + n
	for _, step := range []string{
		"[Extend]", "[3 days]", "[Extend by 3 days]", "[Write]", "Hello from the shop", "[Send]",
	} {
		if _, _, there := w.button(strings.Trim(step, "[]")); !there && strings.HasPrefix(step, "[") {
			w.toTaker() // what was cut short told its end elsewhere
		}
		w.person(step)
		if w.dead.Load() {
			died = true
			w.revive()
			w.settle()
		}
	}
	clients := w.panel.Clients()
	taken := clients[len(clients)-1]
	if w.panel.Renewals(taken.ID) != 1 || len(clients) != 5 {
		t.Errorf("commit %d: %d clients, renewed %d times, %+v", n, len(clients), w.panel.Renewals(taken.ID), taken)
	}
	messages := 0
	for id, m := range w.shown {
		if w.where[id] == 2001 && strings.Contains(m.HTML, "Hello from the shop") {
			messages++
		}
	}
	if messages != 1 {
		t.Errorf("commit %d: %d messages, and the person sees:\n%s", n, messages, w.screen())
	}
	return died
}

// toTaker opens the card of the one who took the offer.
func (w *world) toTaker() {
	w.t.Helper()
	for _, step := range []string{"/offers", "[Free <hour>]", "[See who took it]", "[#2001]"} {
		w.person(step)
	}
}
