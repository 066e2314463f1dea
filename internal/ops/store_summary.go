package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// DueSummaries gives the stores whose summary is due, the longest due first.
func (o *Ops) DueSummaries(ctx context.Context, limit int) (due []storage.Storefront, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		due, err = tx.DueStorefronts(o.Now().UTC(), limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list due summaries: %w", err)
	}
	return due, nil
}

// RunSummary tells a store's chat what became of it since the last summary. When
// nothing did, nothing is told.
func (o *Ops) RunSummary(ctx context.Context, was storage.Storefront, tell TellStore) error {
	err := o.Store.Update(ctx, func(tx *storage.Tx) error {
		s, found, err := tx.Storefront(was.Chat)
		now := o.Now().UTC()
		if err != nil || !found || !s.Summary || s.Next.IsZero() || s.Next.After(now) {
			return err
		}
		place, _, err := tx.Chat(s.Chat)
		if err != nil {
			return err
		}
		sum, err := summarize(tx, s, now)
		if err != nil {
			return err
		}
		s.Last, s.Until = now.In(zoneOf(place)).Format(time.DateOnly), now
		sum.Day = s.Last
		if s.Next, err = o.nextSummary(tx, s); err != nil {
			return err
		}
		if err := tx.SaveStorefront(s); err != nil || !s.Open() || sum.quiet() {
			return err
		}
		return tell(tx, StoreNews{Kind: StoreSummary, Store: s, Summary: sum})
	})
	if err != nil {
		return fmt.Errorf("run summary: %w", err)
	}
	return nil
}

// quiet tells of one that is not worth a message.
func (s Summary) quiet() bool { return s.New == 0 && s.Made == 0 && s.Paid == 0 && s.Stuck == 0 }

func summarize(tx *storage.Tx, s storage.Storefront, now time.Time) (sum Summary, err error) {
	from := s.Until
	if from.IsZero() {
		from = s.At
	}
	if sum.Members, err = tx.MemberCount(s.Chat); err != nil {
		return sum, err
	}
	if sum.New, err = tx.MembersSince(s.Chat, from); err != nil {
		return sum, err
	}
	if sum.Unpaid, err = tx.InvoiceCount(s.Chat, storage.InvoiceOpen); err != nil {
		return sum, err
	}
	total, err := tx.InvoiceTotals(s.Chat, from, now)
	sum.Made, sum.Paid, sum.Stuck, sum.Sums = total.Made, total.Paid, total.Stuck, total.PaidSums
	return sum, err
}

// nextSummary says when a store's next summary is due, zero for never.
func (o *Ops) nextSummary(tx *storage.Tx, s storage.Storefront) (time.Time, error) {
	if !s.Summary {
		return time.Time{}, nil
	}
	place, _, err := tx.Chat(s.Chat)
	return resale.DigestAt(o.Now().UTC(), zoneOf(place), s.Hour, s.Last, s.ID), err
}

// rezoneStore moves a store's summary to its chat's new zone.
func (o *Ops) rezoneStore(tx *storage.Tx, chat int64) error {
	s, found, err := tx.Storefront(chat)
	if err != nil || !found {
		return err
	}
	if s.Next, err = o.nextSummary(tx, s); err != nil {
		return err
	}
	return tx.SaveStorefront(s)
}
