package ops

import (
	"context"
	"errors"

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
}

// InvoiceNewsKind is what there is to tell of an invoice.
type InvoiceNewsKind string

// The news. Each is told once.
const (
	InvoicePaid      InvoiceNewsKind = "paid"         // to the customer: the payment was seen, what was bought follows; with Invoice.Code CodeNeeded: it can be looked at with a code of theirs only
	InvoiceDelivered InvoiceNewsKind = "delivered"    // to the customer: here it is
	InvoiceLate      InvoiceNewsKind = "late"         // to the customer: what was stuck is here now; without a Subscription: their reseller says so
	InvoiceStuck     InvoiceNewsKind = "stuck"        // to the customer: paid, and it did not come; their reseller knows
	InvoiceGone      InvoiceNewsKind = "gone"         // to the customer: it was cancelled, or expired, at the panel
	CodeExpired      InvoiceNewsKind = "code_expired" // to the customer: what they were shown to pay with is over
	PaidForReseller  InvoiceNewsKind = "paid_for"     // to the reseller
	StuckForReseller InvoiceNewsKind = "stuck_for"    // to the reseller, with all that is known
)

// ForReseller tells whose news they are.
func (k InvoiceNewsKind) ForReseller() bool { return k == PaidForReseller || k == StuckForReseller }

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

// MemberInvoices is what is due of one member.
type MemberInvoices struct {
	Member storage.MemberKey
	Panel  string
}

var errNotYet = errors.New("not yet")

// Buy makes an invoice, once. An unpaid one for the same thing is given instead
// of a new one. Refused with resale.Unpaid: the panel wants another one paid
// first, which the outcome shows.
func (o *Ops) Buy(ctx context.Context, a Act, key storage.MemberKey, p resale.Purchase) (Outcome, error) {
	return Outcome{}, errNotYet
}

// RenewSubscription makes an invoice for a later end of a subscription, once;
// else as Buy.
func (o *Ops) RenewSubscription(ctx context.Context, a Act, key storage.MemberKey, subscription int64) (Outcome, error) {
	return Outcome{}, errNotYet
}

// AddTraffic makes an invoice for more traffic of a subscription, once; else as
// Buy.
func (o *Ops) AddTraffic(ctx context.Context, a Act, key storage.MemberKey, subscription, plan int64) (Outcome, error) {
	return Outcome{}, errNotYet
}

// Pay asks the panel, once, how an invoice is paid with a gateway. What it said
// before is given again while it is good. One that was paid meanwhile is Done,
// and Outcome.Invoice.Now says so.
func (o *Ops) Pay(ctx context.Context, a Act, key storage.MemberKey, id string, g resale.Gateway) (Outcome, error) {
	return Outcome{}, errNotYet
}

// Invoices gives a member's invoices, those to pay first.
func (o *Ops) Invoices(ctx context.Context, key storage.MemberKey) ([]InvoiceView, error) {
	return nil, errNotYet
}

// Invoice gives one of a member's invoices. NotFound: there is none.
func (o *Ops) Invoice(ctx context.Context, key storage.MemberKey, id string) (InvoiceView, error) {
	return InvoiceView{}, errNotYet
}

// Gateways gives the ways to pay at a chat's panel.
func (o *Ops) Gateways(ctx context.Context, chat int64) ([]resale.Gateway, error) {
	return nil, errNotYet
}

// CheckInvoice looks at once whether an invoice was paid and delivered.
func (o *Ops) CheckInvoice(ctx context.Context, key storage.MemberKey, id string, tell TellInvoice) (InvoiceView, error) {
	return InvoiceView{}, errNotYet
}

// InvoicesWaiting gets a value soon after an invoice is to be watched.
func (o *Ops) InvoicesWaiting() <-chan struct{} { return nil }

// DueInvoicePanels gives the panels with invoices that are due, the longest due
// first, without those that rest after a failure.
func (o *Ops) DueInvoicePanels(ctx context.Context) ([]string, error) { return nil, errNotYet }

// DueInvoices gives the members of a panel who have an invoice that is due, the
// longest due first.
func (o *Ops) DueInvoices(ctx context.Context, panel string, limit int) ([]MemberInvoices, error) {
	return nil, errNotYet
}

// LookAtInvoices looks at all watched invoices of a member at once, and tells
// what is new.
func (o *Ops) LookAtInvoices(ctx context.Context, m MemberInvoices, tell TellInvoice) error {
	return errNotYet
}

// InvoicesAt gives the invoices of a chat's store in a state, all for "", the
// newest first, from a cursor on: "" or what it gave as next, which is "" at
// the end.
func (o *Ops) InvoicesAt(ctx context.Context, chat int64, state storage.InvoiceState, cursor string) (invoices []storage.Invoice, next string, err error) {
	return nil, "", errNotYet
}

// StuckInvoices gives the invoices of a chat's store that were paid and brought
// nothing, the newest first, at most 50.
func (o *Ops) StuckInvoices(ctx context.Context, chat int64) ([]storage.Invoice, error) {
	return nil, errNotYet
}

// SettleStuck takes the word of a reseller that what was paid is there, and
// tells the customer. NotFound: the chat has no such invoice. One that is not
// stuck stays as it is.
func (o *Ops) SettleStuck(ctx context.Context, chat int64, key storage.InvoiceKey, tell TellInvoice) (storage.Invoice, error) {
	return storage.Invoice{}, errNotYet
}

// IsMembers tells whether an act of the journal is a store's customer's, not
// its reseller's.
func IsMembers(row storage.Entry) bool { return row.Provider == "xmplus" }
