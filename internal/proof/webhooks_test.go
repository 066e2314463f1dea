package proof

import (
	"context"
	"flag"
	"fmt"
	"net"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
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
	calm := h.measure(func() { time.Sleep(3 * time.Second) })
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
	messages := h.compare()
	c, b := percentiles(calm), percentiles(busy)
	t.Logf("%d webhooks and %d odd ones in %v, %d kills: told in %d messages", *hookCount, h.odd, took.Round(100*time.Millisecond), h.kills, messages)
	t.Logf("others are answered: before median %v, most %v (%d); meanwhile median %v, most %v (%d): %.1f times", c[0], c[2], len(calm), b[0], b[2], len(busy), float64(b[0])/float64(c[0]))
	t.Logf("memory: at most %d MiB", most>>10)
	if b[0] > 10*c[0] && b[0] > time.Second {
		t.Errorf("others wait %v instead of %v", b[0], c[0])
	}
}

// hooked is a hosting panel, and a program that its webhooks reach.
type hooked struct {
	t        *testing.T
	ctx      context.Context
	telegram *sandbox.Telegram
	panel    *sandbox.WHPanel
	program  *program
	listen   string
	owner    *shopper
	others   []*walker
	invoices []int64
	down     atomic.Int64 // odd while the program is
	odd      int
	kills    int
}

func newHooked(t *testing.T) *hooked {
	t.Helper()
	h := &hooked{t: t, ctx: within(t, 2**hookWithin+4*time.Minute), telegram: sandbox.NewTelegram(testToken, sandbox.TelegramOptions{Quiet: true})}
	url, err := h.telegram.Start()
	must(t, err)
	h.panel = sandbox.NewWH(sandbox.WHOptions{})
	h.panel.AddKey(hookKey)
	h.panel.Seed()
	for range *hookCount {
		h.invoices = append(h.invoices, h.panel.Add(sandbox.WHInvoices, sandbox.WHRow{"service_id": int64(2), "total": "1.01"}))
	}
	base, err := h.panel.Start()
	must(t, err)
	t.Cleanup(func() { _ = h.telegram.Close(); _ = h.panel.Close() })
	free, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	h.listen = free.Addr().String()
	must(t, free.Close())
	h.program = newProgram(t, buildBot(t), testToken, url, "http://127.0.0.1:9/api",
		"BOT_PROVIDERS_WHMDC_BASE_URL="+base, "BOT_HOOKS_PUBLIC_URL=http://"+h.listen, "BOT_HOOKS_LISTEN="+h.listen)
	h.program.start(t)
	for i := range 12 {
		id := int64(4100 + i)
		h.others = append(h.others, &walker{telegram: h.telegram, person: h.telegram.Person(id, "Somebody", "en"), chat: id, updates: new(atomic.Int64)})
	}
	return h
}

// connect gives the program the panel's key, and turns the alerts on.
func (h *hooked) connect() {
	h.t.Helper()
	h.owner = newShopper(h.telegram, hookChat, []habit{
		{words: "Which panel do you want", tap: "Hosting panel"},
		{words: "Where is your hosting panel", tap: "Use "},
		{words: "Paste the API key", say: hookKey},
		{words: "Connected to", tap: "Open billing"},
		{words: "Type a name or an e-mail address", tap: "Set alerts"},
		{words: "Hosting alerts", tap: "Turn on"},
	})
	h.owner.say("/connect")
	ctx, done := context.WithTimeout(h.ctx, time.Minute)
	defer done()
	if _, err := h.owner.until(ctx, saying("Hosting alerts", "The panel tells me at once")); err != nil {
		h.t.Fatalf("%v\n%s", err, tail(h.program.said()))
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
		if !h.panel.Pay(id, "card", fmt.Sprint("ch_", id)) {
			h.t.Errorf("invoice %d is not paid", id)
		}
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
		if sent := h.panel.Sent(); len(sent) > 0 {
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

// measure asks others' conversations while something happens, and gives how
// soon each was answered while the program was there.
func (h *hooked) measure(during func()) []time.Duration {
	done := make(chan struct{})
	var all sync.WaitGroup
	took := make([][]time.Duration, len(h.others))
	for i, w := range h.others {
		all.Go(func() {
			for first := true; ; first = false {
				select {
				case <-done:
					if !first {
						return
					}
				default:
				}
				state := h.down.Load()
				if d, ok := h.ask(w); ok && state%2 == 0 && h.down.Load() == state {
					took[i] = append(took[i], d)
				}
				time.Sleep(1500 * time.Millisecond) // Telegram lets a chat hear one message a second
			}
		})
	}
	during()
	close(done)
	all.Wait()
	var every []time.Duration
	for _, t := range took {
		every = append(every, t...)
	}
	return every
}

func (h *hooked) ask(w *walker) (time.Duration, bool) {
	begun := time.Now()
	w.say("/help")
	asked := len(h.telegram.Messages(w.chat))
	err := h.telegram.Wait(h.ctx, func(sandbox.TelegramState) bool {
		all := h.telegram.Messages(w.chat)
		return len(all) > 0 && all[len(all)-1].FromBot && len(all) >= asked
	})
	return time.Since(begun), err == nil
}

var paidOf = regexp.MustCompile(`(\d+) invoices? paid`)

// waitTold waits until as many payments were told as there were.
func (h *hooked) waitTold() {
	h.t.Helper()
	err := h.telegram.Wait(h.ctx, func(sandbox.TelegramState) bool { return h.toldPaid() >= *hookCount })
	if err != nil {
		h.t.Errorf("%d of %d are told: %v\n%s", h.toldPaid(), *hookCount, err, tail(h.program.said()))
	}
}

func (h *hooked) toldPaid() (n int) {
	for _, m := range h.telegram.Messages(hookChat) {
		if found := paidOf.FindStringSubmatch(m.Text); m.FromBot && found != nil {
			count, _ := strconv.Atoi(found[1])
			n += count
		} else if m.FromBot {
			n += strings.Count(m.Text, "💰")
		}
	}
	return n
}

// compare holds what was told against what was paid: what is kept of the long
// messages, and the lines of the others.
func (h *hooked) compare() (messages int) {
	h.t.Helper()
	keys, err := secret.OpenKeyring(filepath.Join(h.program.dir, "master.key"))
	must(h.t, err)
	store, err := storage.Open(filepath.Join(h.program.dir, "bot.db"), keys, storage.Options{})
	must(h.t, err)
	defer func() { _ = store.Close() }()
	told := map[string]int{}
	must(h.t, store.View(h.t.Context(), func(tx *storage.Tx) error {
		for id := uint64(1); id < 20; id++ {
			b, _, err := tx.HostBatch(hookChat, id, 0, 1_000_000)
			if err != nil {
				return err
			}
			for _, item := range b.Items {
				if item.Kind == resale.HostInvoices {
					told[item.Label]++
				}
			}
		}
		if n, err := tx.HostCallCount(hookChat); n != 0 || err != nil {
			h.t.Errorf("%d webhooks are not worked off (%v)", n, err)
		}
		return nil
	}))
	for _, m := range h.telegram.Messages(hookChat) {
		if !m.FromBot || !strings.Contains(m.Text, "💰") {
			continue
		}
		messages++
		if buttonOf(&m, "See all") != "" {
			continue
		}
		for _, line := range strings.Split(m.Text, "\n") {
			if label, paid := strings.CutPrefix(line, "💰 "); paid {
				told[strings.Fields(label)[0]]++
			}
		}
	}
	for _, id := range h.invoices {
		row, _ := h.panel.Row(sandbox.WHInvoices, id)
		label := row.Text("invoice_number")
		if told[label] != 1 {
			h.t.Errorf("the payment of %s was told %d times", label, told[label])
		}
		delete(told, label)
	}
	if len(told) > 0 {
		h.t.Errorf("told without being so: %v", told)
	}
	return messages
}
