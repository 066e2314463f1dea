package tenant

import (
	"context"
	"time"

	"resellerbot/handlers"
	"resellerbot/internal/dialog"
	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// tell queues a notice.
func (w *world) tell(tx *storage.Tx, n dialog.Notice) error { return w.driver.Tell(tx, n) }

// jobNames are those of jobsOf, such that news are told at once.
func jobNames() []string {
	return []string{"claims", "reconcile", "bulks", "digests", "customers", "favourites", "balances", "orders", "order news", "invoices", "members", "summaries", "host sweeps", "host hooks", "host news", "sweep"}
}

// jobsOf are those of cmd/bot.
func (w *world) jobsOf() map[string]func(context.Context) error {
	orders := func(tx *storage.Tx, n ops.OrderNews) error { return w.tell(tx, handlers.OrderNotice(w.deps, n)) }
	return map[string]func(context.Context) error{
		"claims":     w.claims,
		"reconcile":  jobs.Reconcile(w.ops, w.settled),
		"bulks":      jobs.Bulks(w.ops, w.showBulk),
		"digests":    jobs.Digests(w.ops, func(tx *storage.Tx, n ops.DigestNews) error { return w.tell(tx, handlers.DigestNotice(w.deps, n)) }),
		"customers":  jobs.Customers(w.ops, func(tx *storage.Tx, n ops.News) error { return w.tell(tx, handlers.CustomerNews(w.deps, n)) }),
		"favourites": jobs.Favourites(w.ops, func(tx *storage.Tx, n ops.FavouriteNews) error { return w.tell(tx, handlers.FavouriteNotice(n)) }),
		"balances":   jobs.Balances(w.ops, func(tx *storage.Tx, n ops.BalanceNews) error { return w.tell(tx, handlers.BalanceNotice(n)) }),
		"orders":     jobs.Orders(w.ops, orders),
		"order news": jobs.OrderNews(w.ops, orders),
		"invoices":   w.invoices,
		"members":    jobs.Members(w.ops, w.tellStore),
		"summaries":  jobs.Summaries(w.ops, w.tellStore),

		"host sweeps": jobs.HostSweeps(w.ops),
		"host hooks":  jobs.HostHooks(w.ops),
		"host news": jobs.HostNews(w.ops, func(tx *storage.Tx, n ops.HostNews) error {
			return w.tell(tx, handlers.HostNewsNotice(w.deps, n))
		}),
		"sweep": func(ctx context.Context) error {
			_, err := w.driver.Sweep(ctx)
			return err
		},
	}
}

// run does one job. What a panel refuses is no error of the job's here.
func (w *world) run(name string) {
	w.happens("the job %s runs", name)
	ctx, cancel := context.WithTimeout(w.Context(), 20*time.Second)
	defer cancel()
	w.calls.reset()
	if err := w.jobsOf()[name](ctx); err != nil {
		w.seen["jobs that failed"]++
	}
	w.checkPanels()
	w.deliver()
}

// settled and showBulk are as in cmd/bot.
func (w *world) settled(tx *storage.Tx, row storage.Entry, out ops.Outcome) error {
	if ops.IsClaim(row.Key) {
		return w.ops.EndClaim(tx, row.Key, out, w.tellClaim)
	}
	if ops.IsMembers(row) {
		if out.News != nil {
			if err := w.tellStore(tx, *out.News); err != nil {
				return err
			}
		}
		return handlers.MemberSettled(w.deps, tx, row, out, w.driver.Tell)
	}
	screen := handlers.Settled(w.deps, row.Lang, time.UTC, out)
	err := tx.Queue(&storage.Outgoing{
		Key: storage.OutKey{Chat: row.Chat}, Kind: storage.Send, Thread: row.Thread, Message: w.driver.Message(row.Lang, row.Person, screen),
	})
	if err != nil {
		return err
	}
	return handlers.RequestEnded(w.deps, tx, row, out, w.driver.Tell)
}

func (w *world) tellStore(tx *storage.Tx, n ops.StoreNews) error {
	return w.tell(tx, handlers.StoreNotice(w.deps, n))
}

func (w *world) tellClaim(tx *storage.Tx, n ops.ClaimNews) error {
	return w.tell(tx, handlers.ClaimNotice(w.deps, n))
}

// claims lets the worker make what was claimed, for as long as it has to do.
func (w *world) claims(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- jobs.Claims(w.ops, w.tellClaim)(ctx) }()
	for range 100 {
		waiting := 0
		for _, r := range w.tenants {
			for _, provider := range []string{ops.Servex, ops.VPNResellers} {
				due, err := w.ops.DueClaims(ctx, r.panel(provider), 10)
				w.must(err)
				waiting += len(due)
			}
		}
		if waiting == 0 {
			break
		}
		time.Sleep(2 * time.Millisecond)
	}
	stop()
	return <-done
}

func (w *world) showBulk(tx *storage.Tx, b storage.Bulk) error {
	m := w.driver.Message(b.Lang, 0, handlers.BulkScreen(b, w.now))
	return tx.Queue(&storage.Outgoing{Key: storage.OutKey{Chat: b.Chat}, Kind: storage.Show, Slot: "bulk:" + b.ID, Message: m})
}
