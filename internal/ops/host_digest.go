package ops

import (
	"context"
	"fmt"
	"hash/fnv"
	"time"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// HostDigest is what of a hosting panel is owed and due soon. Of each list the
// new ones are first, then the most urgent.
type HostDigest struct {
	Overdue    []HostDue    // invoices
	Soon       []HostDue    // invoices
	Services   []HostDue    // whose next payment is near
	SumOverdue []resale.Sum // by currency, of all that are overdue
	SumSoon    []resale.Sum // by currency
	More       bool         // there are more than were read
}

// Fresh counts what was not told yet.
func (g HostDigest) Fresh() (n int) {
	for _, list := range [][]HostDue{g.Overdue, g.Soon, g.Services} {
		for _, d := range list {
			if d.New {
				n++
			}
		}
	}
	return n
}

// HostDueNow gives what is overdue and due within a chat's thresholds at this
// moment. It notes nothing.
func (o *Ops) HostDueNow(ctx context.Context, chat int64, thresholds resale.Thresholds, zone *time.Location) (g HostDigest, err error) {
	c, err := o.connection(ctx, "read what is due", WHMDC, chat)
	if err != nil {
		return g, err
	}
	all, more, err := o.readDue(ctx, c, o.Now(), zone)
	if err != nil {
		return g, err
	}
	o.nameDue(ctx, c, all)
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		_, err := judgeDue(tx, chat, all, thresholds, o.Now())
		return err
	})
	if err != nil {
		return g, fmt.Errorf("read what is due: %w", err)
	}
	return digestOf(all, more, thresholds), nil
}

// workHost makes the digest of a hosting panel: told is what came nearer its day
// than it was told of, with all the rest that is owed. A day with nothing new is
// passed over.
func (r *digestRun) workHost(ctx context.Context) error {
	c, err := r.connection(ctx, "read what is due", WHMDC, r.d.Chat)
	if err != nil {
		return err
	}
	calm := httpapi.Patient(ctx)
	all, more, err := r.readDue(calm, c, r.now, r.zone)
	if err != nil {
		return err
	}
	r.nameDue(calm, c, all)
	return r.Store.Update(ctx, func(tx *storage.Tx) error {
		d, ok, err := r.current(tx)
		if err != nil || !ok {
			return err
		}
		rows, err := judgeDue(tx, d.Chat, all, d.Thresholds, r.now)
		if err != nil {
			return err
		}
		for _, w := range rows {
			if err := tx.SaveWarning(w); err != nil {
				return err
			}
		}
		d.Last, d.Told, d.Armed, d.Changed = r.today(), "", d.Thresholds, time.Time{}
		d.Next = resale.DigestAt(r.now, r.zone, d.Hour, d.Last, r.panel)
		if err := tx.SaveDigest(d); err != nil {
			return err
		}
		g := digestOf(all, more, d.Thresholds)
		if g.Fresh() == 0 {
			return nil
		}
		return r.tellNews(tx, DigestNews{Digest: d, Host: &g})
	})
}

// An invoice is told of as overdue once. One that is older than oldDebt without
// having been told is nothing new: rows are not kept much longer than that.
const (
	toldOverdue = -1
	oldDebt     = 45 // days
)

// judgeDue marks what is new, and gives the rows that say so from now on.
func judgeDue(tx *storage.Tx, chat int64, all []HostDue, thresholds resale.Thresholds, now time.Time) (rows []storage.Warning, err error) {
	for i := range all {
		d := &all[i]
		d.New = false
		level := levelOf(*d, thresholds)
		if level == resale.NotWarned {
			continue
		}
		due := d.Due
		if due.IsZero() {
			due = now
		}
		w, found, err := tx.Warning(chat, WHMDC, d.row())
		if err != nil {
			return nil, err
		}
		if !found || !d.Due.IsZero() && resale.ExpiryDay(w.Expires) != resale.ExpiryDay(due) {
			w = storage.Warning{Chat: chat, Provider: WHMDC, ClientID: d.row(), Expires: due, Warned: resale.NotWarned}
		}
		if level >= w.Warned || !found && d.Days < -oldDebt {
			continue
		}
		d.New, w.Warned, w.Username = true, level, d.Label
		rows = append(rows, w)
	}
	return rows, nil
}

// levelOf gives the threshold that something has passed.
func levelOf(d HostDue, thresholds resale.Thresholds) int {
	level := resale.NotWarned
	switch {
	case d.Overdue:
		return toldOverdue
	case d.Due.IsZero() || d.Days < 0:
		return level
	}
	for _, days := range thresholds {
		if d.Days <= days {
			level = min(level, days)
		}
	}
	return level
}

// row is the number by which storage knows it: panels may name things by words.
func (d HostDue) row() int64 {
	name := fnv.New64a()
	_, _ = name.Write([]byte(string(d.Kind) + "/" + d.ID)) // never fails
	return int64(name.Sum64() >> 1)
}
