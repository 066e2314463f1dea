package alerts_test

import (
	"cmp"
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// What a chat does itself it hears from the act, and not once more from the
// panel; what others do it hears.
func TestOwnDoingIsNoNews(t *testing.T) {
	for name, polls := range map[string]bool{"webhooks": false, "lists": true} {
		t.Run(name, func(t *testing.T) {
			w := newHostWorld(t, !polls, sandbox.WHQuirks{})
			w.turnOn()
			w.want(func(h *storage.HostWatch) { h.Kinds = append(h.Kinds, "invoice.created") })
			w.sweep()
			own, other := w.invoice(), w.invoice()
			w.work()
			w.sweep()
			w.work()
			w.told()
			act := func(key string) ops.Act { return ops.Act{Key: key, Place: place(), Person: 1, Lang: "en"} }
			out, err := w.HostPay(t.Context(), act("pay"), fmt.Sprint(own), resale.HostPayment{Amount: decimal.MustParse("5.99"), Gateway: "manual", Transaction: "TG-1"})
			w.must(err)
			w.must(out.Err())
			w.pay(other)
			out, err = w.HostDo(t.Context(), act("suspend"), "2", resale.Suspend)
			w.must(err)
			w.must(out.Err())
			w.do(1, "suspend")
			w.work()
			w.sweep()
			w.work()
			w.expect("of two", fmt.Sprintf("service.suspended 1, invoice.paid %d", other))
			out, err = w.HostDo(t.Context(), act("unsuspend"), "2", resale.Unsuspend)
			w.must(err)
			w.must(out.Err())
			w.pass(time.Hour)
			w.do(2, "suspend")
			w.work()
			w.sweep()
			w.work()
			w.expect("by another", "service.suspended 2")
		})
	}
}

// A slow panel posts its webhook long before it answers: that is no news either.
func TestOwnDoingAtASlowPanelIsNoNews(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	w.sweep()
	w.told()
	w.panel.Fail(sandbox.WHFault{Method: "POST", Path: "services/2/suspend", Kind: sandbox.WHHangAfter, Times: 1})
	ended := make(chan error, 1)
	go func() {
		out, err := w.HostDo(t.Context(), ops.Act{Key: "k", Place: place(), Person: 1, Lang: "en"}, "2", resale.Suspend)
		ended <- cmp.Or(err, out.Err())
	}()
	ctx, done := context.WithTimeout(t.Context(), patient)
	defer done()
	w.must(w.panel.Wait(ctx, func(p *sandbox.WHPanel) bool {
		return p.Count("POST services/{id}/suspend").Applied > 0 && p.Waiting() == 0
	}))
	w.takeCalls()
	w.pass(time.Minute)
	w.tell()
	w.expect("meanwhile", "")
	w.must(<-ended)
	w.pass(time.Minute)
	w.tell()
	w.expect("afterwards", "")
}
