package alerts_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

func TestRefusedKeyIsToldOnce(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	w.sweep()
	w.panel.RevokeKey(ourKey)
	for range 3 {
		w.pass(20 * time.Minute)
		w.sweepTurn()
		w.tell()
	}
	if len(w.news) != 1 || w.news[0].Trouble != storage.HostRefused {
		t.Fatalf("told %d times: %+v", len(w.news), w.news)
	}
	w.panel.AddKey("new")
	w.connect(w.base, "new")
	w.sweep()
	w.tell()
	w.sweep()
	w.tell()
	if len(w.news) != 2 || !w.news[1].Back || w.news[1].Trouble != "" {
		t.Errorf("told %d times: %+v", len(w.news), w.news[1:])
	}
}

func TestPanelThatCannotBeReadIsToldAfterAnHour(t *testing.T) {
	for _, kind := range []sandbox.WHFaultKind{sandbox.WH502, sandbox.WHTruncated, sandbox.WH429} {
		w := newHostWorld(t, false, sandbox.WHQuirks{})
		w.turnOn()
		w.sweep()
		w.panel.Fail(sandbox.WHFault{Kind: kind})
		for _, after := range []time.Duration{0, 50 * time.Minute} {
			w.pass(after)
			w.sweepTurn()
			w.tell()
		}
		if len(w.news) != 0 {
			t.Errorf("%s: told after 50 minutes", kind)
		}
		for range 2 {
			w.pass(11 * time.Minute)
			w.sweepTurn()
			w.tell()
		}
		if len(w.news) != 1 || w.news[0].Trouble != storage.HostUnseen {
			t.Errorf("%s: told %d times", kind, len(w.news))
		}
		w.panel.Heal()
		id := w.invoice()
		w.pay(id)
		w.pass(6 * time.Minute)
		w.sweepTurn()
		w.pass(time.Minute)
		w.tell()
		if len(w.news) != 2 || !w.news[1].Back || w.told() != fmt.Sprint("invoice.paid ", id) {
			t.Errorf("%s: told %+v", kind, w.news[1:])
		}
	}
}

func TestSweepLeavesTheKeyToPeople(t *testing.T) {
	w := newHostWorld(t, false, sandbox.WHQuirks{})
	for range 1050 {
		w.invoice()
	}
	w.turnOn()
	due, err := w.DueHostWatches(t.Context(), 5)
	w.must(err)
	for range 3 {
		for _, id := range due {
			w.must(w.SweepHost(t.Context(), id))
		}
	}
	if n := len(w.panel.Calls()); n != 10 {
		t.Errorf("%d calls in one turn", n)
	}
	w.sweep()
	id := w.invoice()
	w.pay(id)
	w.sweep()
	w.sweep()
	w.tell()
	w.expect("of many pages", fmt.Sprint("invoice.paid ", id))
}

func TestHostAlertsAreProposed(t *testing.T) {
	w := newHostWorld(t, false, sandbox.WHQuirks{})
	a := w.alerts()
	if a.Watch.On || len(a.Watch.Kinds) != 4 || a.Watch.Chat != ourChat || a.Watch.BaseURL != w.base {
		t.Errorf("proposed: %+v", a.Watch)
	}
	w.must(w.Disconnect(t.Context(), ourChat, ops.WHMDC))
	if _, err := w.HostAlerts(t.Context(), place(), "en"); err == nil {
		t.Error("alerts without a panel")
	}
}

// A kind that the key may not list at first is read in silence once it may.
func TestAKindThatIsReadLater(t *testing.T) {
	w := newHostWorld(t, false, sandbox.WHQuirks{})
	for _, row := range w.panel.Rows(sandbox.WHInvoices) { // of a panel that does not say when
		w.panel.Set(sandbox.WHInvoices, row.ID(), sandbox.WHRow{"created_at": nil, "date": nil, "invoice_date": nil})
	}
	w.panel.RevokeKey(ourKey)
	w.panel.AddKey(ourKey, "services.read")
	w.turnOn()
	w.want(func(h *storage.HostWatch) { h.Kinds = ops.HostEvents() })
	w.sweep()
	w.sweep()
	w.panel.AddKey(ourKey)
	w.sweep()
	w.work()
	w.expect("what was there before", "")
	id := w.invoice()
	w.pay(id)
	w.sweep()
	w.work()
	w.expect("what is new", fmt.Sprint("invoice.paid ", id))
}

// That our own time is over is no trouble of the panel.
func TestATurnThatIsCutShortIsNoTrouble(t *testing.T) {
	w := newHostWorld(t, false, sandbox.WHQuirks{})
	w.turnOn()
	w.sweep()
	w.panel.Fail(sandbox.WHFault{Kind: sandbox.WHHang})
	ctx, done := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer done()
	w.must(w.SweepHost(ctx, ourChat))
	if watch := w.alerts().Watch; watch.Trouble.Kind != "" || watch.Sweep.Next.After(w.Now()) {
		t.Errorf("%+v, next %v", watch.Trouble, watch.Sweep.Next)
	}
}
