package ops_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// byHand changes a client on the panel behind the bot's back.
func (w *world) byHand(id int64, body string) {
	w.t.Helper()
	r, err := http.NewRequestWithContext(w.t.Context(), http.MethodPut, fmt.Sprint(w.base, "/clients/", id), strings.NewReader(body))
	w.must(err)
	r.Header.Set("Authorization", "Bearer "+ourKey)
	r.Header.Set("Content-Type", "application/json")
	response, err := w.wire.to.RoundTrip(r)
	w.must(err)
	if _ = response.Body.Close(); response.StatusCode != http.StatusOK {
		w.t.Fatalf("by hand: %d", response.StatusCode)
	}
}

// TestALateEditBringsNothingBack of what was changed since it was first tried.
func TestALateEditBringsNothingBack(t *testing.T) {
	w := newWorld(t)
	w.cutPuts(1)
	note := "x"
	out, err := w.EditClient(t.Context(), w.act("k"), w.ana.ID, "ana", resale.ClientEdit{Note: &note})
	w.wantState("the edit", storage.Unknown, out, err)
	w.wire.heal()
	w.byHand(w.ana.ID, `{"connection_limit":9}`)
	w.reconcile()
	if c, _ := w.client(w.ana.ID); c.Limit != 9 || c.Note != "x" {
		t.Errorf("limit %d, note %q", c.Limit, c.Note)
	}
}

// TestARenameMeanwhile: a client is known by its id when its name is another.
func TestARenameMeanwhile(t *testing.T) {
	for _, d := range clientDeeds()[1:] {
		w := newWorld(t)
		ctx, cancel := context.WithCancel(t.Context())
		w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
			if r.Method != d.method {
				return w.wire.to.RoundTrip(r)
			}
			cancel()
			return nil, errCut
		})
		if _, err := d.do(ctx, w, "k"); err == nil {
			t.Fatalf("%s: no error", d.name)
		}
		w.restart()
		w.byHand(w.ana.ID, `{"username":"renamed"}`)
		w.reconcile()
		if out, err := d.do(t.Context(), w, "k"); err != nil || out.State != storage.Done || d.effects(w) != 1 {
			t.Errorf("%s: %q %q, %v, %d effects", d.name, out.State, out.Code, err, d.effects(w))
		}
	}
}

// TestAYesWithoutANewDate is doubted, and never asked for again: the panel may
// show it late.
func TestAYesWithoutANewDate(t *testing.T) {
	w := newWorld(t)
	renewals := map[string]func() (ops.Outcome, error){
		"client": func() (ops.Outcome, error) { return w.renew("client") },
		"reseller": func() (ops.Outcome, error) {
			return w.RenewReseller(t.Context(), w.act("reseller"), w.loja.ID, "loja1", 30)
		},
	}
	posts := 0
	w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		if r.Method != http.MethodPost {
			return w.wire.to.RoundTrip(r)
		}
		posts++
		return jsonReply(http.StatusOK, `{"message":"Renovado com sucesso"}`), nil
	})
	for name, renew := range renewals {
		out, err := renew()
		w.wantState(name, storage.Unknown, out, err)
	}
	w.later(48)
	for name := range renewals {
		if s := w.state(name).State; s != storage.Unknown || posts != 2 {
			t.Errorf("%s is %q after %d calls", name, s, posts)
		}
	}
}

// TestACreateIsNotRepeatedAtOnce, while the first call may still be at work:
// not every panel refuses a name twice.
func TestACreateIsNotRepeatedAtOnce(t *testing.T) {
	w := newWorld(t)
	for _, d := range deeds() {
		if !strings.HasPrefix(d.name, "create") {
			continue
		}
		w.panel.AddKey(ourKey, d.admin, 42)
		w.panel.Fail(sandbox.ServexFault{Method: d.method, PathContains: d.path, Kind: sandbox.ServexCutBefore})
		before := w.writes()
		out, err := d.do(t.Context(), w, d.name)
		w.wantState(d.name, storage.Unknown, out, err)
		if n := w.writes() - before; n != 1 {
			t.Errorf("%s: %d calls at once", d.name, n)
		}
	}
}

// TestConnectCountsInFewPages, and all that it says it counts.
func TestConnectCountsInFewPages(t *testing.T) {
	w := newWorld(t)
	for n := range 1200 {
		w.panel.AddClient(sandbox.ServexClient{Username: fmt.Sprint("c", n), CategoryID: w.place, OwnerID: 42, Expires: w.Now().AddDate(0, 0, 10)})
	}
	before := len(w.panel.Calls())
	f, err := w.CheckServex(t.Context(), secret.New(ourKey))
	if n := len(w.panel.Calls()) - before; err != nil || f.Own != 1201 || f.Active != 1201 || f.Capped || n > 40 {
		t.Errorf("%+v, %v, %d requests", f, err, n)
	}
}
