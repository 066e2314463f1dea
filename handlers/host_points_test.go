package handlers_test

import (
	"strings"
	"testing"

	"resellerbot/internal/sandbox"
)

// The bot dies right after each commit that a new API key and a suspension make,
// one commit a world. Each time there is one key and one suspension at most, and
// the person has the key's secret, or knows that it was lost with the answer, or
// that nothing was done.
func TestEveryCommitAtAHostingPanelMayBeTheLast(t *testing.T) {
	t.Parallel()
	points := 0
	ends := map[string]int{}
	for n := int64(1); ; n++ {
		died, end := hostDiesAfter(t, n)
		if !died {
			break
		}
		points++
		ends[end]++
	}
	if points < 12 || ends["shown"] < points-2 || ends["not done"] == 0 {
		t.Errorf("%d commits for a key and a suspension; the secrets were %v", points, ends)
	}
}

func hostDiesAfter(t *testing.T, n int64) (died bool, end string) {
	t.Helper()
	w := newWorld(t)
	defer func() { _ = w.store.Close(); _ = w.wh.Close() }()
	w.happens("wh connected")
	for _, step := range []string{"/billing", "[API keys]", "[Create API key]", "Reports", "clients.read", "[Continue]", "[Skip]", "[Skip]"} {
		w.person(step)
	}
	w.killAt = w.commits.Load() + n
	seen := "" // it leaves the chat again
	for _, step := range []string{"[Create API key]", "! forged hostdo s 2", "[Yes, suspend]"} {
		w.step(step)
		if w.dead.Load() {
			died = true
			w.revive()
			seen += w.screen()
			w.wait("15m")
			w.reconcile()
		}
		seen += w.screen()
	}
	w.once(n, "suspension", w.wh.Count("POST services/2/suspend").Applied, strings.Contains(seen, "is suspended"), strings.Contains(seen, "not</b> done for <b>acme.example</b>"))
	keys := 0
	for _, key := range w.wh.Rows(sandbox.WHKeys) {
		if key.Text("name") != "Reports" {
			continue
		}
		keys++
		if strings.Contains(seen, key.Text("key")) {
			end = "shown"
		}
	}
	switch {
	case strings.Contains(seen, "that answer was lost"):
		end += "lost"
	case strings.Contains(seen, "not</b> done for <b>Reports</b>"):
		end += "not done"
	}
	w.once(n, "key", keys, end == "shown" || end == "lost", end == "not done")
	return died, end
}

// once wants one thing done and told, or nothing done, and that told.
func (w *world) once(n int64, what string, times int, told, denied bool) {
	w.t.Helper()
	if times > 1 || told == denied || told != (times == 1) {
		w.t.Errorf("commit %d: the %s was done %d times; told so: %v, told that not: %v", n, what, times, told, denied)
	}
}
