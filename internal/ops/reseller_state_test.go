package ops_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// TestAToggleThatIsNotNeeded makes no call.
func TestAToggleThatIsNotNeeded(t *testing.T) {
	w := newWorld(t)
	out, err := w.SetResellerOff(t.Context(), w.act("k"), w.loja.ID, "loja1", false)
	if err != nil || out.State != storage.Done || w.writes() != 0 {
		t.Errorf("%q, %v, %d writes", out.State, err, w.writes())
	}
}

// rewrite lets the panel's lists say something else.
func (w *world) rewrite(old, by string) {
	w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		answer, err := w.wire.to.RoundTrip(r)
		if err != nil || r.Method != http.MethodGet {
			return answer, err
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		text := strings.ReplaceAll(string(body), old, by)
		answer.Body, answer.ContentLength = io.NopCloser(strings.NewReader(text)), int64(len(text))
		return answer, err
	})
}

// look gives an act as it stands after ten looks.
func (w *world) look(key string) ops.Outcome {
	w.t.Helper()
	var out ops.Outcome
	for range 10 {
		w.pass(20 * time.Minute)
		var err error
		out, err = w.LookAgain(w.t.Context(), ourChat, key)
		w.must(err)
	}
	return out
}

// TestAStateThatIsHidden: a panel that only shows that an account is expired
// is believed at its word, and nothing is toggled twice when that is lost.
func TestAStateThatIsHidden(t *testing.T) {
	for _, lost := range []bool{false, true} {
		w := newWorld(t)
		w.pass(11 * 24 * time.Hour)
		w.rewrite(`"suspended"`, `"expired"`)
		want := storage.Done
		if lost {
			want = storage.Unknown
			w.panel.Fail(sandbox.ServexFault{Method: "PUT", Times: 1, Kind: sandbox.ServexCutAfter})
		}
		if out, err := w.SetResellerOff(t.Context(), w.act("k"), w.loja.ID, "loja1", true); err != nil || out.State != want {
			t.Errorf("lost %v: %q %q, %v", lost, out.State, out.Code, err)
		}
		if out := w.look("k"); out.State != want || w.toggles() != 1 || !w.reseller(w.loja.ID).Suspended {
			t.Errorf("lost %v: later %q after %d toggles", lost, out.State, w.toggles())
		}
	}
}

// TestAStateThatIsNotSaid is not toggled at all.
func TestAStateThatIsNotSaid(t *testing.T) {
	w := newWorld(t)
	w.rewrite(`"status"`, `"state"`)
	out, err := w.SetResellerOff(t.Context(), w.act("k"), w.loja.ID, "loja1", true)
	if err != nil || out.State != storage.Refused || out.Code != resale.BadAnswer || w.toggles() != 0 {
		t.Errorf("%q %q, %v", out.State, out.Code, err)
	}
}

// TestCategoriesThatAreNotSaid: when the answer to an edit of them is lost, it
// is not known what became of it.
func TestCategoriesThatAreNotSaid(t *testing.T) {
	w := newWorld(t)
	w.rewrite(`"category_ids"`, `"ids"`)
	w.panel.Fail(sandbox.ServexFault{Method: "PUT", Times: 1, Kind: sandbox.ServexCutAfter})
	out, err := w.EditReseller(t.Context(), w.act("k"), w.loja.ID, "loja1", resale.ResellerEdit{CategoryIDs: []int64{w.empty.ID}})
	if err != nil || out.State != storage.Unknown || w.look("k").State != storage.Unknown || w.writes() != 1 {
		t.Errorf("%q %q, %v, %d writes", out.State, out.Code, err, w.writes())
	}
}

// TestTogglesOfTwoChats lets the answers of two chats' toggles be lost: each
// state that was asked for is reached by one call.
func TestTogglesOfTwoChats(t *testing.T) {
	w := newWorld(t)
	w.connect(otherChat, ourKey)
	w.panel.Fail(sandbox.ServexFault{Method: "PUT", PathContains: "/toggle-status", Kind: sandbox.ServexCutAfter})
	for i, off := range []bool{true, true, false, false} {
		a := ops.Act{Key: string(rune('a' + i)), Place: chat.Place{Chat: ourChat + int64(i%2)}, Person: 1, Lang: "en"}
		out, err := w.SetResellerOff(t.Context(), a, w.loja.ID, "loja1", off)
		if err != nil || out.State != storage.Done || w.reseller(w.loja.ID).Suspended != off {
			t.Fatalf("%v: %q, %v", off, out.State, err)
		}
	}
	if n := w.toggles(); n != 2 {
		t.Errorf("%d toggles", n)
	}
}
