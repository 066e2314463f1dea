package handlers_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"resellerbot/handlers"
	"resellerbot/internal/alerts"
	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// hostLife does what happens at the hosting panel by itself, "! host orders",
// "! host pays", "! host suspends", "! host pays 17", "! host bills 3", and what
// the bot does meanwhile: "! host passes 10m". "! host public" gives the bot an
// address for webhooks.
func (w *world) hostLife(what string) {
	w.t.Helper()
	verb, rest, _ := strings.Cut(what, " ")
	id := readNumber(rest)
	switch verb {
	case "orders":
		for range max(id, 1) {
			w.wh.Order()
			w.delivered() // one by one: their order is that of the lines
		}
	case "pays":
		if id == 0 {
			w.wh.PayOldest()
		} else if !w.wh.Pay(id, "pix", "PIX-"+rest) {
			w.t.Fatalf("invoice %s cannot be paid", rest)
		}
	case "suspends":
		w.hostDoes(id, "suspend")
	case "provisions":
		w.hostDoes(id, "provision")
	case "loses": // an invoice, "! host loses 17"
		w.wh.Drop(sandbox.WHInvoices, id)
	case "renews": // every service gets its next invoice
		w.wh.NextInvoices(400 * 24 * time.Hour)
	case "passes":
		w.hostPasses(rest)
	case "public":
		w.hooks = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			alerts.NewHooks(alerts.HooksConfig{Store: w.store, Now: w.clock, Wake: w.ops.WakeHostCalls, Log: w.ops.Log}).ServeHTTP(rw, r)
		}))
		w.t.Cleanup(w.hooks.Close)
		if err := w.store.Close(); err != nil {
			w.t.Fatal(err)
		}
		w.open()
	case "has": // "! host has 1": how many webhooks are registered
		if n := len(w.wh.Rows(sandbox.WHWebhooks)); n != int(id) {
			w.t.Fatalf("the panel has %d webhooks, want %s", n, rest)
		}
	default:
		w.t.Fatalf("at the hosting panel nobody %q", what)
	}
	w.delivered()
}

// delivered waits until all webhooks were posted.
func (w *world) delivered() {
	w.t.Helper()
	waiting, done := context.WithTimeout(w.t.Context(), 30*time.Second)
	defer done()
	if err := w.wh.Wait(waiting, func(p *sandbox.WHPanel) bool { return p.Waiting() == 0 }); err != nil {
		w.t.Fatalf("webhooks are not delivered: %v", err)
	}
}

// public is where the bot's webhooks are, "" for nowhere.
func (w *world) public() string {
	if w.hooks == nil {
		return ""
	}
	return w.hooks.URL
}

func (w *world) hostDoes(service int64, verb string) {
	w.t.Helper()
	if !w.wh.Do(service, verb) {
		w.t.Fatalf("service %d cannot be %sed", service, verb)
	}
}

// hostPasses lets the bot do for a while what it does by the clock.
func (w *world) hostPasses(length string) {
	w.t.Helper()
	d, err := time.ParseDuration(length)
	if err != nil {
		w.t.Fatal(err)
	}
	tell := func(tx *storage.Tx, n ops.HostNews) error {
		return w.driver.Tell(tx, handlers.HostNewsNotice(w.deps, n))
	}
	for end := w.clock().Add(d); w.clock().Before(end); {
		w.wait("10s")
		chats, err := w.ops.HostCallers(w.t.Context())
		for _, place := range chats {
			for again := true; again && err == nil; {
				again, err = w.ops.TakeHostCalls(w.t.Context(), place)
			}
		}
		if err != nil {
			w.t.Fatal(err)
		}
		for _, job := range []func(context.Context) error{jobs.HostSweeps(w.ops), jobs.HostHooks(w.ops), jobs.HostNews(w.ops, tell)} {
			if err := job(w.t.Context()); err != nil {
				w.t.Fatal(err)
			}
		}
		w.show()
	}
}
