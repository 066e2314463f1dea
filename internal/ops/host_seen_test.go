package ops_test

import (
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
)

// TestWhatWasSeenIsNotAskedForAgain until it is old, or was changed by us.
func TestWhatWasSeenIsNotAskedForAgain(t *testing.T) {
	w := newHosting(t, sandbox.WHQuirks{})
	seen := func() resale.RecordState {
		t.Helper()
		r, err := w.HostSeen(t.Context(), ourChat, resale.HostServices, w.active, time.Minute)
		w.must(err)
		return r.State()
	}
	_, err := w.HostGet(t.Context(), ourChat, resale.HostServices, w.active)
	w.must(err)
	before := len(w.panel.Calls())
	if state := seen(); state != resale.RecordActive || len(w.panel.Calls()) != before {
		t.Errorf("%s, after %d calls", state, len(w.panel.Calls())-before)
	}
	_, err = w.HostDo(t.Context(), w.act("suspend"), w.active, resale.Suspend)
	w.must(err)
	if state := seen(); state != resale.RecordSuspended {
		t.Errorf("once it was suspended: %s", state)
	}
	before = len(w.panel.Calls())
	w.mu.Lock()
	w.now = w.now.Add(time.Minute)
	w.mu.Unlock()
	if seen(); len(w.panel.Calls()) != before+1 {
		t.Errorf("what is old was read %d times", len(w.panel.Calls())-before)
	}
}
