package handlers_test

import (
	"strconv"
	"strings"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/handlers"
	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// shopping does what happens around a large SMM panel: "! shop connected",
// "! shop seeded", "! shop margin 50 0.10", "! shop used 5 1", "! shop spends 4 10.50",
// "! shop rename 5 text", "! shop watch 40m".
func (w *world) shopping(what string) {
	w.t.Helper()
	verb, rest, _ := strings.Cut(what, " ")
	words := append(strings.Fields(rest), "", "")
	switch verb {
	case "connected":
		w.wares()
		w.connectSMM(w.place().Chat)
	case "seeded":
		w.shop.Seed()
		w.connectSMM(w.place().Chat)
	case "empty":
		for _, s := range w.shop.Services() {
			w.shop.RemoveService(s.ID)
		}
	case "used":
		for _, id := range words {
			w.change(func(tx *storage.Tx) error {
				if id == "" {
					return nil
				}
				return tx.UseService(w.place().Chat, w.counterPanel(), id, w.clock())
			})
			w.wait("1s")
		}
	case "spends": // so much on each of so many days, the last of them now
		w.spends(words[0], words[1])
	case "runs": // an order that has not come to its end
		w.runs(words[0], words[1])
	case "watch":
		w.watch(words[0])
	default:
		w.t.Fatalf("a shop knows no %q", what)
	}
}

func (w *world) counterPanel() string { return storage.PanelOf(ops.SMM, "", secret.New(smmKey)) }

func (w *world) change(f func(*storage.Tx) error) {
	w.t.Helper()
	if err := w.store.Update(w.t.Context(), f); err != nil {
		w.t.Fatal(err)
	}
}

// wares gives the panel what people have trouble with: long names that begin
// alike, markup, no category, prices of many digits, no limits, a type that is
// not known.
func (w *world) wares() {
	names := []string{
		"[Speed 5K/day] [No refill]", "[Speed 5K/day] [30 days refill] [Instant start] [Max 500K]", "HQ", "Brazil 🇧🇷", "Brazil 🇧🇷 [30 days refill]", "Slow", "Old accounts", "VIP", "VIP+",
	}
	for i, name := range names {
		w.shop.AddService(sandbox.SMMService{
			ID: 101 + i, Name: "Pictogram Followers " + name, Type: "Default", Category: "Pictogram | Followers", Rate: "0." + strconv.Itoa(9-i%3) + "0",
			Min: 50, Max: 500_000, Refill: strings.Contains(name, "days"), Cancel: i%2 == 0, DripFeed: i == 2,
		})
	}
	for _, s := range []sandbox.SMMService{
		{ID: 7, Name: "Vídeos <b>Views</b> & more", Type: "Default", Category: "Vidoro", Rate: "0.0004500", Min: 100, Max: 10_000_000, Desc: "Start: 1 hour.\n\nDo not <i>hide</i> the video & wait.\nSpeed: 1M/day"},
		{ID: 8, Name: "Starter pack", Type: "Package", Category: "Vidoro", Rate: "5", Min: 1, Max: 1},
		{ID: 9, Name: "Auto likes", Type: "Subscriptions", Category: "Vidoro", Rate: "0.02", Min: 10, Max: 500},
		{ID: 10, Name: "Story carousel", Type: "Carousel", Category: "", Rate: "1.10", Min: 1, Max: 100},
	} {
		w.shop.AddService(s)
	}
}

// spends leaves samples behind as the watch over balances does.
func (w *world) spends(days, each string) {
	n, err := strconv.Atoi(days)
	if err != nil {
		w.t.Fatal(err)
	}
	left, spent := decimal.MustParse(w.shop.Balance(smmKey)), decimal.MustParse(each)
	for ago := range n + 1 {
		w.change(func(tx *storage.Tx) error {
			return tx.AddBalance(storage.BalanceSample{Panel: w.counterPanel(), At: w.clock().AddDate(0, 0, -ago), Amount: left, Currency: "USD"})
		})
		left, _ = left.Add(spent)
	}
}

func (w *world) runs(id, cost string) {
	w.change(func(tx *storage.Tx) error {
		return tx.SaveOrder(storage.Order{
			Chat: w.place().Chat, Panel: w.counterPanel(), ID: id, Key: id, Service: "101", Quantity: 1, Cost: decimal.MustParse(cost), Currency: "USD",
			Status: resale.OrderStatus{State: resale.OrderInProgress},
		})
	})
}

// watch lets time pass, as the jobs see it, and runs them every three minutes.
func (w *world) watch(text string) {
	w.t.Helper()
	d, err := time.ParseDuration(text)
	if err != nil {
		w.t.Fatal(err)
	}
	favourites := jobs.Favourites(w.ops, func(tx *storage.Tx, n ops.FavouriteNews) error { return w.driver.Tell(tx, handlers.FavouriteNotice(n)) })
	balances := jobs.Balances(w.ops, func(tx *storage.Tx, n ops.BalanceNews) error { return w.driver.Tell(tx, handlers.BalanceNotice(n)) })
	for end := w.clock().Add(d); w.clock().Before(end); w.wait("3m") {
		for _, job := range []func() error{func() error { return favourites(w.t.Context()) }, func() error { return balances(w.t.Context()) }} {
			if err := job(); err != nil {
				w.t.Fatal(err)
			}
		}
	}
	w.show()
}
