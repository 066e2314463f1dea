package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/storage"
)

// takeRows takes rows of a list in, and what also changes of the watch, in one
// transaction. on is false when the list is not being read any more where it was.
func (o *Ops) takeRows(ctx context.Context, was storage.HostWatch, rows []hostFacts, asked time.Time, also func(*storage.HostWatch)) (on bool, err error) {
	full := false
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		full, err = hostFull(tx, was.Chat)
		return err
	})
	if err != nil {
		return false, err
	}
	err = o.Store.Update(context.WithoutCancel(ctx), func(tx *storage.Tx) error {
		var w storage.HostWatch
		if w, on, err = sameSweep(tx, was); err != nil || !on {
			return err
		}
		var news []storage.HostNewsItem
		for _, row := range rows {
			items, err := seeHostRow(tx, w, row, asked, full)
			if err != nil {
				return err
			}
			news = append(news, items...)
		}
		if len(news) > 0 && !w.Hook.Since.IsZero() {
			w.Hook.Missed = asked
		}
		also(&w)
		return o.addHostNews(tx, w, news)
	})
	return on, err
}

// sweepLater has a panel read when somebody may hear again what is new there.
func (o *Ops) sweepLater(ctx context.Context, was storage.HostWatch) error {
	err := o.Store.Update(ctx, func(tx *storage.Tx) error {
		w, on, err := sameSweep(tx, was)
		if err != nil || !on {
			return err
		}
		w.Sweep.Next = o.Now().UTC().Add(sweepEvery)
		return tx.SaveHostWatch(w)
	})
	if err != nil {
		return fmt.Errorf("read panel: %w", err)
	}
	return nil
}
