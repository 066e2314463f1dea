package handlers_test

import (
	"strconv"
	"strings"
	"testing"

	"resellerbot/handlers"
	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// warn runs the background job that makes digests.
func (w *world) warn() {
	w.t.Helper()
	if err := w.digests(); err != nil {
		w.t.Fatal(err)
	}
}

// warnDying does so for a bot that may die.
func (w *world) warnDying() {
	w.t.Helper()
	if err := w.digests(); err != nil && !w.dead.Load() {
		w.t.Fatal(err)
	}
}

func (w *world) digests() error {
	w.t.Helper()
	job := jobs.Digests(w.ops, func(tx *storage.Tx, n ops.DigestNews) error {
		return w.driver.Tell(tx, handlers.DigestNotice(w.deps, n))
	})
	err := job(w.t.Context())
	w.show()
	return err
}

// names adds clients to the panel that end in so many days.
func (w *world) names(all []string) {
	w.t.Helper()
	category := w.panel.Categories()[0].ID
	for _, one := range all {
		name, days, _ := strings.Cut(one, ":")
		n, err := strconv.Atoi(days)
		if err != nil {
			w.t.Fatal(err)
		}
		w.panel.AddClient(sandbox.ServexClient{
			Username: name, CategoryID: category, Limit: 1, Kind: "user", OwnerID: sandbox.ServexDemoOwner, Expires: w.clock().AddDate(0, 0, n),
		})
	}
}

// The bot dies right after each commit that a digest makes, one commit a world,
// and comes back on what the disk held. Each time those are named that must be,
// in one message.
func TestEveryCommitOfADigestMayBeTheLast(t *testing.T) {
	t.Parallel()
	for _, d := range []struct{ happens, named []string }{
		{[]string{"connected", "names bia:3"}, []string{"bruno", "bia"}},
		{[]string{"vpn connected"}, []string{"bruno.12", "elisa.20"}},
	} {
		points := 0
		for n := int64(1); dieInDigest(t, n, d.happens, d.named); n++ {
			points++
		}
		if points < 3 {
			t.Errorf("%v: %d commits are too few for a digest", d.happens, points)
		}
	}
}

// dieInDigest dies after the nth commit of a digest; false when there are not
// that many.
func dieInDigest(t *testing.T, n int64, happens, named []string) (died bool) {
	t.Helper()
	w := newWorld(t)
	defer func() { _ = w.store.Close(); _ = w.panel.Close(); _ = w.vpn.Close() }()
	for _, what := range happens {
		w.happens(what)
	}
	w.wait("21h10m")
	w.killAt = w.commits.Load() + n
	w.warnDying()
	if died = w.dead.Load(); died {
		w.revive()
	}
	for range 5 { // the list is not read twice within an hour
		w.warnDying()
		w.wait("20m")
	}
	if told := strings.Count(w.screen(), "to renew"); told != 1 {
		t.Errorf("commit %d: %d digests:\n%s", n, told, w.screen())
	}
	for _, name := range named {
		if !strings.Contains(w.screen(), name) {
			t.Errorf("commit %d: %s is not named:\n%s", n, name, w.screen())
		}
	}
	return died
}
