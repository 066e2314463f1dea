package ops

import (
	"context"
	"slices"
	"strings"
	"time"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/providers/xmplus"
	"resellerbot/storage"
)

// An invoice that the panel does not know any more is over when it said so
// often enough, and did not only just make it; unless it was paid.
const (
	missesMost = 3
	missesOld  = 10 * time.Minute
)

// glimpse is one look at a member's invoices: one call for all of them, one
// more for each that is not in the list, and one for what the member has when
// something was paid.
type glimpse struct {
	c       connection
	member  storage.Member
	login   xmplus.Login
	watched []storage.Invoice // those at the member's panel

	seen  map[string]resale.Invoice
	lost  map[string]resale.Code // not in the list, and why it cannot be read
	subs  []resale.Subscription
	blind resale.Code // why subs are not all
	coded bool        // subs are what a code of the member's showed
}

func (g *glimpse) read(ctx context.Context) error {
	err := g.readInvoices(ctx)
	if err != nil || !slices.ContainsFunc(g.watched, g.waits) {
		return err
	}
	return g.readAccount(httpapi.Urgent(ctx)) // somebody paid, and waits
}

func (g *glimpse) readInvoices(ctx context.Context) error {
	all, err := g.c.xm.Invoices(ctx, g.login)
	if err != nil {
		return err
	}
	g.blind = resale.Unavailable // until it is read
	g.seen, g.lost = map[string]resale.Invoice{}, map[string]resale.Code{}
	for _, i := range all {
		g.seen[i.ID] = i
	}
	for _, i := range g.watched {
		if _, listed := g.seen[i.ID]; listed {
			continue
		}
		if !strings.EqualFold(i.Email, g.member.Email) { // of the account they had before
			g.lost[i.ID] = resale.LoggedOut
			continue
		}
		now, err := g.c.xm.Invoice(ctx, g.login, i.ID)
		if err != nil {
			g.lost[i.ID] = resale.CodeOf(err)
			continue
		}
		g.seen[i.ID] = now
	}
	return nil
}

// waits tells of an invoice that was paid, and of which is to be seen what it
// brought.
func (g *glimpse) waits(i storage.Invoice) bool {
	return i.Owed() || i.State != storage.InvoiceDelivered && g.seen[i.ID].State == resale.InvoicePaid
}

// paid is when the last payment was seen that may have brought what only a code
// shows: now, when whoever has the code looked and it was not there.
func (g *glimpse) paid(now time.Time) (last time.Time) {
	for _, i := range g.watched {
		switch {
		case !g.waits(i) || i.Purchase.Subscription != 0:
		case i.Paid.IsZero() || i.Missed:
			return now
		case i.Paid.After(last):
			last = i.Paid
		}
	}
	return last
}

// readAccount reads what the member has. Without the code of the second step
// only what is named can be read. That it cannot be read does not keep anybody
// from hearing that the payment was seen.
func (g *glimpse) readAccount(ctx context.Context) error {
	g.blind = resale.CodeNeeded
	if !g.member.TwoStep {
		account, err := g.c.xm.Account(ctx, g.login, "")
		if g.blind = resale.CodeOf(err); err == nil {
			g.subs = account.Subscriptions
			return nil
		}
	}
	if g.blind != resale.CodeNeeded {
		return nil
	}
	for _, i := range g.watched {
		named := i.Purchase.Subscription
		if named == 0 || !g.waits(i) || slices.ContainsFunc(g.subs, func(s resale.Subscription) bool { return s.ID == named }) {
			continue
		}
		one, _, err := g.c.xm.Subscription(ctx, g.login, named)
		if err == nil {
			g.subs = append(g.subs, one)
		}
	}
	return nil
}

// sees tells whether what an invoice brings would be seen.
func (g *glimpse) sees(i storage.Invoice) bool {
	return g.blind == "" || slices.ContainsFunc(g.subs, func(s resale.Subscription) bool { return s.ID == i.Purchase.Subscription })
}

// takeIn gives how what was seen is taken into a member's invoices.
func (g *glimpse) takeIn(all []storage.Invoice) step {
	a := newArrivals(g.member.Panel, g.subs, all)
	return func(all []storage.Invoice, n int, now time.Time) (news []InvoiceNewsKind, brought resale.Subscription) {
		i := all[n]
		seen, ok := g.seen[i.ID]
		switch code, lost := g.lost[i.ID]; {
		case i.Panel != g.member.Panel:
			all[n], news = unseen(i, resale.OtherPanel, now)
			return news, brought
		case lost && code == resale.NotFound && !i.Owed() && i.Fails+1 >= missesMost && now.Sub(i.At) > missesOld:
			seen = resale.Invoice{ID: i.ID, State: resale.InvoiceOver}
		case lost:
			all[n], news = unseen(i, code, now)
			return news, brought
		case !ok: // it came to be known while the panel was asked
			return nil, brought
		}
		s := invoiceSight{now: seen, coded: g.coded && i.Purchase.Subscription == 0}
		if g.waits(i) {
			if sub, arrived := a.of(i, g.made(i, seen)); arrived {
				s.arrived = &sub
			} else if !g.sees(i) {
				s.blind = g.blind
			}
		}
		all[n], news = turn(i, s, now)
		if s.arrived != nil && all[n].State == storage.InvoiceDelivered {
			brought = *s.arrived
			a.take(i, brought, all)
		}
		return news, brought
	}
}
