package main

import (
	"context"
	"time"

	"resellerbot/handlers"
	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// journalLife is how long settled acts are kept.
const journalLife = 180 * 24 * time.Hour

// clock runs what nobody asked for.
func (a *App) clock(ctx context.Context, c *conversations) error {
	if err := a.ops.MoveHostHooks(ctx); err != nil {
		a.log.Error("webhooks of hosting panels stay where they were", "err", err) // each is looked at within a day
	}
	return jobs.Run(ctx, a.log, []jobs.Job{
		{Name: "reconcile", Every: 5 * time.Second, Timeout: 2 * time.Minute, Do: jobs.Reconcile(a.ops, a.tell(c))},
		{Name: "bulks", Every: time.Second, Timeout: 5 * time.Minute, Do: jobs.Bulks(a.ops, showBulk(c))},
		{Name: "digests", Every: 5 * time.Second, Timeout: 5 * time.Minute, Do: jobs.Digests(a.ops, func(tx *storage.Tx, n ops.DigestNews) error {
			return c.driver.Tell(tx, handlers.DigestNotice(c.deps, n))
		})},
		{Name: "customers", Every: time.Minute, Timeout: 5 * time.Minute, Do: jobs.Customers(a.ops, func(tx *storage.Tx, n ops.News) error {
			return c.driver.Tell(tx, handlers.CustomerNews(c.deps, n))
		})},
		{Name: "favourites", Every: 3 * time.Minute, Timeout: 10 * time.Minute, Do: jobs.Favourites(a.ops, func(tx *storage.Tx, n ops.FavouriteNews) error {
			return c.driver.Tell(tx, handlers.FavouriteNotice(n))
		})},
		{Name: "balances", Every: time.Minute, Timeout: 5 * time.Minute, Do: jobs.Balances(a.ops, func(tx *storage.Tx, n ops.BalanceNews) error {
			return c.driver.Tell(tx, handlers.BalanceNotice(n))
		})},
		{Name: "orders", Every: 5 * time.Second, Timeout: 5 * time.Minute, Do: jobs.Orders(a.ops, tellOrders(c))},
		{Name: "news of orders", Every: 5 * time.Second, Timeout: time.Minute, Do: jobs.OrderNews(a.ops, tellOrders(c))},
		{Name: "customers of stores", Every: 20 * time.Second, Timeout: 5 * time.Minute, Do: jobs.Members(a.ops, tellStore(c))},
		{Name: "summaries of stores", Every: time.Minute, Timeout: 2 * time.Minute, Do: jobs.Summaries(a.ops, tellStore(c))},
		{Name: "troubles of stores", Every: time.Minute, Timeout: time.Minute, Do: func(ctx context.Context) error {
			return a.ops.TellStoresBack(ctx, tellStore(c))
		}},
		{Name: "hosting panels", Every: 5 * time.Second, Timeout: 5 * time.Minute, Do: jobs.HostSweeps(a.ops)},
		{Name: "webhooks of hosting panels", Every: 10 * time.Second, Timeout: 5 * time.Minute, Do: jobs.HostHooks(a.ops)},
		{Name: "news of hosting panels", Every: 2 * time.Second, Timeout: time.Minute, Do: jobs.HostNews(a.ops, tellHost(c))},
		{Name: "sweep conversations", Every: time.Minute, Timeout: time.Minute, Do: func(ctx context.Context) error {
			_, err := c.driver.Sweep(ctx)
			return err
		}},
		// Often, for a program that is begun anew each night would never come to it.
		{Name: "trim", Every: time.Hour, Timeout: 10 * time.Minute, Do: func(ctx context.Context) error {
			_, err := a.store.Trim(ctx, time.Now().UTC().Add(-journalLife))
			return err
		}},
	})
}

// tell queues the end of an act that a person was told is unknown, in the
// transaction that settles it.
func (a *App) tell(c *conversations) ops.Tell {
	return func(tx *storage.Tx, row storage.Entry, out ops.Outcome) error {
		if ops.IsClaim(row.Key) { // its customer waits, and nobody in the reseller's chat
			return a.ops.EndClaim(tx, row.Key, out, tellClaim(c))
		}
		if ops.IsMembers(row) { // the same
			return tellMember(c, tx, row, out)
		}
		place, _, err := tx.Chat(row.Chat)
		if err != nil {
			return err
		}
		zone, err := time.LoadLocation(place.Zone)
		if err != nil {
			zone = time.UTC
		}
		screen := handlers.Settled(c.deps, row.Lang, zone, out)
		err = tx.Queue(&storage.Outgoing{
			Key: storage.OutKey{Chat: row.Chat, Lane: storage.Replies}, Kind: storage.Send, Thread: row.Thread,
			Message: c.driver.Message(row.Lang, row.Person, screen), At: time.Now().UTC(),
		})
		if err != nil {
			return err
		}
		return handlers.RequestEnded(c.deps, tx, row, out, c.driver.Tell)
	}
}

// tellClaim queues what there is to tell of a claim, in the transaction that
// makes it true.
func tellClaim(c *conversations) ops.TellClaim {
	return func(tx *storage.Tx, n ops.ClaimNews) error { return c.driver.Tell(tx, handlers.ClaimNotice(c.deps, n)) }
}

// showBulk queues how far a bulk is, in the transaction that saves it. Its
// buttons are for anyone in the chat: a colleague may stop it.
func showBulk(c *conversations) ops.ShowBulk {
	return func(tx *storage.Tx, b storage.Bulk) error {
		now, kind := time.Now().UTC(), storage.Show
		if b.State.Ended() {
			kind = storage.Send // below what was said meanwhile, and heard
		}
		return tx.Queue(&storage.Outgoing{
			Key: storage.OutKey{Chat: b.Chat, Lane: storage.Replies}, Kind: kind, Slot: "bulk:" + b.ID, Thread: b.Thread,
			Message: c.driver.Message(b.Lang, 0, handlers.BulkScreen(b, now)), At: now,
		})
	}
}

// tellMember tells what became of an act that a store's customer began.
func tellMember(c *conversations, tx *storage.Tx, row storage.Entry, out ops.Outcome) error {
	if out.News != nil {
		if err := tellStore(c)(tx, *out.News); err != nil {
			return err
		}
	}
	return handlers.MemberSettled(c.deps, tx, row, out, c.driver.Tell)
}

// tellStore queues news of a store, in the transaction that makes them true.
func tellStore(c *conversations) ops.TellStore {
	return func(tx *storage.Tx, n ops.StoreNews) error { return c.driver.Tell(tx, handlers.StoreNotice(c.deps, n)) }
}

// tellInvoice queues news of an invoice, in the transaction that makes them
// true.
func tellInvoice(c *conversations) ops.TellInvoice {
	return func(tx *storage.Tx, n ops.InvoiceNews) error {
		return c.driver.Tell(tx, handlers.InvoiceNotice(c.deps, n))
	}
}

// tellHost queues what is new at a hosting panel, in the transaction that takes
// it from what waits.
func tellHost(c *conversations) ops.TellHosts {
	return func(tx *storage.Tx, n ops.HostNews) error {
		return c.driver.Tell(tx, handlers.HostNewsNotice(c.deps, n))
	}
}

// tellOrders queues what is new about orders, in the transaction that notes
// that it was told.
func tellOrders(c *conversations) ops.TellOrders {
	return func(tx *storage.Tx, n ops.OrderNews) error { return c.driver.Tell(tx, handlers.OrderNotice(c.deps, n)) }
}
