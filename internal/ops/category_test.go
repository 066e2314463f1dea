package ops_test

import (
	"context"
	"testing"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

func categoryDeeds() []deed {
	name, other, limiter := "Turbo", "Golden", true
	return []deed{{
		name: "create category", method: "POST", path: "/categories", waits: true, admin: true,
		do: func(ctx context.Context, w *world, key string) (ops.Outcome, error) {
			return w.CreateCategory(ctx, w.act(key), resale.CategoryEdit{Name: &name, Limiter: &limiter})
		},
		effects: func(w *world) (made int) {
			for _, k := range w.panel.Categories() {
				made += count(k.Name == name && k.Limiter)
			}
			return made
		},
	}, {
		name: "edit category", method: "PUT", path: "/categories/", admin: true,
		do: func(ctx context.Context, w *world, key string) (ops.Outcome, error) {
			return w.EditCategory(ctx, w.act(key), w.empty.ID, "Gold", resale.CategoryEdit{Name: &other, Limiter: &limiter})
		},
		effects: func(w *world) int {
			k := w.category(w.empty.ID)
			return count(k.Name == other && k.Limiter)
		},
	}, {
		name: "delete category", method: "DELETE", path: "/categories/", admin: true,
		do: func(ctx context.Context, w *world, key string) (ops.Outcome, error) {
			return w.DeleteCategory(ctx, w.act(key), w.empty.ID, "Gold")
		},
		effects: func(w *world) int { return count(w.category(w.empty.ID).ID == 0) },
	}}
}

func (w *world) category(id int64) sandbox.ServexCategory {
	for _, k := range w.panel.Categories() {
		if k.ID == id {
			return k
		}
	}
	return sandbox.ServexCategory{}
}

func (w *world) connectAdmin() {
	w.t.Helper()
	w.must(w.store.Update(w.t.Context(), func(tx *storage.Tx) error {
		a, _, err := tx.Account(ourChat, ops.Servex)
		if err != nil {
			return err
		}
		key, err := tx.AccountKey(ourChat, ops.Servex)
		if err != nil {
			return err
		}
		a.Admin = true
		return w.Connect(tx, a, key)
	}))
}

// TestACategoryOfThatNameIsThere: the panel would take the name twice.
func TestACategoryOfThatNameIsThere(t *testing.T) {
	w := newWorld(t)
	w.panel.AddKey(ourKey, true, 42)
	name := "GOLD"
	out, err := w.CreateCategory(t.Context(), w.act("k"), resale.CategoryEdit{Name: &name})
	if err != nil || out.State != storage.Refused || out.Code != resale.Taken || w.writes() != 0 {
		t.Errorf("%q %q, %v, %d writes", out.State, out.Code, err, w.writes())
	}
}

// TestACategoryTakesAnAdminKey: the panel says so, and nothing is changed.
func TestACategoryTakesAnAdminKey(t *testing.T) {
	for _, d := range categoryDeeds() {
		w := newWorld(t)
		out, err := d.do(t.Context(), w, "k")
		if err != nil || out.State != storage.Refused || out.Code != resale.Forbidden || d.effects(w) != 0 {
			t.Errorf("%s: %q %q, %v", d.name, out.State, out.Code, err)
		}
	}
}

// TestACategoryInUse stays; the panel's reason is passed on.
func TestACategoryInUse(t *testing.T) {
	w := newWorld(t)
	w.panel.AddKey(ourKey, true, 42)
	out, err := w.DeleteCategory(t.Context(), w.act("k"), w.place, "Premium")
	if err != nil || out.State != storage.Refused || out.Detail == "" || w.category(w.place).ID == 0 {
		t.Errorf("%q %q %q, %v", out.State, out.Code, out.Detail, err)
	}
}
