package ops

import (
	"context"
	"fmt"
	"slices"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// DigestNews is what a chat is warned of, the most urgent first and those that
// ended last; or why there is no warning.
type DigestNews struct {
	Digest  storage.Digest
	Several bool // the chat has digests of other providers too
	Clients []Ending
	Batch   string      // of Clients, see storage.ClientBatch; "" when there is none
	Batched int         // how many of Clients it has: at most MaxBulk
	Failed  resale.Code // Unauthorized or NoFunds: the list could not be read; told once
	Host    *HostDigest // of a hosting panel, in the place of Clients
}

// TellDigest puts a digest into the outbox. It runs in the transaction that
// notes what was warned of, and may run more than once.
type TellDigest func(*storage.Tx, DigestNews) error

// DueDigests gives digests that are due, the longest due first, those that
// share a panel together: the first of them reads the list for all.
func (o *Ops) DueDigests(ctx context.Context, limit int) (due [][]storage.Digest, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		all, err := tx.DueDigests(o.Now().UTC(), limit)
		if err != nil {
			return err
		}
		at := map[string]int{}
		for _, d := range all {
			account, _, err := tx.Account(d.Chat, d.Provider)
			if err != nil {
				return err
			}
			n, known := at[account.Panel]
			if !known || account.Panel == "" {
				n, due = len(due), append(due, nil)
				at[account.Panel] = n
			}
			due[n] = append(due[n], d)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list due digests: %w", err)
	}
	return due, nil
}

// Digest gives how a chat is warned of what expires with a provider.
func (o *Ops) Digest(ctx context.Context, chat int64, provider string) (d storage.Digest, err error) {
	found := false
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		d, found, err = tx.Digest(chat, provider)
		return err
	})
	if err == nil && !found {
		err = &resale.Error{Act: "read digest", Code: resale.NotConnected}
	}
	return d, err
}

// ChangeDigest saves what a person changed; change may run more than once.
// What the job notes in the row stays as it is.
func (o *Ops) ChangeDigest(ctx context.Context, chat int64, provider string, change func(*storage.Digest)) error {
	err := o.Store.Update(ctx, func(tx *storage.Tx) error { return o.changeDigest(tx, chat, provider, change) })
	if err != nil {
		return fmt.Errorf("change digest: %w", err)
	}
	return nil
}

func (o *Ops) changeDigest(tx *storage.Tx, chat int64, provider string, change func(*storage.Digest)) error {
	d, found, err := tx.Digest(chat, provider)
	if err != nil || !found {
		return err
	}
	was, now := d, o.Now().UTC()
	d.Thresholds = slices.Clone(d.Thresholds)
	change(&d)
	if slices.Equal(was.Armed, was.Thresholds) && !slices.Equal(was.Armed, d.Thresholds) {
		d.Changed = now
	}
	if d.On && !was.On {
		d.Since = now
	}
	if d.Hour != was.Hour || d.On != was.On {
		if d.Next, err = o.nextDigest(tx, d, now); err != nil {
			return err
		}
	}
	return tx.SaveDigest(d)
}

// Rezone moves a chat's digests, and its store's summary, to its new time zone, in the caller's
// transaction. Where the hour of one is over and this day had none yet, it comes
// when it would have come.
func (o *Ops) Rezone(tx *storage.Tx, chat int64) error {
	all, err := tx.Digests(chat)
	if err != nil {
		return err
	}
	for _, d := range all {
		if err := o.rezone(tx, d); err != nil {
			return err
		}
	}
	return o.rezoneStore(tx, chat)
}

func (o *Ops) rezone(tx *storage.Tx, d storage.Digest) error {
	place, _, err := tx.Chat(d.Chat)
	if err != nil {
		return err
	}
	now, zone := o.Now().UTC(), place.Location()
	next, err := o.nextDigest(tx, d, now)
	if err != nil {
		return err
	}
	today := now.In(zone).Format(time.DateOnly)
	if d.Last < today && next.In(zone).Format(time.DateOnly) > today && d.Next.Before(next) {
		return nil
	}
	d.Next = next
	return tx.SaveDigest(d)
}

func (o *Ops) nextDigest(tx *storage.Tx, d storage.Digest, now time.Time) (time.Time, error) {
	place, _, err := tx.Chat(d.Chat)
	if err != nil {
		return time.Time{}, err
	}
	key, err := tx.AccountKey(d.Chat, d.Provider)
	if err != nil {
		return time.Time{}, err
	}
	account, _, err := tx.Account(d.Chat, d.Provider)
	return resale.DigestAt(now, place.Location(), d.Hour, d.Last, storage.PanelOf(d.Provider, account.BaseURL, key)), err
}
