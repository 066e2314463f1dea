package ops_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// deed is one kind of act, as all tests do it.
type deed struct {
	name         string
	method, path string // of the call that changes something
	do           func(ctx context.Context, w *world, key string) (ops.Outcome, error)
	effects      func(w *world) int // on the panel
	waits        bool               // is not called again before an earlier call is surely over
	blind        bool               // no look shows whether it took effect
	admin        bool               // takes an admin key
}

func deeds() []deed { return slices.Concat(clientDeeds(), resellerDeeds(), categoryDeeds()) }

func clientDeeds() []deed {
	limit, name, password := 5, "anabela", "new1234"
	return []deed{{
		name: "create", method: "POST", path: "/clients", waits: true,
		do: func(ctx context.Context, w *world, key string) (ops.Outcome, error) {
			return w.CreateClient(ctx, w.act(key), resale.NewClient{Username: "bia", Password: "abc123", CategoryID: w.place, Limit: 1, Duration: 60, Kind: resale.Test})
		},
		effects: func(w *world) int { return w.panel.Creates("bia") },
	}, {
		name: "renew", method: "POST", path: "/renew", waits: true,
		do: func(ctx context.Context, w *world, key string) (ops.Outcome, error) {
			return w.RenewClient(ctx, w.act(key), w.ana.ID, "ana", 30)
		},
		effects: func(w *world) int { return w.panel.Renewals(w.ana.ID) },
	}, {
		name: "suspend", method: "PUT", path: "/suspend", waits: true,
		do: func(ctx context.Context, w *world, key string) (ops.Outcome, error) {
			return w.SetSuspended(ctx, w.act(key), w.ana.ID, "ana", true)
		},
		effects: func(w *world) (toggles int) {
			for _, c := range w.panel.Calls() {
				if c.Applied && strings.HasSuffix(c.Path, "/suspend") {
					toggles++
				}
			}
			return toggles
		},
	}, {
		name: "edit", method: "PUT", path: "/clients/",
		do: func(ctx context.Context, w *world, key string) (ops.Outcome, error) {
			return w.EditClient(ctx, w.act(key), w.ana.ID, "ana", resale.ClientEdit{Limit: &limit, Username: &name})
		},
		effects: func(w *world) int {
			c, _ := w.client(w.ana.ID)
			return count(c.Limit == limit && c.Username == name)
		},
	}, {
		name: "password", method: "PUT", path: "/clients/", blind: true,
		do: func(ctx context.Context, w *world, key string) (ops.Outcome, error) {
			return w.EditClient(ctx, w.act(key), w.ana.ID, "ana", resale.ClientEdit{Password: &password})
		},
		effects: func(w *world) int { c, _ := w.client(w.ana.ID); return count(c.Password == password) },
	}, {
		name: "delete", method: "DELETE", path: "/clients/",
		do: func(ctx context.Context, w *world, key string) (ops.Outcome, error) {
			return w.DeleteClient(ctx, w.act(key), w.ana.ID, "ana")
		},
		effects: func(w *world) int { _, there := w.client(w.ana.ID); return count(!there) },
	}}
}

func count(happened bool) int {
	if happened {
		return 1
	}
	return 0
}

// each runs a test for every act, each in a world of its own.
func each(t *testing.T, f func(t *testing.T, w *world, d deed)) {
	for _, d := range deeds() {
		t.Run(d.name, func(t *testing.T) { f(t, newWorldFor(t, d), d) })
	}
}

// wantDone fails unless the act is done, truly and once.
func (w *world) wantDone(d deed, out ops.Outcome, err error) {
	w.t.Helper()
	if err != nil || out.State != storage.Done || out.Code != "" {
		w.t.Fatalf("%s is %q %q %q, %v", d.name, out.State, out.Code, out.Detail, err)
	}
	if n := d.effects(w); n != 1 {
		w.t.Fatalf("%s took effect %d times", d.name, n)
	}
	if out.Name == "" {
		w.t.Errorf("%s: about whom?", d.name)
	}
	c, _ := w.client(out.Client.ID)
	switch d.name {
	case "create":
		if out.Password.Reveal() != "abc123" || c.Username != "bia" || !out.After.Equal(c.Expires) {
			w.t.Errorf("created %+v until %v; on the panel: %+v", out.Client, out.After, c)
		}
	case "renew":
		if !out.Before.Equal(w.ana.Expires) || !out.After.Equal(c.Expires) || out.Days != 30 {
			w.t.Errorf("renewed %d days from %v to %v; on the panel: %v", out.Days, out.Before, out.After, c.Expires)
		}
	case "suspend":
		if !c.Suspended || out.Client.Status != resale.Suspended {
			w.t.Errorf("suspended: %v, the outcome says %q", c.Suspended, out.Client.Status)
		}
	}
}

func TestAnActIsDoneOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world, d deed) {
		for range 2 { // the same key twice is the same act
			out, err := d.do(t.Context(), w, "k")
			w.wantDone(d, out, err)
			if out.Adopted {
				t.Error("adopted")
			}
		}
		w.restart()
		out, err := d.do(t.Context(), w, "k")
		w.wantDone(d, out, err)
		if n := w.writes(); n != 1 {
			t.Errorf("%d writes", n)
		}
	})
}

func TestTenAtOnceAreOneAct(t *testing.T) {
	each(t, func(t *testing.T, w *world, d deed) {
		var wg sync.WaitGroup
		outs, errs := make([]ops.Outcome, 10), make([]error, 10)
		for i := range outs {
			wg.Go(func() { outs[i], errs[i] = d.do(t.Context(), w, "k") })
		}
		wg.Wait()
		for i := range outs {
			w.wantDone(d, outs[i], errs[i])
		}
		if n := w.writes(); n != 1 {
			t.Errorf("%d writes", n)
		}
	})
}

// TestRenewalsOfOneClient lets different renewals meet while one of them is
// lost: what another did must not pass for its own doing.
func TestRenewalsOfOneClient(t *testing.T) {
	w := newWorld(t)
	w.panel.Fail(sandbox.ServexFault{Method: "POST", PathContains: "/renew", Times: 2, Kind: sandbox.ServexSlow, Delay: 20 * time.Millisecond})
	w.panel.Fail(sandbox.ServexFault{Method: "POST", PathContains: "/renew", Times: 1, Kind: sandbox.ServexCutBefore})
	var wg sync.WaitGroup
	const many = 6
	outs, errs := make([]ops.Outcome, many), make([]error, many)
	for i := range outs {
		wg.Go(func() { outs[i], errs[i] = w.RenewClient(t.Context(), w.act(fmt.Sprint(i)), w.ana.ID, "ana", 30) })
	}
	wg.Wait()
	w.reconcile()
	done := 0
	for i := range outs {
		out, err := w.RenewClient(t.Context(), w.act(fmt.Sprint(i)), w.ana.ID, "ana", 30)
		if errs[i] != nil || err != nil {
			t.Fatal(errs[i], err)
		}
		done += count(out.State == storage.Done)
		if out.State != storage.Done && out.Code != resale.Busy {
			t.Errorf("ended as %q %q", out.State, out.Code)
		}
	}
	if n := w.panel.Renewals(w.ana.ID); n != done || n != 3 {
		t.Errorf("%d said to be done, %d on the panel, want the two and the lost one", done, n)
	}
}
