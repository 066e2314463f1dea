package ops_test

import (
	"context"
	"fmt"
	"testing"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// TestEveryHostCrash ends the process at each request of each act, before it is
// sent or once it was answered, and after each commit. A new process over the
// same file, asked for the same key or left to the reconciler, brings the act to
// one true end, and no call is ever made twice.
func TestEveryHostCrash(t *testing.T) {
	for name, dies := range map[string]func(w *hosting, d hostDeed, nth int) bool{
		"before a request": func(w *hosting, d hostDeed, nth int) bool { return w.interrupted(d, nth, false) },
		"after a request":  func(w *hosting, d hostDeed, nth int) bool { return w.interrupted(d, nth, true) },
		"after a commit":   (*hosting).diesAtCommit,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, d := range hostDeeds() {
				n := 1
				for ; hostCrash(t, d, n, dies); n++ {
				}
				if n < 3 {
					t.Errorf("%s dies only %d times", d.name, n-1)
				}
			}
		})
	}
}

// hostCrash tells whether the act came to its nth request or commit.
func hostCrash(t *testing.T, d hostDeed, nth int, dies func(*hosting, hostDeed, int) bool) (reached bool) {
	t.Helper()
	w := newHosting(t, sandbox.WHQuirks{})
	at := fmt.Sprint("death ", nth)
	reached = dies(w, d, nth)
	w.restart()
	if nth%2 == 1 { // else the person taps first
		w.reconcile()
	}
	out, err := d.do(t.Context(), w, "k")
	if err == nil && out.State == storage.Unknown {
		w.reconcile()
		if len(w.told) != 1 {
			t.Errorf("%s, %s: told %d times", d.name, at, len(w.told))
		}
		out, err = d.do(t.Context(), w, "k")
	}
	w.wantTrue(d, at, out, err)
	return reached
}

func (w *hosting) interrupted(d hostDeed, nth int, sent bool) (reached bool) {
	return w.cutOff(d.name, func(ctx context.Context) (ops.Outcome, error) { return d.do(ctx, w, "k") }, nth, sent)
}

func (w *hosting) diesAtCommit(d hostDeed, nth int) (died bool) {
	ctx, cancel := context.WithCancel(w.t.Context())
	defer cancel()
	w.death.comes(w.t, nth, w.file, w.wire, cancel)
	_, _ = d.do(ctx, w, "k")
	return w.death.came
}

// TestOnePaymentAtATime: while it is not known what became of one, no other is
// made for the invoice, by whichever way.
func TestOnePaymentAtATime(t *testing.T) {
	w := newHosting(t, sandbox.WHQuirks{})
	w.panel.Fail(sandbox.WHFault{Method: "POST", Kind: sandbox.WH502})
	id := w.bill
	for i, d := range append(hostPays(), hostPays()...) {
		if i == 2 {
			w.bill = "INV-00001" // what it is called
		}
		out, err := d.do(t.Context(), w, fmt.Sprint(i))
		if i == 0 && (err != nil || out.State != storage.Unknown) || i > 0 && (err != nil || out.Code != "busy") {
			t.Errorf("%s: %q %q, %v", d.name, out.State, out.Code, err)
		}
	}
	open, err := w.OpenActs(t.Context(), ourChat)
	if err != nil || len(open) != 1 || open[0].Host == nil || open[0].Act != ops.HostPayAct || open[0].Username != "INV-00001" {
		t.Errorf("open: %+v, %v", open, err)
	}
	w.panel.Heal()
	w.bill = id
	if n := w.writes(); n != 1 {
		t.Errorf("%d writes", n)
	}
	if _, err := w.Decide(t.Context(), ourChat, open[0].Key, false); err != nil {
		t.Fatal(err)
	}
	out, err := hostPays()[0].do(t.Context(), w, "anew")
	w.wantDone(hostPays()[0], out, err)
}
