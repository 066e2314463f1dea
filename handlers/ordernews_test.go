package handlers_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"resellerbot/handlers"
	"resellerbot/internal/chat"
	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// buys places so many orders of followers, 1,000 each, at the counter.
func (w *world) buys(n int) {
	w.t.Helper()
	service, currency, err := w.ops.FreshService(w.t.Context(), w.place().Chat, "1")
	if err != nil {
		w.t.Fatal(err)
	}
	for range n {
		w.update++
		values := resale.OrderValues{resale.FieldLink: fmt.Sprintf("https://pictogram.example/<p>/%d", w.update), resale.FieldQuantity: "1000"}
		act := ops.Act{Key: fmt.Sprintf("buy-%d", w.update), Place: w.place(), Person: w.who, Lang: w.lang}
		out, err := w.ops.PlaceOrder(w.t.Context(), act, ops.NewOrder{Service: service, Values: values, Currency: currency})
		if err != nil || out.State != storage.Done {
			w.t.Fatalf("buy: %s %s, %v", out.State, out.Code, err)
		}
	}
}

// tracks runs the jobs that follow orders for a while.
func (w *world) tracks(text string) {
	w.t.Helper()
	tell := func(tx *storage.Tx, n ops.OrderNews) error { return w.driver.Tell(tx, handlers.OrderNotice(w.deps, n)) }
	d, err := time.ParseDuration(text)
	if err != nil {
		w.t.Fatal(err)
	}
	step := max(d/60, 20*time.Second)
	for ; d > 0; d -= step {
		w.wait(step.String())
		for _, job := range []func(context.Context) error{jobs.Orders(w.ops, tell), jobs.OrderNews(w.ops, tell)} {
			if err := job(w.t.Context()); err != nil {
				w.t.Fatal(err)
			}
		}
	}
	w.show()
}

// TestEveryNewsOfAnOrderHasASentence, in every language.
func TestEveryNewsOfAnOrderHasASentence(t *testing.T) {
	w := newWorld(t)
	var changes []ops.OrderChange
	of := func(why string, s resale.OrderState, r resale.RefillState) {
		o := storage.Order{ID: "1", Name: "<Likes>", Status: resale.OrderStatus{State: s}, Refill: storage.RefillFollow{State: r}}
		changes = append(changes, ops.OrderChange{Order: o, Why: why})
	}
	for _, s := range []resale.OrderState{"pending", "processing", "in_progress", "completed", "partial", "canceled", "refunded", "awaiting", "failed", "rejected", "active", "paused", "expired"} {
		if !s.Known() {
			t.Fatal(s)
		}
		of(storage.NewsState, s, "")
	}
	for _, r := range []resale.RefillState{"completed", "rejected", "failed", "canceled"} {
		of(storage.NewsRefill, "completed", r)
	}
	for _, why := range []string{storage.NewsPartial, storage.NewsStuck, storage.NewsLost, storage.NewsFound, storage.NewsRefillLost} {
		of(why, "in_progress", "")
	}
	for _, n := range []ops.OrderNews{{Trouble: ops.OrdersRefused}, {Trouble: ops.OrdersUnseen}} {
		w.says(t, n)
	}
	for _, c := range changes {
		w.says(t, ops.OrderNews{Back: true, Changes: []ops.OrderChange{c}})
	}
}

// says checks that a piece of news is said in words.
func (w *world) says(t *testing.T, n ops.OrderNews) {
	t.Helper()
	n.Place = chat.Place{Chat: personID}
	for _, l := range w.deps.Catalog.Languages() {
		html := w.driver.Message(l.Tag, personID, handlers.OrderNotice(w.deps, n).Screen(l.Tag, time.UTC)).HTML
		if html == "" || strings.Contains(html, "ordernews.") || strings.Contains(html, "<Likes>") {
			t.Errorf("%s: %+v is said as %q", l.Tag, n, html)
		}
	}
}
