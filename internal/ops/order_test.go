package ops_test

import (
	"context"
	"strconv"
	"sync"
	"testing"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// TestEveryCrashAroundAnOrder ends the process at each request of an order,
// before it is sent or once it was answered. Nothing ever sends it a second
// time, and what may have been ordered is never called refused.
func TestEveryCrashAroundAnOrder(t *testing.T) {
	for _, sent := range []bool{false, true} {
		for _, again := range []bool{false, true} {
			n := 1
			for ; orderCrash(t, n, sent, again); n++ {
			}
			if n != 3 {
				t.Errorf("sent %v: %d requests, want the balance and the order", sent, n-1)
			}
		}
	}
}

func orderCrash(t *testing.T, nth int, sent, again bool) (reached bool) {
	t.Helper()
	w := newCounter(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	w.wire.die(nth, sent, func() { reached = true; cancel() })
	if out, err := w.PlaceOrder(ctx, w.act("k"), w.wish(ourLink)); reached && err == nil && out.State != storage.Done {
		t.Errorf("request %d: %q without an error", nth, out.State)
	}
	w.restart()
	if !again {
		w.reconcile()
	}
	out, err := w.order("k", ourLink)
	w.must(err)
	ordered := w.panel.Added(ourKey)
	switch asked := reached && nth == 2; {
	case asked && out.State != storage.Unknown:
		t.Errorf("request %d, sent %v, again %v: %q, though nobody can know", nth, sent, again, out.State)
	case !asked && (out.State != storage.Done || ordered != 1):
		t.Errorf("request %d, sent %v, again %v: %q with %d orders", nth, sent, again, out.State, ordered)
	}
	w.reconcile()
	if now := w.panel.Added(ourKey); now != ordered || now > 1 || w.panel.Count("add").Asked > 1 {
		t.Errorf("request %d: %d orders, then %d, %d sent", nth, ordered, now, w.panel.Count("add").Asked)
	}
	return reached
}

// TestALostOrderIsHeldUntilAPersonDecides also counts what the panel was asked.
func TestALostOrderIsHeldUntilAPersonDecides(t *testing.T) {
	for _, kind := range []sandbox.SMMFaultKind{
		sandbox.SMMCutAfter, sandbox.SMM500After, sandbox.SMMHTMLAfter, sandbox.SMMEmptyBody, sandbox.SMMTruncated, sandbox.SMMHugeBody,
		sandbox.SMMCutBefore, sandbox.SMM500, sandbox.SMMHTML,
	} {
		t.Run(string(kind), func(t *testing.T) {
			w := newCounter(t)
			w.panel.Fail(sandbox.SMMFault{Action: "add", Times: 1, Kind: kind})
			out, err := w.order("k", ourLink)
			if err != nil || out.State != storage.Unknown {
				t.Fatalf("%q, %v", out.State, err)
			}
			ordered := w.panel.Added(ourKey)
			if sign := out.Order.Sign(); sign != map[int]ops.Sign{0: ops.SignEarly, 1: ops.SignPaid}[ordered] {
				t.Errorf("the balance says %s with %d orders", sign, ordered)
			}
			// Nothing else is ordered for the same link until it is clear.
			if twin, err := w.order("k2", ourLink); err != nil || twin.State != storage.Refused || twin.Code != resale.Busy {
				t.Errorf("a second one: %q %s, %v", twin.State, twin.Code, err)
			}
			if other, err := w.order("k3", ourLink+"2"); err != nil || other.State != storage.Done {
				t.Errorf("another link: %q, %v", other.State, err)
			}
			w.reconcile()
			if got := w.panel.Added(ourKey); got != ordered+1 || len(w.told) != 0 {
				t.Errorf("%d orders, told %v", got, w.told)
			}
			w.decide(ordered == 1)
		})
	}
}

// decide settles the only open order by a person's word.
func (w *counter) decide(done bool) {
	w.t.Helper()
	open, err := w.OpenActs(w.t.Context(), ourChat)
	w.must(err)
	if len(open) != 1 || open[0].Order == nil || open[0].Order.Before == nil {
		w.t.Fatalf("open: %+v", open)
	}
	if !done {
		out, err := w.Decide(w.t.Context(), ourChat, open[0].Key, false)
		if err != nil || out.State != storage.Refused {
			w.t.Errorf("%q, %v", out.State, err)
		}
		out, err = w.order("k4", ourLink)
		if err != nil || out.State != storage.Done || w.panel.Added(ourKey) != 2 {
			w.t.Errorf("again: %q, %v, %d orders", out.State, err, w.panel.Added(ourKey))
		}
		return
	}
	orders := w.panel.Orders()
	lost, other := strconv.Itoa(orders[0].ID), strconv.Itoa(orders[1].ID)
	if _, err := w.OrderNumbered(w.t.Context(), ourChat, other); resale.CodeOf(err) != resale.Taken {
		w.t.Errorf("another order's number: %v", err)
	}
	if _, err := w.DecideOrder(w.t.Context(), ourChat, open[0].Key, other); resale.CodeOf(err) != resale.Taken {
		w.t.Errorf("another order's number: %v", err)
	}
	if _, err := w.OrderNumbered(w.t.Context(), ourChat, "999999"); resale.CodeOf(err) != resale.NotFound {
		w.t.Errorf("nobody's number: %v", err)
	}
	out, err := w.DecideOrder(w.t.Context(), ourChat, open[0].Key, lost)
	if err != nil || out.State != storage.Done || out.Order.Number != lost {
		w.t.Errorf("%q %+v, %v", out.State, out.Order, err)
	}
	if rows := w.rows(); len(rows) != 2 || rows[0].ID != lost && rows[1].ID != lost {
		w.t.Errorf("rows: %+v", rows)
	}
	if out, err := w.DecideOrder(w.t.Context(), ourChat, open[0].Key, "77"); err != nil || out.Order.Number != lost {
		w.t.Errorf("decided again: %+v, %v", out.Order, err)
	}
}

func TestARefusedOrderIsRefused(t *testing.T) {
	w := newCounter(t)
	w.panel.SetService(1, func(s *sandbox.SMMService) { s.Min = 5000 })
	out, err := w.order("k", ourLink)
	if err != nil || out.State != storage.Refused || out.Detail == "" || len(w.rows()) != 0 {
		t.Errorf("%q %q, %v", out.State, out.Detail, err)
	}
	w.panel.SetBalance(ourKey, "1.99")
	w.pass(ops.FundsLife)
	if out, err = w.order("k2", ourLink); err != nil || out.Code != resale.NoFunds || w.panel.Count("add").Asked != 1 {
		t.Errorf("%q %s, %v", out.State, out.Code, err)
	}
}

// TestFiftyConfirmAtOnce is one wish that is confirmed fifty times, and fifty
// wishes that share a balance for ten.
func TestFiftyConfirmAtOnce(t *testing.T) {
	w := newCounter(t)
	w.panel.SetBalance(ourKey, "20")
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() {
			if out, err := w.order("same", ourLink); err != nil || out.State != storage.Done {
				t.Errorf("%q, %v", out.State, err)
			}
		})
		all.Go(func() {
			out, err := w.order("own"+strconv.Itoa(i), ourLink+strconv.Itoa(i))
			if err != nil || out.State != storage.Done && out.Code != resale.NoFunds {
				t.Errorf("%q %s, %v", out.State, out.Code, err)
			}
		})
	}
	all.Wait()
	if n := w.panel.Added(ourKey); n != 10 || len(w.rows()) != 10 || w.panel.Balance(ourKey) != "0" && w.panel.Balance(ourKey) != "0.00" {
		t.Errorf("%d orders, %d rows, %s left", n, len(w.rows()), w.panel.Balance(ourKey))
	}
}
