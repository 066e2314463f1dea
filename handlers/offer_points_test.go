package handlers_test

import (
	"strings"
	"testing"

	"resellerbot/storage"
)

// The bot dies right after each commit that a new offer and a change of it
// make. Each time there is one offer, changed, and the person sees it.
func TestEveryCommitOfAnOfferMayBeTheLast(t *testing.T) {
	t.Parallel()
	points := 0
	for n := int64(1); dieOffering(t, n); n++ {
		points++
	}
	if points < 15 {
		t.Errorf("%d commits are too few for an offer", points)
	}
	t.Logf("%d commits, each the last one once", points)
}

// dieOffering makes an offer and dies after the nth commit of it; false when
// there are not that many.
func dieOffering(t *testing.T, n int64) (died bool) {
	t.Helper()
	w := newWorld(t)
	defer func() { _ = w.store.Close(); _ = w.panel.Close() }()
	w.happens("connected")
	w.killAt = w.commits.Load() + n
	for _, step := range []string{
		"/offers", "[Create an offer]", "[Premium]", "[60 min]", "[Use Free]", "[20]", "[Create offer]", "[Edit]", "[Limit per day]", "[50]",
	} {
		w.person(step)
		if w.dead.Load() {
			died = true
			w.revive()
		}
	}
	var all []storage.Offer
	err := w.store.View(t.Context(), func(tx *storage.Tx) (err error) {
		all, err = tx.OffersOf(personID)
		return err
	})
	if err != nil || len(all) != 1 || all[0].PerDay != 50 || !all[0].On {
		t.Errorf("commit %d: %v, %+v", n, err, all)
	}
	if !strings.Contains(w.screen(), "Taken today: 0, at most 50") {
		t.Errorf("commit %d: the person sees:\n%s", n, w.screen())
	}
	return died
}
