package alerts_test

import (
	"fmt"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// paid has an invoice paid, and works that off.
func (w *hostWorld) paid() int64 {
	w.t.Helper()
	id := w.invoice()
	w.pay(id)
	w.posted()
	w.takeCalls()
	return id
}

func TestNewsAreGatheredAndBecomeRarer(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	w.sweep()
	w.pass(time.Hour)
	var at []time.Duration
	begun := w.Now()
	for range 900 { // something happens every five seconds
		w.paid()
		w.pass(5 * time.Second)
		before := len(w.news)
		w.tell()
		if len(w.news) > before {
			at = append(at, w.Now().Sub(begun))
		}
		if len(at) == 5 {
			break
		}
	}
	want := []time.Duration{10 * time.Second, 70 * time.Second, 190 * time.Second, 430 * time.Second, 910 * time.Second}
	if fmt.Sprint(at) != fmt.Sprint(want) {
		t.Errorf("told at %v, want %v", at, want)
	}
	w.pass(time.Hour)
	w.tell()
	w.pass(time.Hour)
	w.noted = nil
	id := w.paid()
	w.pass(10 * time.Second)
	w.tell()
	w.expect("after a pause", fmt.Sprint("invoice.paid ", id))
}

func TestOneLineForEachThing(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	w.want(func(h *storage.HostWatch) {
		h.Kinds = []string{"invoice.created", "invoice.paid", "service.created", "service.provisioned"}
	})
	w.sweep()
	service, invoice := w.panel.Order()
	w.posted()
	w.takeCalls()
	w.pay(invoice)
	w.work()
	w.expect("ordered and paid", fmt.Sprintf("invoice.paid %d, service.provisioned %d", invoice, service))
	w.sweep()
	w.work()
	w.expect("and seen", "")
}

func TestQuietAndMuted(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	w.want(func(h *storage.HostWatch) { h.QuietFrom, h.QuietTo = 13, 15 })
	w.sweep()
	w.pass(w.Now().Truncate(time.Hour).Add(70 * time.Minute).Sub(w.Now())) // ten past one
	id := w.paid()
	w.pass(time.Hour)
	w.tell()
	w.expect("in quiet hours", "")
	w.pass(50 * time.Minute)
	w.tell()
	w.expect("after quiet hours", fmt.Sprint("invoice.paid ", id))

	w.want(func(h *storage.HostWatch) { h.Muted = w.Now().Add(time.Hour) })
	w.paid()
	w.pass(30 * time.Minute)
	w.tell()
	w.pass(time.Hour)
	w.tell()
	w.expect("muted", "")
	id = w.paid()
	w.pass(15 * time.Minute)
	w.tell()
	w.expect("after that", fmt.Sprint("invoice.paid ", id))
}

func TestKindsThatNobodyWants(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	w.want(func(h *storage.HostWatch) { h.Kinds = []string{"service.suspended"} })
	w.sweep()
	w.paid()
	w.do(2, "suspend")
	w.work()
	w.expect("one kind", "service.suspended 2")
	w.want(func(h *storage.HostWatch) { h.Kinds = []string{"invoice.paid", "invoice.created"} })
	w.sweep()
	w.work()
	w.expect("what was before somebody wanted it", "")
}

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
	for _, kind := range []sandbox.WHFaultKind{sandbox.WH502, sandbox.WHTruncated} {
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
