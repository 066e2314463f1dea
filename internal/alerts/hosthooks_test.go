package alerts_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// panels are the shapes that a panel may have.
func panels() map[string]sandbox.WHQuirks {
	return map[string]sandbox.WHQuirks{
		"likeliest":   {},
		"prefixed":    {WebhookPrefix: true, Envelope: 2},
		"by number":   {WebhookShape: 2, Envelope: 3, UnknownFields: true},
		"by uuid":     {UUIDOnly: true, StringMoney: true},
		"without ids": {UUIDOnly: true, WebhookShape: 2, Envelope: 2},
		"no zones":    {NoZoneTimes: true, StringNumbers: true},
		"odd lists":   {IgnorePerPage: true, NoTotals: true, IgnoreFilters: true},
		"one page":    {IgnorePage: true, NoTotals: true},
		"portuguese":  {Localized: "pt", SoftDeleteStays: true},
	}
}

func TestWebhookAndSweepTellNothingTwice(t *testing.T) {
	for name, q := range panels() {
		t.Run(name, func(t *testing.T) {
			w := newHostWorld(t, true, q)
			if a := w.turnOn(); a.Watch.Hook.Since.IsZero() || !a.Public {
				t.Fatalf("no webhook: %+v", a.Watch.Hook)
			}
			w.sweep()
			w.work()
			if got := w.told(); got != "" {
				t.Fatalf("what was there is told: %s", got)
			}
			first := w.invoice()
			w.pay(first)
			w.do(2, "suspend")
			w.work()
			heard := w.noted
			if len(heard) != 2 || !strings.HasPrefix(heard[0], "service.suspended") || !strings.HasPrefix(heard[1], "invoice.paid") {
				t.Fatalf("by webhooks: %v", heard)
			}
			if paid := w.news[0].Paid; len(paid) != 1 || paid[0].Amount.String() != "5.99" {
				t.Errorf("paid: %v", paid)
			}
			w.noted = nil
			w.sweep()
			w.panel.Announce("invoice.created", first) // late, and in the wrong order
			w.work()
			w.expect("once more", "")

			w.panel.FailHook(sandbox.WHHookFault{Kind: sandbox.WHHookLost})
			second := w.invoice()
			w.pay(second) // which unsuspends the service
			w.sweep()
			w.do(2, "suspend")
			w.sweep()
			w.work()
			if heard := w.noted; len(heard) != 2 || !strings.HasPrefix(heard[0], "service.suspended") || !strings.HasPrefix(heard[1], "invoice.paid") {
				t.Fatalf("by lists: %v", heard)
			}
			w.noted = nil
			w.panel.Heal()
			w.panel.Announce("invoice.paid", second)
			w.work()
			w.expect("the webhook after the list", "")
		})
	}
}

func TestWebhooksThatAreNotGenuine(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	w.sweep()
	for _, c := range []struct {
		kind   sandbox.WHHookFaultKind
		delay  time.Duration
		status []int
	}{
		{sandbox.WHHookForged, 0, []int{401}},
		{sandbox.WHHookUnsigned, 0, []int{401}},
		{sandbox.WHHookHalf, 0, []int{401}},
		{sandbox.WHHookCut, 0, []int{0}},
		{sandbox.WHHookHuge, 0, []int{413, 0}}, // the connection may break before the panel has read the answer
		{sandbox.WHHookNoJSON, 0, []int{400}},
		{sandbox.WHHookOld, 20 * time.Minute, []int{410}},
		{sandbox.WHHookUnknown, 0, []int{200}}, // kept, and not understood
	} {
		id := w.invoice()
		w.posted()
		w.panel.FailHook(sandbox.WHHookFault{Event: "invoice.paid", Kind: c.kind, Delay: c.delay, Times: 1})
		w.panel.Announce("invoice.paid", id)
		w.posted()
		sent := w.panel.Sent()
		if got := sent[len(sent)-1].Status; !slices.Contains(c.status, got) {
			t.Errorf("%s: %d, want %d", c.kind, got, c.status)
		}
	}
	w.work()
	w.expect("nothing genuine", "")
	if hook := w.alerts().Watch.Hook; hook.Odd != 1 || hook.Late != 0 {
		t.Errorf("odd %d, late %d", hook.Odd, hook.Late)
	}
}

func TestWebhooksThatComeTwice(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	w.sweep()
	id := w.invoice()
	w.panel.FailHook(sandbox.WHHookFault{Event: "invoice.paid", Kind: sandbox.WHHookTwice, Times: 1})
	w.pay(id)
	w.do(2, "suspend")
	w.work()
	w.expect("twice", fmt.Sprintf("service.suspended 2, invoice.paid %d", id))
	for _, s := range w.panel.Sent() {
		w.panel.Replay(s)
	}
	w.work() // half an hour old by now
	w.pass(49 * time.Hour)
	for _, s := range w.panel.Sent() {
		w.panel.Replay(s)
	}
	w.work()
	w.expect("replayed", "")
	if late := w.alerts().Watch.Hook.Late; late == 0 {
		t.Error("calls that came too late are not counted")
	}
	w.pay(w.invoice())
	w.work()
	if a := w.alerts(); a.Watch.Hook.Late != 0 {
		t.Errorf("after a good one %d are counted", a.Watch.Hook.Late)
	}
}

func TestPaidBeforeCreated(t *testing.T) {
	for name, kinds := range map[string][]string{"paid": {"invoice.paid", "invoice.created"}, "created": {"invoice.created"}} {
		w := newHostWorld(t, true, sandbox.WHQuirks{})
		w.turnOn()
		w.want(func(h *storage.HostWatch) { h.Kinds = kinds })
		w.sweep()
		w.panel.FailHook(sandbox.WHHookFault{Kind: sandbox.WHHookReverse})
		id := w.invoice()
		w.pay(id)
		w.panel.Heal()
		w.panel.Release()
		w.work()
		w.sweep()
		w.work()
		w.expect("in the wrong order", fmt.Sprintf("invoice.%s %d", name, id))
	}
}

func TestSuspendedAgain(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	w.sweep()
	for n := range 3 {
		w.do(2, "suspend")
		w.work()
		w.expect(fmt.Sprintf("suspension %d", n), "service.suspended 2")
		w.do(2, "unsuspend") // no webhook tells of that, and nobody looks
	}
	w.panel.FailHook(sandbox.WHHookFault{Kind: sandbox.WHHookLate, Delay: time.Millisecond})
	w.do(2, "suspend")
	w.posted()
	w.pass(5 * time.Minute) // it waits to be worked off, and the list is sooner
	w.sweep()
	w.work()
	w.expect("the list before the webhook", "service.suspended 2")
}

func TestCrashBetweenAnswerAndAlert(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	w.sweep()
	var want []string
	for range 120 { // more than one transaction takes
		id := w.invoice()
		w.pay(id)
		want = append(want, fmt.Sprint("invoice.paid ", id))
	}
	w.posted()
	for _, s := range w.panel.Sent() {
		if s.Status != http.StatusOK {
			t.Fatalf("%s: %d", s.Event, s.Status)
		}
	}
	w.restart()
	if _, err := w.TakeHostCalls(t.Context(), ourChat); err != nil {
		t.Fatal(err)
	}
	w.restart()
	w.takeCalls()
	w.restart()
	w.work()
	n := w.news[0]
	if len(w.news) != 1 || len(n.Items) != 40 || n.More != 80 || n.Counts["invoice.paid"] != 120 || n.Paid[0].Amount.String() != "718.80" {
		t.Fatalf("%d messages, %d lines, %d more, %v, %v", len(w.news), len(n.Items), n.More, n.Counts, n.Paid)
	}
	batch, err := w.HostBatch(t.Context(), ourChat, n.Batch, 0, 500)
	var all []string
	for _, i := range batch.Items {
		all = append(all, i.Event+" "+i.ID)
	}
	slices.Sort(all)
	slices.Sort(want)
	if diff := cmp.Diff(want, all); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	w.restart()
	w.work()
	if len(w.news) != 1 {
		t.Errorf("told again: %+v", w.news[1:])
	}
}
