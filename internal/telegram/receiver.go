package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// Handler takes one input to its end, its row in the inbox included. After an
// error the same input comes again.
type Handler func(ctx context.Context, in chat.Input) error

// ReceiverConfig is what a Receiver needs.
type ReceiverConfig struct {
	API      *API
	Store    *storage.Store
	Handle   Handler
	BotName  string                                   // without @: commands for other bots are not ours
	Webhook  *Webhook                                 // nil: polling
	Apology  func(ctx context.Context, in chat.Input) // called when an input was given up; may be nil
	Handlers int                                      // inputs handled at once; default 512
	Pending  int                                      // updates not handled yet, above which none are taken; default 5,000
	Grace    time.Duration                            // how long handlers may go on after the end; default 10 s
	Log      *slog.Logger
	Stats    Stats
}

// Webhook says where Telegram sends updates to.
type Webhook struct {
	URL    string
	Secret secret.String // 1 to 256 of A-Z, a-z, 0-9, _ and -
}

// Receiver takes updates in. Each is in the inbox before Telegram hears that
// it arrived, and leaves it in the transaction that its handler ends with.
type Receiver struct {
	ReceiverConfig
	queues  *queues
	running atomic.Pointer[context.Context] // Run's, once what was left over is queued
	status  atomic.Pointer[error]
}

// NewReceiver prepares a receiver; Run starts it.
func NewReceiver(c ReceiverConfig) *Receiver {
	c.Handlers, c.Pending, c.Grace = or(c.Handlers, 512), or(c.Pending, 5000), or(c.Grace, 10*time.Second)
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	r := &Receiver{ReceiverConfig: c}
	r.queues = newQueues(r)
	r.setStatus(errors.New("not started yet"))
	return r
}

// Waits tells whether the person of an input that is being handled said or
// tapped something else meanwhile, in the same place. The same tap again says
// nothing else.
func (r *Receiver) Waits(in chat.Input) bool { return r.queues.waits(in) }

// Next gives what the person of an input that is being handled said or tapped
// since, in the same place, oldest first.
func (r *Receiver) Next(in chat.Input) []chat.Input { return r.queues.behind(in) }

// Status is nil while updates come in, or names what is broken.
func (r *Receiver) Status() error { return *r.status.Load() }

func (r *Receiver) setStatus(err error) { r.status.Store(&err) }

// restore queues what an earlier run left in the inbox.
func (r *Receiver) restore(ctx context.Context) error {
	var after int64
	for {
		var rows []storage.Update
		err := r.Store.View(ctx, func(tx *storage.Tx) (err error) {
			rows, err = tx.Updates(after, 500)
			return err
		})
		if err != nil {
			return fmt.Errorf("read inbox: %w", err)
		}
		if len(rows) == 0 {
			r.running.Store(&ctx)
			return nil
		}
		for _, u := range rows {
			after = u.ID
			in, ok, err := decode(u.Raw, r.BotName)
			if err != nil || !ok {
				r.park(ctx, u.ID, fmt.Sprint(err))
				continue
			}
			r.queues.add(ctx, in)
		}
	}
}

// batch is what one answer of Telegram holds.
type batch struct {
	raw    [][]byte
	offset int64 // to be stored with it; 0 for a webhook
}

// take commits a batch to the inbox, with the offset, and queues what is new.
func (r *Receiver) take(ctx context.Context, b batch) error {
	type arrival struct {
		in    chat.Input
		raw   []byte
		fresh bool
		bad   error
	}
	all := make([]arrival, 0, len(b.raw))
	for _, raw := range b.raw {
		in, ok, err := decode(raw, r.BotName)
		if err != nil {
			in.Update, _ = idOf(raw)
		} else if !ok {
			continue
		}
		all = append(all, arrival{in: in, raw: raw, bad: err})
	}
	err := r.Store.Update(ctx, func(tx *storage.Tx) error {
		for i := range all {
			a := &all[i]
			if a.bad != nil {
				if err := tx.ParkUpdate(a.in.Update, a.raw, a.bad.Error()); err != nil {
					return err
				}
				continue
			}
			var err error
			if a.fresh, err = tx.AddUpdate(storage.Update{ID: a.in.Update, Raw: a.raw, At: time.Now().UTC()}); err != nil {
				return err
			}
		}
		if b.offset == 0 {
			return nil
		}
		return tx.SetUpdateOffset(b.offset)
	})
	if err != nil {
		return fmt.Errorf("write inbox: %w", err)
	}
	n := 0
	for _, a := range all {
		switch {
		case a.bad != nil:
			r.Log.Error("update parked", "update", a.in.Update, "err", a.bad)
			r.Stats.parked()
		case a.fresh:
			n++
			r.queues.add(ctx, a.in)
		}
	}
	r.Stats.received(n)
	return nil
}

// park sets an update aside that nobody can handle, and tells whether that
// could be written.
func (r *Receiver) park(ctx context.Context, id int64, reason string) bool {
	err := r.Store.Update(ctx, func(tx *storage.Tx) error {
		rows, err := tx.Updates(id-1, 1)
		if err != nil || len(rows) == 0 || rows[0].ID != id {
			return err
		}
		return tx.ParkUpdate(id, rows[0].Raw, reason)
	})
	if err != nil {
		r.Log.Error("park update", "update", id, "err", err)
		return false
	}
	r.Log.Error("update parked", "update", id, "reason", reason)
	r.Stats.parked()
	return true
}
