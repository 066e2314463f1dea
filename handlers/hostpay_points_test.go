package handlers_test

import (
	"strings"
	"testing"

	"resellerbot/internal/sandbox"
)

// The bot dies right after each commit from an unpaid invoice to its payment,
// one commit a world. Each time one payment is recorded, with the panel asked for
// it once, and the person sees that it is.
func TestEveryCommitOfAPaymentMayBeTheLast(t *testing.T) {
	t.Parallel()
	points := 0
	for n := int64(1); payerDiesAfter(t, n); n++ {
		points++
	}
	if points < 8 {
		t.Errorf("%d commits are too few to record a payment", points)
	}
	t.Logf("%d commits, each the last one once", points)
}

func payerDiesAfter(t *testing.T, n int64) (died bool) {
	t.Helper()
	w := newBiller(t)
	defer func() { _ = w.store.Close() }()
	w.killAt = w.commits.Load() + n
	for _, step := range []string{"> [Record payment]", "> [INV-00017]", "> [By hand]", "> [Record R$]"} {
		w.step(step)
		if w.dead.Load() {
			died = true
			w.revive()
			w.settle()
		}
	}
	if died {
		w.payAfterAll()
	}
	w.paidOnce(n)
	return died
}

// newBiller is a world whose person looks at a hosting panel.
func newBiller(t *testing.T) *world {
	w := newWorld(t)
	w.happens("wh connected")
	w.step("> /billing")
	return w
}

// payAfterAll waits until nothing is open any more, and records the payment if it
// was told that it is not.
func (w *world) payAfterAll() {
	w.t.Helper()
	for range 12 {
		if strings.Contains(w.screen(), "recorded</b>") {
			return
		}
		w.settle()
	}
	if !strings.Contains(w.screen(), "it was <b>not</b> done") {
		w.t.Fatalf("nobody says what became of the payment:\n%s", w.screen())
	}
	w.until("[Look at the payment again]", "How was it paid?")
	w.until("[By hand]", "Record this payment?")
	w.until("[Record R$]", "recorded</b>")
}

// paidOnce wants one payment of the invoice, made by one call, and told.
func (w *world) paidOnce(n int64) {
	w.t.Helper()
	payments := 0
	for _, p := range w.wh.Payments() {
		if p.Number("invoice_id") == 17 {
			payments++
		}
	}
	if asked := w.wh.Count("POST invoices/17/pay"); payments != 1 || asked.Applied != 1 {
		w.t.Errorf("commit %d: %d payments are recorded, by %+v calls", n, payments, asked)
	}
	if told := strings.Count(w.screen(), "recorded</b>"); told != 1 {
		w.t.Errorf("commit %d: the payment is told %d times:\n%s", n, told, w.screen())
	}
}

// Whatever call of a payment loses its answer, or is cut off before it: one
// payment is recorded, and the person hears what became of it.
func TestALostAnswerOfAPayment(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"invoices", "invoices/{id}", "payments", "clients/{id}", "invoices/{id}/pay"} {
		for name, kind := range map[string]sandbox.WHFaultKind{
			"lost": sandbox.WHCutAfter, "cut": sandbox.WHCutBefore, "page": sandbox.WHHTMLAfter, "empty": sandbox.WHEmptyBody, "half": sandbox.WHTruncated, "nothing": sandbox.WHNothing,
		} {
			t.Run(path+" "+name, func(t *testing.T) {
				t.Parallel()
				w := newBiller(t)
				w.wh.Fail(sandbox.WHFault{Path: path, Kind: kind, Times: 1})
				w.until("[Record payment]", "Which invoice was paid?")
				w.until("[INV-00017]", "How was it paid?")
				w.until("[By hand]", "Record this payment?")
				w.until("[Record R$]", "recorded</b>", "no clear answer")
				w.payAfterAll()
				w.paidOnce(0)
			})
		}
	}
}
