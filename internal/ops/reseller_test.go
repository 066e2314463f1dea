package ops_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

func newLoja(w *world) resale.NewReseller {
	return resale.NewReseller{
		Name: "Norte", Username: "norte", Password: "abc123", MaxUsers: 20, AccountType: resale.Validity,
		CategoryIDs: []int64{w.place}, Expires: w.Now().AddDate(0, 2, 0), Note: "new",
	}
}

func resellerDeeds() []deed {
	name, most, password := "loja9", 70, "new1234"
	edit := func(e resale.ResellerEdit) func(context.Context, *world, string) (ops.Outcome, error) {
		return func(ctx context.Context, w *world, key string) (ops.Outcome, error) {
			return w.EditReseller(ctx, w.act(key), w.loja.ID, "loja1", e)
		}
	}
	return []deed{{
		name: "create reseller", method: "POST", path: "/resellers", waits: true,
		do: func(ctx context.Context, w *world, key string) (ops.Outcome, error) {
			return w.CreateReseller(ctx, w.act(key), newLoja(w))
		},
		effects: func(w *world) (made int) {
			for _, r := range w.panel.Resellers() {
				made += count(r.Username == "norte" && r.Password == "abc123")
			}
			return made
		},
	}, {
		name: "renew reseller", method: "POST", path: "/renew", waits: true,
		do: func(ctx context.Context, w *world, key string) (ops.Outcome, error) {
			return w.RenewReseller(ctx, w.act(key), w.loja.ID, "loja1", 30)
		},
		effects: func(w *world) int {
			return int(w.reseller(w.loja.ID).Expires.Sub(w.loja.Expires)/(24*time.Hour)) / 30
		},
	}, {
		name: "toggle reseller", method: "PUT", path: "/toggle-status", waits: true,
		do: func(ctx context.Context, w *world, key string) (ops.Outcome, error) {
			return w.SetResellerOff(ctx, w.act(key), w.loja.ID, "loja1", true)
		},
		effects: func(w *world) int { return w.toggles() },
	}, {
		name: "edit reseller", method: "PUT", path: "/resellers/", do: edit(resale.ResellerEdit{Username: &name, MaxUsers: &most}),
		effects: func(w *world) int {
			r := w.reseller(w.loja.ID)
			return count(r.Username == name && r.MaxUsers == most && len(r.CategoryIDs) == 1)
		},
	}, {
		name: "password of a reseller", method: "PUT", path: "/resellers/", blind: true, do: edit(resale.ResellerEdit{Password: &password}),
		effects: func(w *world) int { return count(w.reseller(w.loja.ID).Password == password) },
	}, {
		name: "delete reseller", method: "DELETE", path: "/resellers/",
		do: func(ctx context.Context, w *world, key string) (ops.Outcome, error) {
			return w.DeleteReseller(ctx, w.act(key), w.loja.ID, "loja1")
		},
		effects: func(w *world) int { return count(w.reseller(w.loja.ID).ID == 0) },
	}}
}

func (w *world) reseller(id int64) sandbox.ServexReseller {
	for _, r := range w.panel.Resellers() {
		if r.ID == id {
			return r
		}
	}
	return sandbox.ServexReseller{}
}

func (w *world) toggles() (n int) {
	for _, c := range w.panel.Calls() {
		n += count(c.Applied && strings.HasSuffix(c.Path, "/toggle-status"))
	}
	return n
}

// TestAResellerAndAClientOfOneName are two: what is open of one leaves the
// other alone.
func TestAResellerAndAClientOfOneName(t *testing.T) {
	w := newWorld(t)
	twin := w.panel.AddClient(sandbox.ServexClient{Username: "loja1", Password: "old", CategoryID: w.place, OwnerID: 42})
	w.panel.Fail(sandbox.ServexFault{Method: "POST", PathContains: "/resellers", Times: 1, Kind: sandbox.Servex500})
	if out, err := w.RenewReseller(t.Context(), w.act("k"), w.loja.ID, "loja1", 30); err != nil || out.State != storage.Unknown {
		t.Fatalf("%q, %v", out.State, err)
	}
	if out, err := w.RenewClient(t.Context(), w.act("k2"), twin, "loja1", 30); err != nil || out.State != storage.Done {
		t.Errorf("client: %q %q, %v", out.State, out.Code, err)
	}
	if out, err := w.SetResellerOff(t.Context(), w.act("k3"), w.loja.ID, "loja1", true); err != nil || out.Code != resale.Busy {
		t.Errorf("reseller: %q %q, %v", out.State, out.Code, err)
	}
}

func TestAResellerOfThatNameIsThere(t *testing.T) {
	for parent, want := range map[int64]resale.Code{42: resale.Taken, 43: resale.Invalid} {
		w := newWorld(t)
		w.panel.AddReseller(sandbox.ServexReseller{Name: "N", Username: "Norte", AccountType: "credit", CategoryIDs: []int64{w.place}, ParentID: parent})
		// Somebody else's must not be taken for ours, not even when an answer is lost.
		w.panel.Fail(sandbox.ServexFault{Method: "POST", Times: 1, Kind: sandbox.ServexCutBefore})
		_, err := w.CreateReseller(t.Context(), w.act("k"), newLoja(w))
		w.must(err)
		w.reconcile()
		out, err := w.CreateReseller(t.Context(), w.act("k"), newLoja(w))
		if err != nil || out.State != storage.Refused || out.Code != want {
			t.Errorf("parent %d: %q %q, %v", parent, out.State, out.Code, err)
		}
	}
}

// TestAnotherOnesReseller is reached with an admin key only.
func TestAnotherOnesReseller(t *testing.T) {
	w := newWorld(t)
	far := w.panel.AddReseller(sandbox.ServexReseller{Name: "Far", Username: "far", AccountType: "credit", CategoryIDs: []int64{w.place}, ParentID: 43})
	most := 9
	edit := func(key string) (ops.Outcome, error) {
		return w.EditReseller(t.Context(), w.act(key), far, "far", resale.ResellerEdit{MaxUsers: &most})
	}
	if out, err := edit("k"); err != nil || out.Code != resale.NotFound {
		t.Errorf("%q %q, %v", out.State, out.Code, err)
	}
	w.panel.AddKey(ourKey, true, 42)
	w.connectAdmin()
	if out, err := edit("k2"); err != nil || out.State != storage.Done || w.reseller(far).MaxUsers != 9 {
		t.Errorf("%q %q, %v", out.State, out.Code, err)
	}
	if out, err := w.RenewReseller(t.Context(), w.act("k3"), far, "far", 30); err != nil || out.State != storage.Refused || w.writes() != 1 {
		t.Errorf("credits renewed: %q %q, %v", out.State, out.Code, err)
	}
}

// TestNoEmptyListOfCategories: an edit keeps the categories, whatever is edited.
func TestNoEmptyListOfCategories(t *testing.T) {
	w := newWorld(t)
	note := ""
	for key, e := range map[string]resale.ResellerEdit{"a": {Note: &note}, "b": {CategoryIDs: []int64{}}, "c": {CategoryIDs: []int64{w.empty.ID, w.place}}} {
		if out, err := w.EditReseller(t.Context(), w.act(key), w.loja.ID, "loja1", e); err != nil || out.State != storage.Done {
			t.Fatalf("%q %q, %v", out.State, out.Code, err)
		}
	}
	if got := w.reseller(w.loja.ID).CategoryIDs; !slices.Contains(got, w.place) {
		t.Errorf("categories: %v", got)
	}
	for _, c := range w.panel.Calls() {
		if strings.Contains(c.Body, `"category_ids":[]`) || strings.Contains(c.Body, `"category_ids":null`) {
			t.Errorf("sent %s", c.Body)
		}
	}
}
