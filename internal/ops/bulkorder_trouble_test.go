package ops_test

import (
	"net"
	"net/http"
	"slices"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// TestMassOrderStopsAtAWrongKey or a suspended account: the others would not
// fare better.
func TestMassOrderStopsAtAWrongKey(t *testing.T) {
	w := newMass(t, threeLinks()...)
	w.at(2, func(r *http.Request) (*http.Response, error) {
		w.panel.RevokeKey(ourKey)
		return w.wire.to.RoundTrip(r)
	})
	w.want(w.finish(), "stopped unauthorized, done, , ")
}

func TestMassOrderWithoutAPanel(t *testing.T) {
	w := newMass(t, threeLinks()...)
	w.must(w.Disconnect(t.Context(), ourChat, ops.SMM))
	w.want(w.finish(), "stopped not_connected, , , ")
}

// TestMassOrderStaysWithItsPanel: at another one its lines mean something else.
func TestMassOrderStaysWithItsPanel(t *testing.T) {
	const otherKey = "another-key-of-the-tests"
	connect := func(w *massWorld) {
		w.must(w.store.Update(w.t.Context(), func(tx *storage.Tx) error {
			return w.Connect(tx, storage.Account{Chat: ourChat, Provider: ops.SMM, By: 1}, secret.New(otherKey))
		}))
	}
	before := newMass(t, threeLinks()...)
	before.panel.AddKey(otherKey, "100")
	connect(before)
	before.want(before.finish(), "stopped not_connected, , , ")

	w := newMass(t, threeLinks()...)
	w.panel.AddKey(otherKey, "100")
	w.at(2, func(r *http.Request) (*http.Response, error) {
		connect(w)
		return w.wire.to.RoundTrip(r)
	})
	w.want(w.finish(), "stopped not_connected, done, done, ")
	w.wantOrders(threeLinks()[:2]...)
}

// TestMassOrderWaitsForThePanel and does not refuse line after line meanwhile.
func TestMassOrderWaitsForThePanel(t *testing.T) {
	for name, spoil := range map[string]func() (*http.Response, error){
		"down": func() (*http.Response, error) { return nil, &net.OpError{Op: "dial", Err: errCut} },
		"wall": func() (*http.Response, error) {
			return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"text/html"}}, Body: http.NoBody}, nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newMass(t, threeLinks()...)
			w.wire.set(func(int, *http.Request) (*http.Response, error) { return spoil() })
			for range 3 {
				b := w.turn()
				w.want(b, "waiting unavailable, , , ")
				w.pass(b.NotBefore.Sub(w.Now()) + time.Minute)
			}
			w.wire.heal()
			w.want(w.finish(), "done, done, done, done")
			w.wantOrders(threeLinks()...)
		})
	}
}

// TestMassOrderGivesUpOnAPanelThatStaysDown with all that is left.
func TestMassOrderGivesUpOnAPanelThatStaysDown(t *testing.T) {
	w := newMass(t, threeLinks()...)
	w.panel.Fail(sandbox.SMMFault{Kind: sandbox.SMMHTML})
	w.want(w.finish(), "stopped unavailable, , , ")
}

// TestMassOrderThatIsRefused says so in the panel's words.
func TestMassOrderThatIsRefused(t *testing.T) {
	w := newMass(t, threeLinks()...)
	w.panel.SetService(1, func(s *sandbox.SMMService) { s.Min = 500 })
	b := w.finish()
	refused := slices.IndexFunc(b.Items, func(i storage.BulkItem) bool {
		return i.State != storage.Refused || i.Detail == "" && i.Code == "refused"
	})
	if refused >= 0 {
		t.Errorf("%s: %+v", story(b), b.Items[refused])
	}
	w.wantOrders()
}
