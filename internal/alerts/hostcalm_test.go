package alerts_test

import (
	"fmt"
	"testing"
	"time"

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
	want := []time.Duration{10 * time.Second, 70 * time.Second, 190 * time.Second, 430 * time.Second, 730 * time.Second}
	if fmt.Sprint(at) != fmt.Sprint(want) {
		t.Errorf("told at %v, want %v", at, want)
	}
	begun = w.Now()
	for n := range 4 { // what comes after a pause was over makes the next one shorter
		w.pass(7*time.Minute - w.Now().Sub(begun)%(7*time.Minute))
		w.paid()
		w.pass(10 * time.Second)
		before := len(w.news)
		w.tell()
		if len(w.news) == before {
			t.Errorf("the %dth of what is rare is not told at once", n+1)
		}
	}
	w.paid()
	w.pass(time.Minute)
	before := len(w.news)
	w.tell()
	if len(w.news) == before {
		t.Error("one that follows it is not told within a minute")
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

func TestMessagesSayWhatItIsAbout(t *testing.T) {
	for name, c := range map[string]struct {
		fault sandbox.WHFaultKind
		want  string
	}{
		"the panel answers": {"", "INV-00020 5.99 USD John Acme"},
		"it does not":       {sandbox.WH502, " 5.99 "},
	} {
		w := newHostWorld(t, true, sandbox.WHQuirks{})
		w.turnOn()
		id := w.invoice()
		w.pay(id)
		w.posted()
		w.takeCalls()
		if c.fault != "" {
			w.panel.Fail(sandbox.WHFault{Kind: c.fault})
		}
		w.pass(time.Minute)
		w.tell()
		item := w.news[0].Items[0]
		if got := fmt.Sprintf("%s %s %s", item.Label, item.Total, item.Customer); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// A clock that was ahead, and was put right, holds nothing back for as long.
func TestAClockThatWasAhead(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	w.sweep()
	w.pass(48 * time.Hour)
	w.expectHeard("while it is ahead")
	w.pass(-48 * time.Hour)
	w.expectHeard("after it was put right")
}
