package sandbox

import (
	"slices"
	"time"
)

// XMInvoiceState is how far an invoice is.
type XMInvoiceState string

// The states.
const (
	XMPending   XMInvoiceState = "Pending"
	XMPaid      XMInvoiceState = "Paid"
	XMCancelled XMInvoiceState = "Cancelled"
	XMExpired   XMInvoiceState = "Expired"
	XMRefunded  XMInvoiceState = "Refunded"
)

// XMInvoice is what is to be paid, or was.
type XMInvoice struct {
	Number    int64
	ID        string
	Email     string
	Plan      int64
	Billing   string // month, quater, semiannual, annual or topup_traffic
	Quantity  int
	Service   int64  // that is renewed or gets traffic; 0: a new one
	Amount    string // to be paid, in US dollars, after Discount
	Discount  string
	State     XMInvoiceState
	Created   time.Time
	Paid      time.Time
	Pays      int       // how often it was asked how to pay it
	Gateway   int64     // the last that was asked
	CodeEnds  time.Time // the end of the last payment code; zero: it has none
	Charged   int       // how often its money was taken: never more than once
	Delivered bool      // what was paid for is there

	shown time.Time // since then somebody could pay
	due   time.Time // when it is delivered; zero: not by itself
}

// AddInvoice puts an invoice into the panel, pending unless it says otherwise,
// and gives its ID.
func (p *XMPanel) AddInvoice(i XMInvoice) (id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer p.changed()
	return p.issue(i).ID
}

// Invoice gives a copy of an invoice, after what is due was delivered; false
// when there is none.
func (p *XMPanel) Invoice(id string) (XMInvoice, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := p.state.invoices[id]
	if i == nil {
		return XMInvoice{}, false
	}
	if a := p.state.account(i.Email); a != nil {
		p.deliverDue(a, p.now())
	}
	return *i, true
}

// Invoices gives copies of an account's invoices, oldest first; of "" all.
func (p *XMPanel) Invoices(email string) []XMInvoice {
	p.mu.Lock()
	defer p.mu.Unlock()
	var copies []XMInvoice
	if a := p.state.account(email); a != nil {
		for _, i := range a.invoices {
			copies = append(copies, *i)
		}
	}
	if email == "" {
		for _, i := range p.state.invoices {
			copies = append(copies, *i)
		}
		slices.SortFunc(copies, func(a, b XMInvoice) int { return int(a.Number - b.Number) })
	}
	return copies
}

// MarkPaid has somebody's money for an invoice arrive, also after its code has
// ended or it was cancelled, and also of a manual gateway: its owner confirms.
// It tells whether that was news.
func (p *XMPanel) MarkPaid(id string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := p.state.invoices[id]
	if i == nil || i.State == XMPaid || i.State == XMRefunded {
		return false
	}
	p.settle(i, p.now())
	p.changed()
	return true
}

// Deliver gives what a paid invoice was for, once.
func (p *XMPanel) Deliver(id string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := p.state.invoices[id]
	if i == nil || i.State != XMPaid || i.Delivered {
		return false
	}
	p.deliver(i, p.now())
	p.changed()
	return true
}

// Cancel ends a pending invoice, as its customer or the panel's owner does.
func (p *XMPanel) Cancel(id string) bool { return p.end(id, XMCancelled) }

// Expire ends a pending invoice that is too old.
func (p *XMPanel) Expire(id string) bool { return p.end(id, XMExpired) }

func (p *XMPanel) end(id string, state XMInvoiceState) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := p.state.invoices[id]
	if i == nil || i.State != XMPending {
		return false
	}
	i.State = state
	delete(p.state.shown, id)
	p.changed()
	return true
}
