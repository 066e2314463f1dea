package ops_test

import (
	"strconv"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// wantsAsked checks what is said of a service as the panel shows it now.
func (w *hosting) wantsAsked(at, id string, want resale.HostVerb) {
	w.t.Helper()
	r, err := w.HostGet(w.t.Context(), ourChat, resale.HostServices, id)
	w.must(err)
	asked, err := w.HostAsked(w.t.Context(), ourChat, r)
	w.must(err)
	if asked.Verb != want || (want == "") != asked.At.IsZero() {
		w.t.Errorf("%s: %q was asked for at %v, want %q", at, asked.Verb, asked.At, want)
	}
}

// What a panel accepted is known until it shows it, or ten minutes went by, also
// after a restart; what it showed and somebody undid is over.
func TestWhatWasAskedOfAServiceIsKnown(t *testing.T) {
	t.Parallel()
	w := newHosting(t, sandbox.WHQuirks{AsyncProvision: time.Hour})
	does := func(key, id string, verb resale.HostVerb) {
		t.Helper()
		if out, err := w.HostDo(t.Context(), w.act(key), id, verb); err != nil || out.State != storage.Done {
			t.Fatalf("%s: %+v, %v", verb, out, err)
		}
	}
	w.wantsAsked("at first", w.pending, "")
	does("set up", w.pending, resale.Provision)
	w.wantsAsked("accepted", w.pending, resale.Provision)
	w.wantsAsked("of another one", w.active, "")
	w.pass(9 * time.Minute)
	w.restart()
	w.wantsAsked("nine minutes later", w.pending, resale.Provision)
	w.pass(2 * time.Minute)
	w.wantsAsked("when it was forgotten", w.pending, "")

	does("suspend", w.active, resale.Suspend)
	w.wantsAsked("what was done at once", w.active, "")
	id, _ := strconv.ParseInt(w.active, 10, 64)
	if !w.panel.Do(id, "unsuspend") {
		t.Fatal("nobody undid it")
	}
	w.wantsAsked("what somebody undid", w.active, "")
}
