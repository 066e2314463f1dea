package ops_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

func (w *world) setPassword(key, password string) (ops.Outcome, error) {
	return w.EditClient(w.t.Context(), w.act(key), w.ana.ID, "ana", resale.ClientEdit{Password: &password})
}

func (w *world) state(key string) storage.Entry {
	w.t.Helper()
	var row storage.Entry
	w.must(w.store.View(w.t.Context(), func(tx *storage.Tx) (err error) {
		row, _, err = tx.Entry(key)
		return err
	}))
	return row
}

// cutPuts loses the first puts on their way and everything after the first
// until the wire heals.
func (w *world) cutPuts(puts int) {
	w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodPut || puts == 0 {
			puts = max(puts-1, 0)
			return nil, errCut
		}
		return w.wire.to.RoundTrip(r)
	})
}

// TestTheNewerPasswordStays: of two passwords the older is not set after the
// newer one, though it is not known what became of it.
func TestTheNewerPasswordStays(t *testing.T) {
	w := newWorld(t)
	w.cutPuts(1)
	if out, err := w.setPassword("a", "AAAA1"); err != nil || out.State != storage.Unknown {
		t.Fatalf("%q, %v", out.State, err)
	}
	w.wire.heal()
	if out, err := w.setPassword("b", "BBBB2"); err != nil || out.State != storage.Done {
		t.Fatalf("%q %q, %v", out.State, out.Code, err)
	}
	w.reconcile()
	if c, _ := w.client(w.ana.ID); c.Password != "BBBB2" {
		t.Errorf("the password is %s", c.Password)
	}
	if len(w.told) != 1 || w.told[0].State != storage.Refused || w.told[0].Code != resale.Overtaken {
		t.Errorf("told %+v", w.told)
	}
}

// TestAPasswordThatWasNeverSentIsNot: a crash left the older one intended.
func TestAPasswordThatWasNeverSentIsNot(t *testing.T) {
	w := newWorld(t)
	if !w.interrupted(deed{do: clientDeeds()[4].do}, 1, false) {
		t.Fatal("no request")
	}
	w.restart()
	if out, err := w.setPassword("b", "BBBB2"); err != nil || out.State != storage.Done {
		t.Fatalf("%q %q, %v", out.State, out.Code, err)
	}
	w.reconcile()
	if c, _ := w.client(w.ana.ID); c.Password != "BBBB2" || w.state("k").Code != string(resale.Overtaken) {
		t.Errorf("the password is %s, the older act %q", c.Password, w.state("k").Code)
	}
}

// TestAnOlderPasswordWaitsForTheNewer, and goes on only when that one was
// surely refused.
func TestAnOlderPasswordWaitsForTheNewer(t *testing.T) {
	w := newWorld(t)
	for _, key := range []string{"a", "b"} {
		w.cutPuts(1)
		if out, err := w.setPassword(key, key+"AAA1"); err != nil || out.State != storage.Unknown {
			t.Fatalf("%q, %v", out.State, err)
		}
	}
	w.wire.heal()
	w.pass(time.Hour)
	w.must(w.Reconcile(t.Context(), w.state("a"), w.tell))
	if c, _ := w.client(w.ana.ID); c.Password != "old" || w.state("a").State != storage.Unknown {
		t.Errorf("the password is %s, the older act %q", c.Password, w.state("a").State)
	}
	if _, err := w.Decide(t.Context(), ourChat, "b", false); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Hour)
	w.reconcile()
	if c, _ := w.client(w.ana.ID); c.Password != "aAAA1" {
		t.Errorf("the password is %s", c.Password)
	}
}

// TestAPasswordRefusedAgain: a no to the second call says nothing of the first.
func TestAPasswordRefusedAgain(t *testing.T) {
	w := newWorld(t)
	puts := 0
	w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		if r.Method != http.MethodPut {
			return w.wire.to.RoundTrip(r)
		}
		if puts++; puts == 1 {
			w.wire.lose(r)
			return nil, errCut
		}
		return jsonReply(http.StatusBadRequest, `{"error":"Senha inválida"}`), nil
	})
	if out, err := w.setPassword("a", "AAAA1"); err != nil || out.State != storage.Unknown {
		t.Errorf("%q %q, %v, want unknown: the password is set", out.State, out.Code, err)
	}
}

func jsonReply(status int, body string) *http.Response {
	return &http.Response{
		StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
	}
}
