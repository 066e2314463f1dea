package ops

import (
	"cmp"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// What a member's acts about invoices are about.
const (
	xmPurchase xmThing = "xm purchase"
	xmPayment  xmThing = "xm payment"
)

// billIntent is what the journal keeps of an act about an invoice.
type billIntent struct {
	Member   storage.MemberKey   `json:"member"`
	Kind     storage.InvoiceKind `json:"kind,omitempty"` // of one to make
	Purchase resale.Purchase     `json:"purchase,omitzero"`
	Known    []string            `json:"known,omitempty"` // ids of the invoices that there were before
	Adds     int64               `json:"adds,omitempty"`  // bytes that a top-up brings

	Aware []string `json:"aware,omitempty"` // those for the same that are paid and owed, and one more is wanted all the same

	ID      string         `json:"id,omitempty"` // of one to pay
	Gateway resale.Gateway `json:"gateway,omitzero"`

	Before []storage.SubMark `json:"before,omitempty"` // what the member had
	Blind  bool              `json:"blind,omitempty"`  // it could not be read

	found *resale.Invoice // what prepare saw: the one for the same thing, or the one to pay
	paid  *resale.Invoice // what prepare saw: one for the same, paid and owed
	good  bool            // how to pay it is known, and still good
}

// billResult is what the journal keeps of how such an act ended.
type billResult struct {
	Now     resale.Invoice `json:"now,omitzero"`
	Again   bool           `json:"again,omitempty"`
	payment resale.Payment // kept with the invoice alone: it may hold a picture
}

func ofBill(r billResult) result { return result{Bill: &r} }

// meets tells whether two acts of one member are about the same: purchases are,
// whatever is bought, for one more would make it impossible to tell what became
// of the first.
func (b *billIntent) meets(other *billIntent) bool { return b.ID == other.ID }

// tell fills the outcome with what is known.
func (b *billIntent) tell(out *Outcome, end result) {
	v := &InvoiceOutcome{}
	if end.Bill != nil {
		v.Now, v.Again = end.Bill.Now, end.Bill.Again
	}
	out.Invoice = v
	out.Name = cmp.Or(b.Purchase.Plan, v.Now.Plan, b.ID, v.Now.ID)
}

// kindOf tells what an invoice is for by what the panel says of it.
func kindOf(i resale.Invoice) storage.InvoiceKind {
	switch {
	case i.Period == resale.TopUp:
		return storage.InvoiceTopUp
	case i.Subscription != 0:
		return storage.InvoiceRenew
	}
	return storage.InvoiceOther
}

// purchaseOf is what an invoice that was not made here is for.
func purchaseOf(i resale.Invoice) resale.Purchase {
	return resale.Purchase{PlanID: i.PlanID, Plan: i.Plan, Period: i.Period, Quantity: i.Quantity, Subscription: i.Subscription}
}
