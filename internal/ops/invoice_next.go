package ops

import (
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// How often invoices are looked at, and for how long.
const (
	paySoon       = 8 * time.Second     // while somebody may be paying
	payLong       = time.Hour           // of a way to pay that is good for long; then it gets rarer
	paySlow       = time.Minute         // the rarest while it is good
	lateFor       = 3 * 24 * time.Hour  // after its end: coins may arrive late
	idleFor       = 7 * 24 * time.Hour  // without any way to pay, and what is stuck
	byHandFor     = 14 * 24 * time.Hour // until somebody confirmed it
	deliveryFor   = 6 * time.Minute     // from the payment until it is stuck
	deliveryLooks = 5                   // at least: the panel may have been away
	unseenFor     = 30 * time.Minute    // the same, when the panel does not show what there is
	downFor       = 6 * time.Hour       // the same, when the panel does not answer
	codeFor       = 24 * time.Hour      // the same, when only a code of the member's shows it, and none comes
	failsOfPanel  = 4
	failFirst     = 10 * time.Second
	failLast      = 10 * time.Minute
)

// nextInvoiceLook tells when an invoice is looked at after now, zero for never.
func nextInvoiceLook(i storage.Invoice, now time.Time) time.Time {
	wait := time.Duration(0)
	switch i.State {
	case storage.InvoiceOpen:
		wait = openWait(i, now)
	case storage.InvoicePaid:
		wait = deliveryWait(i.Looks)
		if awaitsCode(i) {
			wait = max(codeDue(i).Sub(now), paySoon)
		}
	case storage.InvoiceStuck:
		wait = within(now.Sub(i.Paid), idleFor, 10, 5*time.Minute, time.Hour)
	case storage.InvoiceOver:
		if !i.Offered.IsZero() && !i.Refunded {
			wait = within(now.Sub(i.Ended), lateFor, 10, 5*time.Minute, time.Hour)
		}
	case storage.InvoiceDelivered:
	}
	if wait == 0 {
		return time.Time{}
	}
	if i.Fails > 0 {
		wait = max(wait, min(failFirst<<min(i.Fails-1, 10), failLast))
	}
	next := now.Add(wait)
	if end := i.Payment.Expires; i.State == storage.InvoiceOpen && i.Fails == 0 && now.Before(end) && end.Before(next) {
		next = end // to say so in time
	}
	return next.UTC()
}

// openWait is for one that is not paid.
func openWait(i storage.Invoice, now time.Time) time.Duration {
	age, end := now.Sub(i.Offered), i.Payment.Expires
	switch {
	case i.Offered.IsZero():
		return within(now.Sub(i.At), idleFor, 10, 5*time.Minute, time.Hour)
	case i.Payment.Kind == resale.PayNothing:
		return within(age, byHandFor, 10, 30*time.Second, 10*time.Minute)
	case end.IsZero() && age < payEndless:
		return paySoon
	case end.IsZero():
		return within(age, idleFor, 20, paySoon, 5*time.Minute)
	case !now.Before(end):
		return within(now.Sub(end), lateFor, 10, 30*time.Second, 10*time.Minute)
	case age < payLong:
		return paySoon
	}
	return within(age, age+1, int64(payLong/paySoon), paySoon, paySlow)
}

// deliveryWait is for one that was just paid: what was bought mostly comes at
// once.
func deliveryWait(looks int) time.Duration {
	switch {
	case looks < 2:
		return 2 * time.Second
	case looks == 2:
		return 3 * time.Second
	}
	return 5 * time.Second
}

// within is a part of an age, between a least and a most; 0 when the age is
// over.
func within(age, over time.Duration, part int64, least, most time.Duration) time.Duration {
	if age >= over {
		return 0
	}
	return min(max(age/time.Duration(part), least), most)
}
