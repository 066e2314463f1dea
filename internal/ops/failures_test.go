package ops_test

import (
	"net/http"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// TestALostAnswer spoils the one call that counts. However it is spoilt, the
// act ends as done, once, and who was told "unknown" is told the end.
func TestALostAnswer(t *testing.T) {
	for kind, applied := range map[sandbox.ServexFaultKind]bool{
		sandbox.ServexCutBefore: false, sandbox.Servex500: false, sandbox.ServexHTML: false, sandbox.ServexHang: false,
		sandbox.ServexCutAfter: true, sandbox.Servex500After: true, sandbox.ServexEmptyBody: true, sandbox.ServexHugeBody: true,
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			each(t, func(t *testing.T, w *world, d deed) {
				if kind == sandbox.ServexHang {
					w.timeout = 200 * time.Millisecond
				}
				w.panel.Fail(sandbox.ServexFault{Method: d.method, PathContains: d.path, Times: 1, Kind: kind})
				out, err := d.do(t.Context(), w, "k")
				// Some acts cannot be told apart from calls that are still at work.
				if d.waits && !applied {
					if err != nil || out.State != storage.Unknown {
						t.Fatalf("%q, %v, want unknown", out.State, err)
					}
					w.timeout = timeout
					w.reconcile()
					if len(w.told) != 1 || w.told[0].State != storage.Done {
						t.Errorf("told %+v", w.told)
					}
					out, err = d.do(t.Context(), w, "k")
				}
				w.wantDone(d, out, err)
				if n := w.writes(); applied && !d.blind && n != 1 {
					t.Errorf("%d writes", n)
				}
			})
		})
	}
}

// TestAPanelThatStaysBroken fails every call that counts. A password cannot be
// read back, so that of it no more can be said than that it was not confirmed.
func TestAPanelThatStaysBroken(t *testing.T) {
	for kind, applied := range map[sandbox.ServexFaultKind]bool{sandbox.Servex500: false, sandbox.Servex500After: true} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			each(t, func(t *testing.T, w *world, d deed) {
				w.panel.Fail(sandbox.ServexFault{Method: d.method, PathContains: d.path, Kind: kind})
				_, err := d.do(t.Context(), w, "k")
				w.must(err)
				if d.blind {
					w.pass(3 * time.Minute) // no look can bring it to an end
				} else {
					w.reconcile()
				}
				out, err := d.do(t.Context(), w, "k")
				if applied && !d.blind {
					w.wantDone(d, out, err)
					return
				}
				if n := w.writes(); n != 3 || d.effects(w) != count(applied) {
					t.Errorf("%d writes, %d effects", n, d.effects(w))
				}
				if d.blind {
					w.wantDecided(out, err)
					return
				}
				if err != nil || out.State != storage.Refused || out.Code != resale.Unavailable {
					t.Errorf("%q %q, %v", out.State, out.Code, err)
				}
				if len(w.told) != 1 || w.told[0].State != storage.Refused {
					t.Errorf("told %+v", w.told)
				}
			})
		})
	}
}

// wantDecided settles what no look can settle by a person's word, in the
// person's own chat only.
func (w *world) wantDecided(out ops.Outcome, err error) {
	w.t.Helper()
	if err != nil || out.State != storage.Unknown {
		w.t.Fatalf("%q %q, %v, want unknown", out.State, out.Code, err)
	}
	open, err := w.OpenActs(w.t.Context(), ourChat)
	if err != nil || len(open) != 1 || open[0].Username == "" {
		w.t.Fatalf("open: %+v, %v", open, err)
	}
	if _, err := w.Decide(w.t.Context(), ourChat+1, open[0].Key, true); resale.CodeOf(err) != resale.NotFound {
		w.t.Errorf("decided from another chat: %v", err)
	}
	if out, err := w.Decide(w.t.Context(), ourChat, open[0].Key, true); err != nil || out.State != storage.Done {
		w.t.Errorf("decided: %q, %v", out.State, err)
	}
	if out, err := w.Decide(w.t.Context(), ourChat, open[0].Key, false); err != nil || out.State != storage.Done {
		w.t.Errorf("decided again: %q, %v", out.State, err)
	}
	if open, _ := w.OpenActs(w.t.Context(), ourChat); len(open) != 0 {
		w.t.Errorf("still open: %+v", open)
	}
}

// TestRefusals are ends at which nothing was changed; the same key gives the
// same end also when the reason is gone.
func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(w *world, d deed)
		want  resale.Code
	}{
		"wrong key":     {func(w *world, _ deed) { w.panel.RevokeKey(ourKey) }, resale.Unauthorized},
		"too often":     {func(w *world, d deed) { w.fail(d, sandbox.Servex429) }, resale.RateLimited},
		"no reading":    {func(w *world, _ deed) { w.panel.Fail(sandbox.ServexFault{Method: "GET", Kind: sandbox.ServexHTML}) }, resale.Blocked},
		"panel is down": {func(w *world, _ deed) { w.panel.Fail(sandbox.ServexFault{Kind: sandbox.Servex500}) }, resale.Unavailable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			each(t, func(t *testing.T, w *world, d deed) {
				c.spoil(w, d)
				for range 2 {
					out, err := d.do(t.Context(), w, "k")
					if err != nil || out.State != storage.Refused || out.Code != c.want || resale.CodeOf(out.Err()) != c.want {
						t.Fatalf("%q %q, %v, want %q", out.State, out.Code, err, c.want)
					}
					w.panel.Heal()
					w.panel.AddKey(ourKey, d.admin, 42)
				}
				w.reconcile()
				if n := d.effects(w); n != 0 || len(w.told) != 0 {
					t.Errorf("%d effects, told %v", n, w.told)
				}
				// Asked for anew, it is another act.
				out, err := d.do(t.Context(), w, "k2")
				w.wantDone(d, out, err)
			})
		})
	}
}

func (w *world) fail(d deed, kind sandbox.ServexFaultKind) {
	w.panel.Fail(sandbox.ServexFault{Method: d.method, PathContains: d.path, Times: 1, Kind: kind})
}

func TestNotConnected(t *testing.T) {
	each(t, func(t *testing.T, w *world, d deed) {
		w.must(w.Disconnect(t.Context(), ourChat, ops.Servex))
		if _, err := d.do(t.Context(), w, "k"); resale.CodeOf(err) != resale.NotConnected {
			t.Errorf("%v", err)
		}
		if n := w.writes(); n != 0 {
			t.Errorf("%d writes", n)
		}
	})
}

// TestTaken covers names that the key sees and names that only the panel sees.
func TestTaken(t *testing.T) {
	for owner, want := range map[int64]resale.Code{42: resale.Taken, 43: resale.Invalid} {
		w := newWorld(t)
		w.panel.AddClient(sandbox.ServexClient{Username: "Bia", CategoryID: w.place, OwnerID: owner})
		out, err := deeds()[0].do(t.Context(), w, "k")
		if err != nil || out.State != storage.Refused || out.Code != want || w.panel.Creates("bia") != 0 {
			t.Errorf("owner %d: %q %q %q, %v", owner, out.State, out.Code, out.Detail, err)
		}
	}
}

func TestAClientThatIsGone(t *testing.T) {
	for _, d := range clientDeeds()[1:] {
		w := newWorld(t)
		if out, err := w.DeleteClient(t.Context(), w.act("first"), w.ana.ID, "ana"); err != nil || out.State != storage.Done {
			t.Fatal(out, err)
		}
		out, err := d.do(t.Context(), w, "k")
		if err != nil || out.State != storage.Refused || out.Code != resale.NotFound {
			t.Errorf("%s: %q %q, %v", d.name, out.State, out.Code, err)
		}
	}
}

// TestBusy: while it is not known what became of an act, there is no other on
// that client.
func TestBusy(t *testing.T) {
	w := newWorld(t)
	renew := clientDeeds()[1]
	w.fail(renew, sandbox.ServexCutBefore)
	if out, err := renew.do(t.Context(), w, "lost"); err != nil || out.State != storage.Unknown {
		t.Fatal(out, err)
	}
	for _, d := range clientDeeds()[1:] {
		if out, err := d.do(t.Context(), w, d.name); err != nil || out.Code != resale.Busy || d.effects(w) != 0 {
			t.Errorf("%s: %q %q, %v", d.name, out.State, out.Code, err)
		}
	}
	w.reconcile()
	out, err := renew.do(t.Context(), w, "lost")
	w.wantDone(renew, out, err)
}

// TestACallThatLandsLate has the first call reach the panel only when the
// second one does. What the second is told must not pass for the end.
func TestACallThatLandsLate(t *testing.T) {
	for name, faults := range map[string][]sandbox.ServexFault{
		"plain":                  nil,
		"then nothing is seen":   {{Method: "GET", Times: 1, Kind: sandbox.ServexHTML}},
		"the second is too soon": {{Method: "POST", Times: 1, Kind: sandbox.Servex429}},
	} {
		t.Run(name, func(t *testing.T) {
			w, d := newWorld(t), deeds()[0]
			var late *http.Request
			posts := 0
			w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
				if r.Method == http.MethodGet {
					return w.wire.to.RoundTrip(r)
				}
				switch posts++; {
				case posts == 1:
					late = r.Clone(t.Context())
					late.Body, _ = r.GetBody()
					return nil, errCut
				case posts == 2 && len(faults) > 0:
					w.panel.Fail(faults[0])
				}
				if late != nil && (posts == 3 || len(faults) == 0 || faults[0].Method == "GET") {
					w.wire.lose(late)
					late = nil
				}
				return w.wire.to.RoundTrip(r)
			})
			_, err := d.do(t.Context(), w, "k")
			w.must(err)
			w.reconcile()
			out, err := d.do(t.Context(), w, "k")
			w.wantDone(d, out, err)
		})
	}
}
