package ops

import (
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// invoiceSight is what a look showed of one invoice.
type invoiceSight struct {
	now     resale.Invoice
	arrived *resale.Subscription // what it brought, nil for nothing so far
	blind   resale.Code          // why what the member has cannot be read; "" when it was, or nobody looked
	coded   bool                 // it was read with a code of the member's
}

// turn takes what was seen into an invoice, and gives what is to be told of it.
func turn(i storage.Invoice, s invoiceSight, now time.Time) (storage.Invoice, []InvoiceNewsKind) {
	was := i.State
	i.Fails = 0
	i.Looks++
	if !i.Amount.Known {
		i.Amount = s.now.Amount
	}
	var news []InvoiceNewsKind
	switch {
	case i.State == storage.InvoiceOpen || i.State == storage.InvoiceOver:
		i, news = turnUnpaid(i, s, now)
	case s.now.State == resale.InvoiceOver: // the money was given back
		i, news = ended(i, storage.InvoiceOver, now), []InvoiceNewsKind{InvoiceGone}
	case i.Owed():
		i, news = turnPaid(i, s, now)
	}
	if i.State != was {
		i.Looks = 0
	}
	i.Next = nextInvoiceLook(i, now)
	if i.Next.IsZero() && i.Ended.IsZero() && !i.Owed() { // nobody looks any more
		i.Ended = now
	}
	return i, news
}

func turnUnpaid(i storage.Invoice, s invoiceSight, now time.Time) (storage.Invoice, []InvoiceNewsKind) {
	switch s.now.State {
	case resale.InvoicePaid:
		i.State, i.Paid, i.Ended = storage.InvoicePaid, now, time.Time{}
		if i.Shown != storage.ShownNothing {
			i.Shown = storage.ShownPaid
		}
		i, news := turnPaid(i, s, now)
		if i.State == storage.InvoicePaid && i.Code == "" {
			news = append(news, InvoicePaid)
		}
		return i, append(news, PaidForReseller)
	case resale.InvoiceOver:
		if i.State == storage.InvoiceOver {
			return i, nil
		}
		i = ended(i, storage.InvoiceOver, now)
		if i.Shown != storage.ShownNothing {
			i.Shown = storage.ShownOver
		}
		return i, []InvoiceNewsKind{InvoiceGone}
	}
	if i.State == storage.InvoiceOver { // it goes on
		i.State, i.Ended = storage.InvoiceOpen, time.Time{}
	}
	if end := i.Payment.Expires; i.Shown == storage.ShownCode && !end.IsZero() && !now.Before(end) {
		i.Shown = storage.ShownExpired
		return i, []InvoiceNewsKind{CodeExpired}
	}
	return i, nil
}

// turnPaid waits for what was bought.
func turnPaid(i storage.Invoice, s invoiceSight, now time.Time) (storage.Invoice, []InvoiceNewsKind) {
	late := i.State == storage.InvoiceStuck
	waited := now.Sub(i.Paid)
	switch {
	case s.arrived != nil:
		i, i.Got = ended(i, storage.InvoiceDelivered, now), s.arrived.ID
		if late {
			return i, []InvoiceNewsKind{InvoiceLate, LateForReseller}
		}
		return i, []InvoiceNewsKind{InvoiceDelivered}
	case s.coded, s.blind == resale.CodeNeeded:
		return turnHidden(i, s.coded, now)
	case late:
		if s.blind == "" { // it is seen by now not to be there
			i.Code = ""
		}
		return i, nil
	case s.blind == "" && waited > deliveryFor && i.Looks >= deliveryLooks, s.blind != "" && waited > unseenFor:
		return stuck(i, s.blind)
	case s.blind == "":
		i.Code = "" // no code is needed any more
	}
	return i, nil
}

// stuck tells both sides that what was paid is not seen to be there, and why it
// cannot be seen, "" when it can.
func stuck(i storage.Invoice, blind resale.Code) (storage.Invoice, []InvoiceNewsKind) {
	i.State, i.Code = storage.InvoiceStuck, string(blind)
	return i, []InvoiceNewsKind{InvoiceStuck, StuckForReseller}
}

func ended(i storage.Invoice, s storage.InvoiceState, now time.Time) storage.Invoice {
	i.State, i.Ended, i.Code = s, now, ""
	return i
}

// unseen is an invoice at which a look failed.
func unseen(i storage.Invoice, code resale.Code, now time.Time) (storage.Invoice, []InvoiceNewsKind) {
	i.Fails++
	i.Looks = 0        // when the panel is back, what was paid has its time
	if mayPass(code) { // the panel rests anyway
		i.Fails = min(i.Fails, failsOfPanel)
	}
	var news []InvoiceNewsKind
	switch waited := now.Sub(i.Paid); {
	case i.State != storage.InvoicePaid:
	case awaitsCode(i) && mayPass(code): // nobody would see more if the panel answered
		if !now.Before(codeDue(i)) {
			i, news = stuck(i, resale.CodeNeeded)
		}
	case waited > unseenFor && !mayPass(code) || waited > downFor:
		i, news = stuck(i, code)
	}
	i.Next = nextInvoiceLook(i, now)
	if i.Next.IsZero() && i.Ended.IsZero() && !i.Owed() {
		i.Ended = now
	}
	return i, news
}
