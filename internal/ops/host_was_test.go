package ops_test

import (
	"encoding/json"
	"testing"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// reprice changes what a service costs, as who saw it at another price.
func (w *hosting) reprice(key, was, to string, beside ...resale.WishField) (ops.Outcome, error) {
	price := amount(to)
	return w.HostUpdate(w.t.Context(), w.act(key), resale.HostServices, w.active, resale.RecordWish{
		Fields: []resale.WishField{{Name: "price", Also: []string{"amount"}, Number: &price, Was: json.RawMessage(was)}}, Beside: beside,
	})
}

// What another changed since the question is left as it is, in every shape of
// the panel's answers.
func TestAChangeOfWhatAnotherChangedIsRefused(t *testing.T) {
	t.Parallel()
	for shape := 1; shape <= 3; shape++ {
		w := newHosting(t, sandbox.WHQuirks{Envelope: shape, StringNumbers: shape == 2})
		monthly := resale.WishField{Name: "billing_cycle", Was: json.RawMessage(`"monthly"`)}
		for name, c := range map[string]struct {
			is, was string
			beside  []resale.WishField
			want    resale.Code
		}{
			"by another":        {"45.00", `"29.99"`, nil, resale.Changed},
			"as it was":         {"29.99", `29.990`, nil, ""},
			"the same change":   {"31.00", `29.99`, nil, ""},
			"nobody knows":      {"45.00", ``, nil, ""},
			"there was none":    {"45.00", `""`, nil, resale.Changed},
			"what goes with it": {"29.99", `29.99`, []resale.WishField{monthly}, resale.Changed},
		} {
			w.panel.Set(sandbox.WHServices, 1, sandbox.WHRow{"price": c.is, "billing_cycle": "annually"})
			before := w.writes()
			out, err := w.reprice(name, c.was, "31", c.beside...)
			w.must(err)
			want, writes := "31.00", 1
			if c.want != "" {
				want, writes = c.is, 0
			}
			if price := w.row(sandbox.WHServices, w.active).Text("price"); out.Code != c.want || price != want || w.writes()-before != writes {
				t.Errorf("shape %d, %s: it ends %s %s, price %s, %d calls", shape, name, out.State, out.Code, price, w.writes()-before)
			}
		}
	}
}

// A change whose answer was lost is not taken for another's: whoever asks for it
// again, by the same act or anew, is told that it is done.
func TestAChangeThatIsAskedForAgainIsDone(t *testing.T) {
	t.Parallel()
	w := newHosting(t, sandbox.WHQuirks{})
	w.panel.Set(sandbox.WHServices, 1, sandbox.WHRow{"price": "29.99"})
	w.panel.Fail(sandbox.WHFault{Method: "PUT", Kind: sandbox.WHCutAfter})
	w.panel.Fail(sandbox.WHFault{Method: "GET", Kind: sandbox.WH502, Skip: 1})
	out, err := w.reprice("k", `29.99`, "31")
	w.must(err)
	if out.State != storage.Unknown {
		t.Fatalf("it is %s %s", out.State, out.Code)
	}
	w.panel.Heal()
	w.restart()
	w.reconcile()
	for n, key := range []string{"k", "anew"} {
		out, err := w.reprice(key, `29.99`, "31")
		w.must(err)
		if price := w.row(sandbox.WHServices, w.active).Text("price"); out.State != storage.Done || price != "31.00" || w.writes() != n+1 {
			t.Errorf("%s: it ends %s %s, price %s, %d calls", key, out.State, out.Code, price, w.writes())
		}
	}
}
