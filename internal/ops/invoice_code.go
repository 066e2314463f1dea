package ops

import (
	"context"
	"strings"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// awaitsCode tells of an invoice that was paid, and waits for a code of the member's
// to show what it brought.
func awaitsCode(i storage.Invoice) bool {
	return i.State == storage.InvoicePaid && i.Code == string(resale.CodeNeeded)
}

// codeDue is when a reseller is told of what is hidden: early when whoever has
// the code looked in vain.
func codeDue(i storage.Invoice) time.Time {
	if i.Missed {
		return i.Paid.Add(deliveryFor)
	}
	return i.Paid.Add(codeFor)
}

// turnHidden is turnPaid of what only a code shows, and that was not there, or
// that nobody could see.
func turnHidden(i storage.Invoice, coded bool, now time.Time) (storage.Invoice, []InvoiceNewsKind) {
	late := i.State == storage.InvoiceStuck
	told := i.Code == string(resale.CodeNeeded)
	if coded {
		i.Missed = true
	}
	switch {
	case late && coded:
		i.Code = ""
		return i, nil
	case late:
		return i, nil
	case coded && now.Sub(i.Paid) >= deliveryFor:
		return stuck(i, "")
	case !now.Before(codeDue(i)):
		return stuck(i, resale.CodeNeeded)
	}
	if i.Code = string(resale.CodeNeeded); told {
		return i, nil
	}
	return i, []InvoiceNewsKind{InvoicePaid}
}

// sawWithCode takes what a member's code showed into all their invoices, as a
// look of the watcher would, and tells what is new. That it fails leaves them
// as they were.
func (o *Ops) sawWithCode(ctx context.Context, c connection, m storage.Member, account resale.Member, tell TellInvoice) {
	watched, err := o.watchedByCode(ctx, m)
	if err == nil && len(watched) > 0 {
		g := &glimpse{c: c, member: m, login: loginOf(m), watched: watched}
		limited, cancel := context.WithTimeout(ctx, seeTimeout)
		err = g.readInvoices(limited)
		cancel()
		o.sawInvoices(c.panel, err)
		g.seeByCode(account)
		err = o.changeInvoices(context.WithoutCancel(ctx), m.Key(), tell, g.takeIn)
	}
	if err != nil {
		o.Log.Warn("look for what was paid", "err", err)
	}
}

// watchedByCode gives a member's invoices that may be settled by what their code
// shows, also those that nobody looks at any more: from now on somebody does.
func (o *Ops) watchedByCode(ctx context.Context, m storage.Member) (watched []storage.Invoice, err error) {
	var all []storage.Invoice
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		all, err = tx.InvoicesOfMember(m.Key())
		return err
	})
	for _, i := range all {
		if !billedTo(i, m) || i.Next.IsZero() && !i.Owed() {
			continue
		}
		if err := o.watchAgain(ctx, i); err != nil {
			return nil, err
		}
		watched = append(watched, i)
	}
	return watched, err
}

// billedTo tells whether an invoice is of the account that a member is logged in
// with: a person may have several.
func billedTo(i storage.Invoice, m storage.Member) bool {
	return i.Panel == m.Panel && strings.EqualFold(i.Email, m.Email)
}

// seeByCode takes in what the code showed. What is known to be paid is settled
// by that even where its invoice could not be read; all else is left alone.
func (g *glimpse) seeByCode(account resale.Member) {
	g.subs, g.blind, g.coded = account.Subscriptions, "", true
	g.lost = nil
	if g.seen == nil {
		g.seen = map[string]resale.Invoice{}
	}
	for _, i := range g.watched {
		if _, read := g.seen[i.ID]; !read && i.Owed() {
			now := keptAsSeen(i)
			now.State = resale.InvoicePaid
			g.seen[i.ID] = now
		}
	}
}

// made is since when something may be what an invoice brought. To look once more
// costs a person another code, so that clocks differ is allowed for.
func (g *glimpse) made(i storage.Invoice, seen resale.Invoice) time.Time {
	if g.coded {
		return i.At.Add(-clocksApart)
	}
	return seen.Created
}

// wakeHidden has what waits for a code looked at without one, where the account
// asks for none any more.
func wakeHidden(tx *storage.Tx, m storage.Member, now time.Time) error {
	if m.TwoStep {
		return nil
	}
	all, err := tx.InvoicesOfMember(m.Key())
	if err != nil {
		return err
	}
	for _, i := range all {
		if !awaitsCode(i) || !billedTo(i, m) {
			continue
		}
		i.Next = now
		if err := tx.SaveInvoice(i); err != nil {
			return err
		}
	}
	return nil
}
