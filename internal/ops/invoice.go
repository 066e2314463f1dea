package ops

import (
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// InvoiceOutcome is what an Outcome says of an act about an invoice.
type InvoiceOutcome struct {
	Invoice storage.Invoice // as it is kept here, with how to pay it
	Now     resale.Invoice  // as the panel showed it last
	Again   bool            // an unpaid one for the same thing was there, nothing new was made; of Pay: the way to pay that was shown before is still good
}

// InvoiceView is an invoice of a member as their panel shows it, and what is
// kept of it here.
type InvoiceView struct {
	Now  resale.Invoice
	Kept storage.Invoice
	Has  bool // Kept is set
	// Twin is paid and owed, and for the same as this one, which is not paid: who
	// pays it too pays twice. Nil for none; only of a single invoice.
	Twin *storage.Invoice
}

// InvoiceNewsKind is what there is to tell of an invoice.
type InvoiceNewsKind string

// The news. Each is told once.
const (
	InvoicePaid      InvoiceNewsKind = "paid"         // to the customer: the payment was seen, what was bought follows; with Invoice.Code CodeNeeded: it can be looked at with a code of theirs only
	InvoiceDelivered InvoiceNewsKind = "delivered"    // to the customer: here it is
	InvoiceLate      InvoiceNewsKind = "late"         // to the customer: what was stuck is here now; without a Subscription: their reseller says so
	InvoiceRefunded  InvoiceNewsKind = "refunded"     // to the customer: their reseller says that the money goes back
	InvoiceStuck     InvoiceNewsKind = "stuck"        // to the customer: paid, and it did not come; their reseller knows
	InvoiceGone      InvoiceNewsKind = "gone"         // to the customer: it was cancelled, or expired, at the panel
	CodeExpired      InvoiceNewsKind = "code_expired" // to the customer: what they were shown to pay with is over
	PaidForReseller  InvoiceNewsKind = "paid_for"     // to the reseller
	StuckForReseller InvoiceNewsKind = "stuck_for"    // to the reseller, with all that is known
	LateForReseller  InvoiceNewsKind = "late_for"     // to the reseller: what was stuck came by itself, nobody has to set it up any more
)

// ForReseller tells whose news they are.
func (k InvoiceNewsKind) ForReseller() bool {
	return k == PaidForReseller || k == StuckForReseller || k == LateForReseller
}

// InvoiceNews is something to tell of an invoice.
type InvoiceNews struct {
	Kind         InvoiceNewsKind
	Invoice      storage.Invoice
	Subscription resale.Subscription // of Delivered and Late, with its link
	Store        storage.Storefront
}

// TellInvoice puts news into the outbox. It runs in the transaction that saves
// the invoice's new state, and may run more than once.
type TellInvoice func(*storage.Tx, InvoiceNews) error
