package ops_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// confirmed orders as somebody does who saw no order for the link.
func (w *counter) confirmed(key, link string, known ...string) ops.Outcome {
	w.t.Helper()
	wish := w.wish(link)
	wish.Confirmed = &ops.Confirmation{Running: known}
	out, err := w.PlaceOrder(w.t.Context(), w.act(key), wish)
	w.must(err)
	return out
}

// However many people confirm the same order at once, one is placed: the others
// did not know of it, and are asked again.
func TestManyConfirmTheSame(t *testing.T) {
	t.Parallel()
	w := newCounter(t)
	var mu sync.Mutex
	ends := map[resale.Code]int{}
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			wish := w.wish(ourLink)
			wish.Confirmed = &ops.Confirmation{}
			out, err := w.PlaceOrder(t.Context(), w.act(fmt.Sprint("k", i)), wish)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			ends[out.Code]++
		})
	}
	all.Wait()
	if ends[""] != 1 || ends[resale.Changed] != 19 || len(w.panel.Orders()) != 1 || w.panel.Count("add").Asked != 1 {
		t.Errorf("%v, %d orders", ends, len(w.panel.Orders()))
	}
	// Whoever knows of it may want another one.
	if out := w.confirmed("again", ourLink, fmt.Sprint(w.panel.Orders()[0].ID)); out.State != storage.Done {
		t.Error(out.Err())
	}
	// Other links, and the same one in other letters.
	if out := w.confirmed("other", "https://example.com/bia"); out.State != storage.Done {
		t.Error(out.Err())
	}
	if out := w.confirmed("case", "HTTPS://EXAMPLE.COM/ANA"); out.Code != resale.Changed {
		t.Error(out.State, out.Code)
	}
}

// What was confirmed is what is paid, or nothing is.
func TestNothingIsPaidUnseen(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*counter)
		want   resale.Code
	}{
		"same":      {func(*counter) {}, ""},
		"dearer":    {func(w *counter) { w.panel.SetRate(1, "2.01") }, resale.Changed},
		"cheaper":   {func(w *counter) { w.panel.SetRate(1, "1.99") }, resale.Changed},
		"spelled":   {func(w *counter) { w.panel.SetRate(1, "2.0000") }, ""},
		"gone":      {func(w *counter) { w.panel.RemoveService(1) }, resale.NotFound},
		"more":      {func(w *counter) { w.panel.SetService(1, func(s *sandbox.SMMService) { s.Min = 5000 }) }, resale.Changed},
		"otherwise": {func(w *counter) { w.panel.SetService(1, func(s *sandbox.SMMService) { s.Type = "Poll" }) }, resale.Changed},
		"down":      {func(w *counter) { w.panel.Fail(sandbox.SMMFault{Action: "services", Kind: sandbox.SMMHTML}) }, resale.Blocked},
		"poor":      {func(w *counter) { w.panel.SetBalance(ourKey, "1.99") }, resale.NoFunds},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newCounter(t)
			_, err := w.Quote(t.Context(), ourChat, "1", w.wish(ourLink).Values)
			w.must(err)
			w.pass(time.Minute)
			c.change(w)
			out := w.confirmed("k", ourLink)
			asked := w.panel.Count("add").Asked
			if out.Code != c.want || (asked == 1) != (c.want == "") {
				t.Errorf("%q, and the panel was asked %d times", out.Code, asked)
			}
			// The same key is the same answer, whatever changes back.
			w.panel.Heal()
			w.panel.SetRate(1, "2.00")
			if again := w.confirmed("k", ourLink); again.Code != out.Code || w.panel.Count("add").Asked != asked {
				t.Errorf("again: %q", again.Code)
			}
		})
	}
}

// A subscription has no link: its username is what two orders meet on.
func TestSubscriptionsMeetOnTheirUsername(t *testing.T) {
	t.Parallel()
	w := newCounter(t)
	w.panel.AddService(sandbox.SMMService{ID: 2, Name: "Follows", Type: "Subscriptions", Rate: "0.01", Min: 10, Max: 100})
	follows, currency, err := w.FreshService(t.Context(), ourChat, "2")
	w.must(err)
	wish := ops.NewOrder{
		Service: follows, Currency: currency, Confirmed: &ops.Confirmation{},
		Values: resale.OrderValues{resale.FieldUsername: "ana", resale.FieldMin: "10", resale.FieldMax: "20", resale.FieldDelay: "0"},
	}
	var codes []resale.Code
	for _, key := range []string{"one", "two"} {
		out, err := w.PlaceOrder(t.Context(), w.act(key), wish)
		w.must(err)
		codes = append(codes, out.Code)
	}
	if codes[0] != "" || codes[1] != resale.Changed {
		t.Error(codes)
	}
	q, err := w.Quote(t.Context(), ourChat, "2", wish.Values)
	w.must(err)
	if !q.After.Equal(q.Balance) || len(q.Running.Own) != 1 {
		t.Errorf("%+v", q)
	}
}
