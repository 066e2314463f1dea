package proof

import (
	"flag"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

var (
	hookCount  = flag.Int("hooks", 150, "how many genuine webhooks a hosting panel posts")
	hookWithin = flag.Duration("within", 2*time.Second, "in what time")
)

const (
	hookKey  = "whk_0123456789abcdef0123456789abcdef"
	hookChat = 4000
	mischief = 15 // each so many webhooks one that is not genuine, or comes oddly
)

// A hosting panel posts thousands of webhooks of payments, among them forged,
// replayed, cut, huge and late ones, and the program is killed between its
// answers and the alert. Every payment is told once, and nothing else; others
// are answered as before.
func TestTenThousandWebhooks(t *testing.T) {
	t.Parallel() // most of it is waiting
	h := newHooked(t)
	h.connect()
	h.measure(func() {}) // who is new is answered later
	calm := h.measure(func() { time.Sleep(4 * time.Second) })
	begun := time.Now()
	busy := h.measure(h.load)
	took := time.Since(begun)
	h.acknowledged()
	h.kill()
	h.waitTold()
	most := h.program.residentKB(t)
	if err := h.program.stop(); err != nil {
		t.Errorf("stop: %v", err)
	}
	for line := range strings.Lines(h.program.said()) {
		if strings.Contains(line, `"level":"ERROR"`) {
			t.Error(line)
		}
	}
	messages := h.compare()
	c, b := percentiles(calm), percentiles(busy)
	t.Logf("%d webhooks and %d odd ones in %v, %d kills: told in %d messages", *hookCount, h.odd, took.Round(100*time.Millisecond), h.kills, messages)
	t.Logf("others are answered: before median %v, most %v (%d); meanwhile median %v, most %v (%d)", c[0], c[2], len(calm), b[0], b[2], len(busy))
	t.Logf("memory: at most %d MiB", most>>10)
	if b[0] > 10*c[0] && b[0] > time.Second {
		t.Errorf("others wait %v instead of %v", b[0], c[0])
	}
}

// load has every invoice paid within the time, and much else happen.
func (h *hooked) load() {
	pace := time.NewTicker(max(*hookWithin/time.Duration(*hookCount), time.Microsecond))
	defer pace.Stop()
	for n, id := range h.invoices {
		<-pace.C
		if n%mischief == mischief/2 {
			h.odd++
			h.spoil(n/mischief, id)
		}
		h.panel.Set(sandbox.WHInvoices, id, sandbox.WHRow{"status": "paid", "paid_at": time.Now().UTC()})
		h.panel.Announce("invoice.paid", id)
		if n == *hookCount/3 || n == *hookCount*2/3 {
			h.acknowledged()
			h.kill()
		}
	}
	h.panel.Release()
	h.acknowledged()
}

// spoil has a webhook of an invoice that was paid long ago come in a way that
// must not be believed, or the next genuine one come oddly.
func (h *hooked) spoil(n int, next int64) {
	const paidLongAgo = 1
	kinds := []sandbox.WHHookFaultKind{
		sandbox.WHHookForged, sandbox.WHHookUnsigned, sandbox.WHHookHalf, sandbox.WHHookCut, sandbox.WHHookHuge,
		sandbox.WHHookNoJSON, sandbox.WHHookOld, sandbox.WHHookUnknown, sandbox.WHHookTwice, sandbox.WHHookReverse, "replay",
	}
	switch kind := kinds[n%len(kinds)]; kind {
	case "replay":
		// One that was cut would be whole this time, and genuine.
		if sent := h.panel.Sent(); len(sent) > 0 && sent[n%len(sent)].Status == http.StatusOK {
			h.panel.Replay(sent[n%len(sent)])
		}
	case sandbox.WHHookTwice, sandbox.WHHookReverse:
		h.panel.FailHook(sandbox.WHHookFault{Kind: kind, Times: 1})
	default:
		h.panel.FailHook(sandbox.WHHookFault{Kind: kind, Times: 1, Delay: time.Hour})
		h.panel.Announce("invoice.paid", paidLongAgo)
	}
}

// acknowledged waits until everything that was posted is answered.
func (h *hooked) acknowledged() {
	h.t.Helper()
	must(h.t, h.panel.Wait(h.ctx, func(p *sandbox.WHPanel) bool { return p.Waiting() == 0 }))
}

// kill ends the program as a power cut would, and waits until it hears again.
func (h *hooked) kill() {
	h.t.Helper()
	h.down.Add(1)
	defer h.down.Add(1)
	h.kills++
	_ = h.program.kill()
	h.program.start(h.t)
	for h.ctx.Err() == nil {
		c, err := new(net.Dialer).DialContext(h.ctx, "tcp", h.listen)
		if err == nil {
			_ = c.Close()
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	h.t.Fatal("the program does not come back")
}
