package ops

import (
	"cmp"
	"slices"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// arrivals finds out which of a member's paid invoices brought what they were
// for: by what changed, never by words. What one brought does not count for
// another.
type arrivals struct {
	subs []resale.Subscription
	used map[int64]bool // subscriptions that an invoice brought already
}

// newArrivals is for the invoices at one panel: another one has the same ids for
// other subscriptions.
func newArrivals(panel string, subs []resale.Subscription, all []storage.Invoice) *arrivals {
	a := &arrivals{subs: slices.Clone(subs), used: map[int64]bool{}}
	slices.SortFunc(a.subs, func(x, y resale.Subscription) int { return cmp.Compare(x.ID, y.ID) })
	for _, i := range all {
		if i.Got != 0 && i.Panel == panel && i.State == storage.InvoiceDelivered && i.Purchase.Subscription == 0 {
			a.used[i.Got] = true
		}
	}
	return a
}

// of gives what an invoice brought. made is when the panel made the invoice, by
// the panel's clock, zero when that is not known.
func (a *arrivals) of(i storage.Invoice, made time.Time) (resale.Subscription, bool) {
	for _, s := range a.subs {
		if a.brought(i, s, made) {
			return s, true
		}
	}
	return resale.Subscription{}, false
}

func (a *arrivals) brought(i storage.Invoice, s resale.Subscription, made time.Time) bool {
	mark, had := markIn(i.Before, s.ID)
	// Both are the panel's own times, wrong or not.
	since := !made.IsZero() && !s.Paid.IsZero() && !s.Paid.Before(made)
	longer := s.Expires.After(mark.Expires.Add(clocksApart))
	switch {
	case i.Purchase.Subscription != 0 && i.Purchase.Subscription != s.ID:
		return false
	case i.Kind == storage.InvoiceTopUp:
		return broughtTraffic(i, s, mark, had)
	case i.Purchase.Subscription != 0 && had && !s.Expires.IsZero():
		return longer
	case i.Purchase.Subscription != 0:
		return since
	case had: // it did not say that it renews one
		return i.Kind == storage.InvoiceOther && ofPlan(s, i.Purchase) && longer
	}
	return a.isNew(i, s) && (!i.Blind || since)
}

// broughtTraffic tells of more traffic. Without knowing how much there was, the
// panel's word that it is paid has to do.
func broughtTraffic(i storage.Invoice, s resale.Subscription, mark storage.SubMark, had bool) bool {
	if had {
		return s.Traffic > mark.Traffic || s.Traffic < 0
	}
	return i.Blind && i.Purchase.Subscription != 0
}

// isNew tells whether a subscription may be the new one that was paid for.
func (a *arrivals) isNew(i storage.Invoice, s resale.Subscription) bool {
	return ofPlan(s, i.Purchase) && !a.used[s.ID] && s.Link != ""
}

func ofPlan(s resale.Subscription, p resale.Purchase) bool {
	return p.PlanID == 0 || s.PlanID == 0 || p.PlanID == s.PlanID
}

// take notes what an invoice brought: others that wait for the same get a later
// mark.
func (a *arrivals) take(i storage.Invoice, s resale.Subscription, others []storage.Invoice) {
	if i.Purchase.Subscription == 0 {
		a.used[s.ID] = true
	}
	was, had := markIn(i.Before, s.ID)
	if !had {
		return
	}
	is := storage.SubMark{ID: s.ID, Expires: was.Expires, Traffic: was.Traffic}
	if i.Kind == storage.InvoiceTopUp {
		is.Traffic = s.Traffic
		if i.Adds > 0 {
			is.Traffic = min(was.Traffic+i.Adds, s.Traffic)
		}
	} else {
		is.Traffic = min(was.Traffic, s.Traffic) // it may have begun anew
		is.Expires = earlier(laterOf(was.Expires, i.At).Add(leastPeriod(i.Purchase.Period)), s.Expires)
	}
	for n := range others {
		if others[n].Key() == i.Key() || others[n].Panel != i.Panel || others[n].State == storage.InvoiceDelivered {
			continue
		}
		for m, mark := range others[n].Before {
			if mark.ID != s.ID {
				continue
			}
			mark.Expires, mark.Traffic = laterOf(mark.Expires, is.Expires), is.Traffic
			others[n].Before = slices.Clone(others[n].Before)
			others[n].Before[m] = mark
		}
	}
}

// clocksApart is by how much times that a panel wrote may differ that mean the
// same: its clock, and the zone that its reseller says it has. A renewal is for
// weeks at least.
const clocksApart = 26 * time.Hour

func markIn(marks []storage.SubMark, id int64) (storage.SubMark, bool) {
	i := slices.IndexFunc(marks, func(m storage.SubMark) bool { return m.ID == id })
	if i < 0 {
		return storage.SubMark{}, false
	}
	return marks[i], true
}

// leastPeriod is how much later an end is at least after a renewal: months
// differ, and so do clocks.
func leastPeriod(p resale.Period) time.Duration {
	const day = 24 * time.Hour
	switch p {
	case resale.Quarter:
		return 88 * day
	case resale.HalfYear:
		return 178 * day
	case resale.Year:
		return 360 * day
	}
	return 26 * day
}

func laterOf(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
