package proof

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

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
		{words: "Type a name, an e-mail address", tap: "Set alerts"},
		{words: "Hosting alerts", tap: "Turn on"},
	})
	h.owner.say("/connect")
	ctx, done := context.WithTimeout(h.ctx, time.Minute)
	defer done()
	if _, err := h.owner.until(ctx, saying("Hosting alerts", "The panel tells me at once")); err != nil {
		h.t.Fatalf("%v\n%s", err, tail(h.program.said()))
	}
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
