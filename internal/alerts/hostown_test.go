package alerts_test

import (
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
