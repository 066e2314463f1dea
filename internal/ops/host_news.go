package ops

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// hostLines is how many lines one message has at most.
const hostLines = 40

// HostNews is what is new at a chat's hosting panel, for one message. There is
// one item for each invoice or service: the last of what became of it. With a
// Trouble there may be no items.
type HostNews struct {
	Watch   storage.HostWatch      // where it is told, and in whose language
	Items   []storage.HostNewsItem // what matters most first, at most 40
	More    int                    // how many there are beside them
	Counts  map[string]int         // all of them, by event: "invoice.paid"
	Paid    []resale.Sum           // of all invoices that were paid, one for each unit; those whose sum is not known are not in it
	Batch   uint64                 // with More: what HostBatch gives them all by
	Trouble string                 // storage.HostRefused, HostUnseen or HostMoved; "" for none
	Back    bool                   // the panel, of whose trouble the chat was told, can be seen again
}

// TellHosts puts news into the outbox. It runs in the transaction that takes
// them, and may run more than once.
type TellHosts func(*storage.Tx, HostNews) error

// HostBatch gives at most limit items of what one long message told, from the
// one with number from (0 is the first) on. NotFound when it is not kept any
// more.
func (o *Ops) HostBatch(ctx context.Context, chat int64, id uint64, from, limit int) (b storage.HostBatch, err error) {
	var found bool
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		b, found, err = tx.HostBatch(chat, id, from, limit)
		return err
	})
	if err == nil && !found {
		err = &resale.Error{Act: "read news of a panel", Code: resale.NotFound}
	}
	return b, err
}

const (
	hostPause       = 5 * time.Minute // the longest silence after a message: money is waited for
	hostNewsChats   = 100             // that are told in one run
	hostNewsWidth   = 8               // of them at once
	hostBatchesKept = 5               // long messages of a chat that can be seen in full
	unreachableRest = 15 * time.Minute
)

// TellHostNews tells the chats whose time it is what is new at their panels,
// each in one message, and takes what was told in the same transaction. News
// are gathered for ten seconds; while they keep coming, a chat is silent for one
// minute after a message, then two, up to five; it becomes shorter again as soon as
// they come less often.
func (o *Ops) TellHostNews(ctx context.Context, tell TellHosts) error {
	var due []storage.HostWatch
	err := o.Store.View(ctx, func(tx *storage.Tx) (err error) {
		due, err = tx.DueHostNews(o.Now().UTC(), hostNewsChats)
		return err
	})
	if err != nil {
		return fmt.Errorf("list news of panels: %w", err)
	}
	errs := make([]error, len(due))
	places := make(chan struct{}, hostNewsWidth)
	var all sync.WaitGroup
	for i, w := range due {
		places <- struct{}{}
		all.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					errs[i] = fmt.Errorf("tell chat %d of its panel: panicked: %v\n%s", w.Chat, p, debug.Stack())
				}
				<-places
			}()
			fill := o.fillHostNews(ctx, w.Chat)
			err := o.Store.Update(ctx, func(tx *storage.Tx) error { return o.tellHost(tx, w.Chat, fill, tell) })
			if err != nil {
				errs[i] = fmt.Errorf("tell chat %d of its panel: %w", w.Chat, err)
			}
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

func (o *Ops) tellHost(tx *storage.Tx, chatID int64, fill hostFill, tell TellHosts) error {
	now := o.Now().UTC()
	w, found, err := tx.HostWatch(chatID)
	if err != nil || !found || w.Due.IsZero() || w.Due.After(now) {
		return err
	}
	if until, err := hostSilence(tx, w, now); err != nil {
		return err
	} else if !until.IsZero() {
		w.Due = until
		return tx.SaveHostWatch(w)
	}
	items, err := tx.TakeHostNews(&w)
	if err != nil {
		return err
	}
	if w.Muted.After(now) {
		items = nil // nor made up for
	}
	if items, err = othersDoing(tx, w.Chat, items); err != nil {
		return err
	}
	items = fill.current(lastOfEach(items))
	fill.into(items)
	news, err := hostMessage(tx, w, items, now)
	if err != nil {
		return err
	}
	hostTold(&w, news, now)
	if news.empty() {
		return tx.SaveHostWatch(w)
	}
	if err := tell(tx, news); err != nil {
		return err
	}
	return tx.SaveHostWatch(w)
}

// hostSilence gives until when a chat is told nothing.
func hostSilence(tx *storage.Tx, w storage.HostWatch, now time.Time) (time.Time, error) {
	place, _, err := tx.Chat(w.Chat)
	if err != nil {
		return time.Time{}, err
	}
	if place.Unreachable {
		return now.Add(unreachableRest), nil
	}
	if until := w.QuietUntil(now, place.Location()); !until.IsZero() {
		return until, nil
	}
	return hostActing(tx, w.Chat, now)
}

// hostTold notes what a chat was told, and how long it is silent then.
func hostTold(w *storage.HostWatch, n HostNews, now time.Time) {
	if n.Trouble != "" {
		w.Trouble.Told = true
	}
	if n.Back || n.Trouble == storage.HostMoved {
		w.Trouble = storage.HostTrouble{}
	}
	if n.empty() {
		return
	}
	since, rest := now.Sub(w.Last), time.Duration(w.Rest)*time.Second
	switch {
	case w.Last.IsZero(), since > 2*rest+firstPause:
		rest = firstPause
	case since > rest+firstPause:
		rest = max(rest/2, firstPause)
	default:
		rest = min(2*rest, hostPause)
	}
	w.Last, w.Rest = now, int(rest/time.Second)
}
