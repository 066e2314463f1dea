package ops_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// inside runs a test in a bubble of time, in which nobody waits for what is
// tried again. The panel is called without a network.
func inside(t *testing.T, test func(t *testing.T, w *counter)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := blankCounter(t)
		w.base, w.wire = "http://panel.test/api/v2", &wire{to: direct{w.panel}}
		w.stock()
		test(t, w)
	})
}

type direct struct{ panel *sandbox.SMMPanel }

// RoundTrip fails where the panel drops the connection.
func (d direct) RoundTrip(r *http.Request) (response *http.Response, err error) {
	defer func() {
		if recover() != nil {
			err = errCut
		}
	}()
	answer := httptest.NewRecorder()
	d.panel.ServeHTTP(answer, r)
	return answer.Result(), nil
}

// connects gives a chat a key of the panel.
func (w *counter) connects(id int64, key string) {
	w.t.Helper()
	a := storage.Account{Chat: id, Provider: ops.SMM, By: 1}
	from, err := w.OwnPanel(w.t.Context(), a, secret.New(key))
	w.must(err)
	w.must(w.store.Update(w.t.Context(), func(tx *storage.Tx) error {
		if err := w.Connect(tx, a, secret.New(key)); err != nil || from == "" {
			return err
		}
		return w.GoOnWith(tx, a, from, secret.New(key))
	}))
}

// buys orders 1,000 followers from a chat, for 2, and gives the number.
func (w *counter) buys(id int64) int {
	w.t.Helper()
	w.acts++
	key := fmt.Sprintf("act-%d", w.acts)
	act := ops.Act{Key: key, Place: chat.Place{Chat: id}, Person: 1, Lang: "en"}
	out, err := w.PlaceOrder(w.t.Context(), act, w.wish("https://example.com/"+key))
	w.must(err)
	if out.State != storage.Done {
		w.t.Fatalf("order %s: %s %s", key, out.State, out.Code)
	}
	return number(out.Order.Number)
}

func number(s string) int { n, _ := strconv.Atoi(s); return n }

// track gives every panel that is due a turn, until none is, and tells what is
// new. What is told stands in the outbox.
func (w *counter) track() {
	w.t.Helper()
	for range 100 {
		panels, err := w.DueOrderPanels(w.t.Context())
		w.must(err)
		if len(panels) == 0 {
			break
		}
		for _, panel := range panels {
			w.must(w.TrackOrders(w.t.Context(), panel, w.tellOrders))
		}
	}
	w.must(w.TellOrderNews(w.t.Context(), w.tellOrders))
}

// follow lets time pass in steps and tracks at each.
func (w *counter) follow(d, step time.Duration) {
	w.t.Helper()
	for ; d > 0; d -= step {
		w.pass(step)
		w.track()
	}
}

// settle lets enough time pass that all there is to tell is told.
func (w *counter) settle() {
	w.t.Helper()
	w.follow(3*time.Minute, 15*time.Second)
}

func (w *counter) tellOrders(tx *storage.Tx, n ops.OrderNews) error {
	lines := []string{}
	if n.Trouble != "" {
		lines = append(lines, n.Trouble+" since "+n.Since.Format("15:04"))
	}
	if n.Back {
		lines = append(lines, "back")
	}
	for _, c := range n.Changes {
		if c.Order.Chat != n.Place.Chat {
			return fmt.Errorf("chat %d hears of an order of %d", n.Place.Chat, c.Order.Chat)
		}
		lines = append(lines, line(c))
	}
	o := storage.Outgoing{Key: storage.OutKey{Chat: n.Place.Chat, Lane: storage.Alerts}, Kind: storage.Send, Thread: n.Place.Thread, At: w.Now()}
	o.Message.HTML = strings.Join(lines, ", ")
	return tx.Queue(&o)
}

func line(c ops.OrderChange) string {
	s := fmt.Sprintf("%s %s", c.Order.ID, c.Why)
	switch c.Why {
	case storage.NewsState, storage.NewsFound:
		s += " " + string(c.Order.Status.State)
	case storage.NewsRefill:
		s += " " + string(c.Order.Refill.State)
	case storage.NewsPartial:
		s += fmt.Sprintf(" %v", c.Owed.Amount)
		if c.Owed.Reduced {
			s += " given back"
		}
	}
	return s
}

// heard gives the messages to a chat so far.
func (w *counter) heard(id int64) []string {
	w.t.Helper()
	all := []string{}
	w.must(w.store.View(w.t.Context(), func(tx *storage.Tx) error {
		keys, err := tx.OutKeys()
		slices.SortFunc(keys, func(a, b storage.OutKey) int { return int(a.Seq) - int(b.Seq) })
		for _, k := range keys {
			o, _, err := tx.Outgoing(k)
			if err != nil {
				return err
			}
			if k.Chat == id {
				all = append(all, o.Message.HTML)
			}
		}
		return err
	}))
	return all
}

func (w *counter) wants(id int64, messages ...string) {
	w.t.Helper()
	if diff := cmp.Diff(append([]string{}, messages...), w.heard(id)); diff != "" {
		w.t.Errorf("chat %d hears (-want +got):\n%s", id, diff)
	}
}

// row gives the row of an order.
func (w *counter) row(n int) (o storage.Order) {
	w.t.Helper()
	w.must(w.store.View(w.t.Context(), func(tx *storage.Tx) (err error) {
		var found bool
		o, found, err = tx.Order(storage.PanelOf(ops.SMM, "", secret.New(ourKey)), strconv.Itoa(n))
		if !found {
			w.t.Fatalf("order %d has no row", n)
		}
		return err
	}))
	return o
}

// looks gives the orders that each status call asked for.
func (w *counter) looks() (asked [][]string) {
	for _, c := range w.panel.Calls() {
		switch {
		case c.Action != "status":
		case c.Form.Has("orders"):
			asked = append(asked, strings.Split(c.Form.Get("orders"), ","))
		default:
			asked = append(asked, []string{c.Form.Get("order")})
		}
	}
	return asked
}

func (w *counter) fail(kind sandbox.SMMFaultKind) { w.panel.Fail(sandbox.SMMFault{Kind: kind}) }
