package handlers_test

import (
	"strings"
	"testing"
	"time"
)

// The bot dies right after each commit that a sale and its configuration make.
// Each time there is one account, with its end, and the person has its
// password, its file and its picture.
func TestEveryCommitOfASaleMayBeTheLast(t *testing.T) {
	t.Parallel()
	points := 0
	for n := int64(1); dieSelling(t, n); n++ {
		points++
	}
	if points < 15 {
		t.Errorf("%d commits are too few for a sale", points)
	}
	t.Logf("%d commits, each the last one once", points)
}

// dieSelling plays the sale and dies after the nth commit of it; false when
// there are not that many.
func dieSelling(t *testing.T, n int64) (died bool) {
	t.Helper()
	w := newWorld(t)
	defer func() { _ = w.store.Close(); _ = w.vpn.Close() }()
	w.tunnel("connected")
	w.killAt = w.commits.Load() + n
	for _, step := range []string{
		"/newaccount", "joao.45", "[30 days]", "[Create account]", "/accounts joao.45", "[Get configuration]", "[Portugal]", "[WireGuard]",
	} {
		w.person(step)
		if w.dead.Load() {
			died = true
			w.revive()
			w.settle()
			w.settle() // the end stands behind a creation that was settled late
		}
	}
	var found int
	for _, a := range w.vpn.Accounts() {
		if a.Username != "joao.45" {
			continue
		}
		found++
		if want := time.Date(2026, 7, 2, 0, 0, 0, 0, time.UTC); !a.Expires.Equal(want) {
			t.Errorf("commit %d: the account ends %v", n, a.Expires)
		}
		if !strings.Contains(w.screen(), a.Password) {
			t.Errorf("commit %d: the person does not see the password, but:\n%s", n, w.screen())
		}
	}
	if made := w.vpn.Count("POST accounts").Applied; found != 1 || made != 1 {
		t.Errorf("commit %d: %d accounts, %d were made", n, found, made)
	}
	files, pictures := 0, 0
	for _, m := range w.shown {
		if m.File != nil {
			files++
		}
		if m.Photo != nil {
			pictures++
		}
	}
	if files == 0 || pictures == 0 {
		t.Errorf("commit %d: %d files and %d pictures, on:\n%s", n, files, pictures, w.screen())
	}
	return died
}
