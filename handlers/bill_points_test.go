package handlers_test

import (
	"strings"
	"testing"

	"resellerbot/internal/sandbox"
)

// The bot dies right after each commit from a plan to what was bought, one
// commit a world. Each time the customer has one invoice, paid once, and what
// it was for, handed over once, with nothing left to scan.
func TestEveryCommitOfAPurchaseMayBeTheLast(t *testing.T) {
	t.Parallel()
	points := 0
	for n := int64(1); buyerDiesAfter(t, n); n++ {
		points++
	}
	if points < 15 {
		t.Errorf("%d commits are too few to buy and pay", points)
	}
	t.Logf("%d commits, each the last one once", points)
}

func buyerDiesAfter(t *testing.T, n int64) (died bool) {
	t.Helper()
	w := newBuyer(t)
	defer func() { _ = w.store.Close(); _ = w.xm.Close() }()
	w.killAt = w.commits.Load() + n
	for _, step := range []string{
		"> /start x{store}", "> [See plans and prices]", "> [See Family]", "> [Take 1 month]", "> [Buy]", "> [Pay]", "> [Pay with WeChat]",
		"! bill paid", "! bill watch 30s", "> [See my subscription]",
	} {
		if step == "> [Pay]" && strings.Contains(w.screen(), "How do you want to pay?") {
			continue // it led there by itself
		}
		w.step(step)
		if w.dead.Load() {
			died = true
			w.revive()
			w.settle()
			w.happens("bill watch 30s")
		}
	}
	w.boughtOnce(n)
	return died
}

// newBuyer is a world with a customer of a store.
func newBuyer(t *testing.T) *world {
	w := newWorld(t)
	w.happens("xm connected")
	w.as("Bia")
	w.happens("xm logs-in ana@mail.example")
	return w
}

// step does a line of a transcript.
func (w *world) step(line string) {
	if what, ok := strings.CutPrefix(line, "! "); ok {
		w.happens(what)
		return
	}
	w.person(w.unmasked(strings.TrimPrefix(line, "> ")))
}

// boughtOnce wants one invoice made, its money taken once, and told so in one
// message without any code to pay with.
func (w *world) boughtOnce(n int64) {
	w.t.Helper()
	made := 0
	for _, i := range w.xm.Invoices("ana@mail.example") {
		if i.Plan != 2 {
			continue
		}
		if made++; i.Charged != 1 || !i.Delivered {
			w.t.Errorf("commit %d: the invoice was charged %d times, delivered: %v", n, i.Charged, i.Delivered)
		}
	}
	if made != 1 {
		w.t.Errorf("commit %d: %d invoices are made", n, made)
	}
	screen := w.screen()
	if told := strings.Count(screen, "is ready.</b>"); told != 1 {
		w.t.Errorf("commit %d: handed over %d times:\n%s", n, told, screen)
	}
	if strings.Contains(screen, "wxp://") {
		w.t.Errorf("commit %d: a code that is over is left:\n%s", n, screen)
	}
}

// Whatever call of a purchase loses its answer, or is cut off before it, the
// customer gets a way to pay one invoice, and hears what comes of it.
func TestALostAnswerOfAPurchase(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"packages", "package/info", "invoice/create", "invoices", "invoice/view", "gateways", "invoice/pay", "account/info", "token"} {
		for name, kind := range map[string]sandbox.XMFaultKind{"lost": sandbox.XMCutAfter, "cut": sandbox.XMCutBefore, "page": sandbox.XMHTML, "empty": sandbox.XMEmptyBody} {
			t.Run(path+" "+name, func(t *testing.T) {
				t.Parallel()
				w := newBuyer(t)
				w.step("> /start x{store}")
				w.step("> [See plans and prices]")
				w.step("> [See Family]")
				w.step("> [Take 1 month]")
				w.xm.Fail(sandbox.XMFault{Path: path, Kind: kind, Times: 1})
				w.until("[Buy]", "How do you want to pay?", "The invoice is there after all")
				w.until("[Pay]", "How do you want to pay?")
				w.until("[Pay with WeChat]", "wxp://")
				w.xm.Heal()
				w.step("! bill paid")
				w.step("! bill watch 30s")
				w.boughtOnce(0)
			})
		}
	}
}

// until taps a button, and tries again and waits as a person would, until the
// screen says something.
func (w *world) until(button string, says ...string) {
	w.t.Helper()
	for range 6 {
		for _, s := range says {
			if strings.Contains(w.screen(), s) {
				return
			}
		}
		switch {
		case w.has("Try again"):
			w.step("> [Try again]")
		case w.has(strings.Trim(button, "[]")):
			w.step("> " + button)
		}
		w.settle()
	}
	w.t.Fatalf("%s never leads to %q:\n%s", button, says, w.screen())
}

func (w *world) has(label string) bool {
	_, _, ok := w.button(label)
	return ok
}
