package ops_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// massWorld is a counter with a mass order that was just asked for: 100
// followers, which cost 0.20, for each of some links.
type massWorld struct {
	*counter
	id    string
	shown []storage.Bulk
}

func newMass(t *testing.T, links ...string) *massWorld {
	t.Helper()
	w := &massWorld{counter: newCounter(t), id: storage.NewID()}
	w.start(links...)
	return w
}

// threeLinks are those of most mass orders here.
func threeLinks() []string {
	return []string{"https://a.example", "https://b.example", "https://c.example"}
}

func (w *massWorld) start(links ...string) {
	w.t.Helper()
	b := storage.Bulk{
		ID: w.id, Chat: ourChat, Person: 1, Lang: "en", Act: storage.BulkOrder, Currency: "USD",
		Panel: storage.PanelOf(ops.SMM, "", secret.New(ourKey)), Seen: w.Now(),
	}
	for n, link := range links {
		b.Items = append(b.Items, storage.BulkItem{ID: int64(n + 1), Order: &storage.OrderLine{
			Service: "1", Name: "Followers", Values: resale.OrderValues{resale.FieldLink: link, resale.FieldQuantity: "100"}, Cost: decimal.MustParse("0.20"),
		}})
	}
	w.must(w.store.Update(w.t.Context(), func(tx *storage.Tx) error { return w.StartBulk(tx, b) }))
}

func (w *massWorld) show(_ *storage.Tx, b storage.Bulk) error {
	w.shown = append(w.shown, b)
	return nil
}

func (w *massWorld) bulk() storage.Bulk {
	w.t.Helper()
	b, found, err := w.Bulk(w.t.Context(), ourChat, w.id)
	if err != nil || !found {
		w.t.Fatalf("found %v, %v", found, err)
	}
	return b
}

func (w *massWorld) turn() storage.Bulk {
	w.t.Helper()
	w.must(w.RunBulk(w.t.Context(), w.id, w.show))
	return w.bulk()
}

// finish lets the mass order have turns until it is ended.
func (w *massWorld) finish() storage.Bulk {
	w.t.Helper()
	for range 100 {
		b := w.turn()
		if b.State.Ended() {
			return b
		}
		w.pass(max(b.NotBefore.Sub(w.Now()), 0))
	}
	w.t.Fatal("the mass order does not come to an end")
	return storage.Bulk{}
}

func (w *massWorld) want(b storage.Bulk, want string) {
	w.t.Helper()
	if got := story(b); got != want {
		w.t.Errorf("%s\nwant %s", got, want)
	}
}

// wantOrders compares the links that the panel has orders for, in the order
// they were placed.
func (w *massWorld) wantOrders(links ...string) {
	w.t.Helper()
	var got []string
	for _, o := range w.panel.Orders() {
		got = append(got, o.Link)
	}
	if diff := cmp.Diff(links, got); diff != "" {
		w.t.Errorf("orders:\n%s", diff)
	}
}

// at lets the nth order that is sent be spoilt.
func (w *massWorld) at(nth int, spoil func(*http.Request) (*http.Response, error)) {
	sent := 0
	w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		if w.adds(r) {
			if sent++; sent == nth {
				return spoil(r)
			}
		}
		return w.wire.to.RoundTrip(r)
	})
}

// adds tells whether a request is an order.
func (w *massWorld) adds(r *http.Request) bool {
	body, err := r.GetBody()
	w.must(err)
	defer func() { _ = body.Close() }()
	text := make([]byte, r.ContentLength)
	_, _ = body.Read(text)
	return strings.Contains(string(text), "action=add")
}
