package ops

import (
	"context"
	"fmt"
	"slices"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// digestRead is how often at most a chat's list is read for its digest, also
// over restarts and after failures.
const digestRead = time.Hour

// digestRun makes one digest.
type digestRun struct {
	*Ops
	d     storage.Digest
	panel string
	zone  *time.Location
	now   time.Time
	tell  TellDigest

	listed map[int64]ListedClient
	asked  map[int64]bool         // whom the listing does not have
	absent map[int64]ListedClient // those of them that are not gone
}

// RunDigest makes a digest that is due: reads the panel's list, brings what is
// known up to it, and tells what is due in the transaction that notes it. A
// panel that does not answer is no error: it is asked again later.
func (o *Ops) RunDigest(ctx context.Context, due storage.Digest, tell TellDigest) error {
	r := &digestRun{Ops: o, d: due, now: o.Now().UTC(), tell: tell}
	ready, err := r.begin(ctx)
	if err == nil && ready {
		err = r.work(ctx)
	}
	if err == nil || ctx.Err() != nil {
		return err
	}
	if later := r.failed(ctx, resale.CodeOf(err)); later != nil {
		return fmt.Errorf("put digest off: %w", later)
	}
	if resale.CodeOf(err) == resale.Internal {
		return fmt.Errorf("make digest: %w", err)
	}
	return nil
}

// begin tells whether it is time and notes that the list is read now. The note
// comes first: after a crash in the middle the list is not read twice.
func (r *digestRun) begin(ctx context.Context) (ready bool, err error) {
	c, err := r.connection(ctx, "list clients", r.d.Provider, r.d.Chat)
	if err != nil {
		return false, err
	}
	r.panel = c.panel
	_, fresh := r.listings.fresh(c.panel, r.now)
	err = r.Store.Update(ctx, func(tx *storage.Tx) error {
		ready = false
		d, ok, err := r.current(tx)
		if err != nil || !ok {
			return err
		}
		place, _, err := tx.Chat(d.Chat)
		if err != nil {
			return err
		}
		r.d, r.zone = d, place.Location()
		switch read := d.Read.Add(digestRead); {
		case place.Unreachable, r.today() <= d.Last, r.now.Before(r.earliest(d.Hour)):
			d.Next = resale.DigestAt(r.now, r.zone, d.Hour, d.Last, r.panel)
		case fresh:
			ready = true
			return nil
		case r.now.Before(read):
			d.Next = read
		default:
			ready, d.Read = true, r.now
		}
		return tx.SaveDigest(d)
	})
	return ready, err
}

func (r *digestRun) today() string { return r.now.In(r.zone).Format(time.DateOnly) }

// earliest is the digest's hour on this day: one that was missed on another
// day waits for it, rather than come at night.
func (r *digestRun) earliest(hour int) time.Time {
	y, m, day := r.now.In(r.zone).Date()
	return time.Date(y, m, day, hour, 0, 0, 0, r.zone)
}

// current gives the row; false when it is not the one any more that the run is
// about, and must be left alone.
func (r *digestRun) current(tx *storage.Tx) (storage.Digest, bool, error) {
	d, found, err := tx.Digest(r.d.Chat, r.d.Provider)
	if err != nil || !found || !d.On || !d.Next.Equal(r.d.Next) || !slices.Equal(d.Thresholds, r.d.Thresholds) {
		return d, false, err
	}
	account, found, err := tx.Account(d.Chat, d.Provider)
	if err != nil || !found {
		return d, false, err
	}
	key, err := tx.AccountKey(d.Chat, d.Provider)
	return d, r.panel == "" || storage.PanelOf(d.Provider, account.BaseURL, key) == r.panel, err
}

func (r *digestRun) work(ctx context.Context) error {
	if r.d.Provider == WHMDC {
		return r.workHost(ctx)
	}
	listing, err := r.Listing(ctx, r.d.Chat, r.d.Provider)
	if err != nil {
		return err
	}
	if err := r.sync(ctx, listing); err != nil {
		return err
	}
	if err := r.findAbsent(ctx, listing); err != nil {
		return err
	}
	return r.settle(ctx)
}

// tellNews tells it, with what the others of the chat have to do with it.
func (r *digestRun) tellNews(tx *storage.Tx, n DigestNews) error {
	all, err := tx.Digests(n.Digest.Chat)
	if err != nil {
		return err
	}
	n.Several = len(all) > 1
	return r.tell(tx, n)
}

// onlyAPerson tells of failures that last until somebody mends them: the key is
// refused, or the panel answers nothing before it is paid.
func onlyAPerson(code resale.Code) bool { return code == resale.Unauthorized || code == resale.NoFunds }

// failed has the list read again in an hour, or at the digest's hour when the
// day is over by then, and tells once what only a person can mend.
func (r *digestRun) failed(ctx context.Context, code resale.Code) error {
	return r.Store.Update(ctx, func(tx *storage.Tx) error {
		d, ok, err := r.current(tx)
		if err != nil || !ok {
			return err
		}
		place, _, err := tx.Chat(d.Chat)
		if err != nil {
			return err
		}
		zone := place.Location()
		next := r.now.Add(digestRead)
		if next.In(zone).Day() != r.now.In(zone).Day() {
			if at := resale.DigestAt(r.now, zone, d.Hour, d.Last, r.panel); at.After(next) {
				next = at
			}
		}
		d.Next = next
		if onlyAPerson(code) && d.Told != string(code) {
			d.Told = string(code)
			if err := r.tellNews(tx, DigestNews{Digest: d, Failed: code}); err != nil {
				return err
			}
		}
		return tx.SaveDigest(d)
	})
}
