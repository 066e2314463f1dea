package storage

import (
	"errors"
	"time"

	"resellerbot/internal/resale"
)

// InvoiceKind is what an invoice is for.
type InvoiceKind string

// The kinds of an invoice.
const (
	InvoiceNew   InvoiceKind = "new"   // a subscription that there was not
	InvoiceRenew InvoiceKind = "renew" // a later end of one
	InvoiceTopUp InvoiceKind = "topup" // more traffic for one
	InvoiceOther InvoiceKind = "other" // it was not made here, and does not say
)

// InvoiceState is how far an invoice came.
type InvoiceState string

// The states of an invoice.
const (
	InvoiceOpen      InvoiceState = "open"      // not paid, as far as is known
	InvoicePaid      InvoiceState = "paid"      // the panel says that it is paid, and does not show what was bought yet
	InvoiceDelivered InvoiceState = "delivered" // what was bought is there
	InvoiceOver      InvoiceState = "over"      // cancelled or expired at the panel
	InvoiceStuck     InvoiceState = "stuck"     // paid, and what was bought did not come: its reseller has to look
)

// What the payment message of an invoice says, see Invoice.Shown.
const (
	ShownNothing = ""        // there is none
	ShownCode    = "code"    // how to pay
	ShownExpired = "expired" // that the code is over
	ShownOver    = "over"    // that the invoice is over
	ShownPaid    = "paid"    // that it was paid
)

// Invoice is a bill of a panel that a member of a store is to pay, or paid.
type Invoice struct {
	Chat    int64  `json:"chat"`   // the reseller's
	Person  int64  `json:"person"` // the customer
	Lang    string `json:"lang,omitempty"`
	Name    string `json:"name,omitempty"`  // the customer's, as Telegram says it
	Email   string `json:"email,omitempty"` // of the account at the panel
	Panel   string `json:"panel"`           // see PanelOf
	BaseURL string `json:"base_url,omitempty"`
	ID      string `json:"id"`            // as the panel calls it
	Act     string `json:"act,omitempty"` // the key of the act that made it

	Purchase resale.Purchase `json:"purchase,omitzero"`
	Kind     InvoiceKind     `json:"kind"`
	Amount   resale.Sum      `json:"amount,omitzero"`
	State    InvoiceState    `json:"state"`
	Code     string          `json:"code,omitempty"` // a resale.Code: why what was paid cannot be seen

	Gateway  resale.Gateway `json:"gateway,omitzero"`   // that was chosen last
	Payment  resale.Payment `json:"payment,omitzero"`   // its times are put right by our clock
	Pictured bool           `json:"pictured,omitempty"` // Payment has a picture, see WithPicture; unset it with a new Payment
	PaidWith string         `json:"paid_with,omitempty"`
	Offered  time.Time      `json:"offered,omitzero"` // when Payment was made
	Shown    string         `json:"shown,omitempty"`

	Before []SubMark `json:"before,omitempty"` // what the member had before it was paid
	Blind  bool      `json:"blind,omitempty"`  // what they had could not be read
	Missed bool      `json:"missed,omitempty"` // who has a second step looked, and it was not there
	Adds   int64     `json:"adds,omitempty"`   // bytes that a top-up brings, 0 when not known
	Got    int64     `json:"got,omitempty"`    // the subscription that it brought, or was for

	At    time.Time `json:"at"`              // when it came to be known here; filled in when zero
	Paid  time.Time `json:"paid,omitzero"`   // when it was seen to be paid, by our clock
	Ended time.Time `json:"ended,omitzero"`  // when its state became final, or nobody looks any more
	Next  time.Time `json:"next,omitzero"`   // when it is looked at; zero for never
	Looks int       `json:"looks,omitempty"` // since its state last changed
	Fails int       `json:"fails,omitempty"` // looks in a row that showed nothing

	Refunded  bool `json:"refunded,omitempty"`  // its reseller gave the money back, or will: nothing is owed
	Forgotten bool `json:"forgotten,omitempty"` // its person wants to be forgotten: nobody is told any more
}

// SubMark is what a subscription was like at a moment.
type SubMark struct {
	ID      int64     `json:"id"`
	Expires time.Time `json:"expires,omitzero"`
	Traffic int64     `json:"traffic"`
}

// InvoiceKey says which invoice it is.
type InvoiceKey struct {
	Chat   int64
	Person int64
	ID     string
}

// invoiceIDMost is how long a panel's id of an invoice may be, in bytes.
const invoiceIDMost = 128

// Key names the invoice.
func (i Invoice) Key() InvoiceKey { return InvoiceKey{Chat: i.Chat, Person: i.Person, ID: i.ID} }

// Member names the account that it belongs to.
func (i Invoice) Member() MemberKey { return MemberKey{Chat: i.Chat, Person: i.Person} }

func (k InvoiceKey) bytes() []byte { return join(intKey(k.Chat), intKey(k.Person), []byte(k.ID)) }

func invoiceKeyOf(b []byte) InvoiceKey {
	return InvoiceKey{Chat: keyInt(b), Person: keyInt(b[8:]), ID: string(b[16:])}
}

// stateKey sorts the states of invoices; every one is a byte.
func (s InvoiceState) stateKey() []byte {
	for i, known := range []InvoiceState{InvoiceOpen, InvoicePaid, InvoiceDelivered, InvoiceOver, InvoiceStuck} {
		if s == known {
			return []byte{byte(i + 1)}
		}
	}
	return []byte{0}
}

// indexes are the rows that lead to an invoice; none to the zero Invoice.
func (i Invoice) indexes() map[bucket][]byte {
	if i.ID == "" {
		return nil
	}
	chat, rest := intKey(i.Chat), join(timeKey(i.At), intKey(i.Person), []byte(i.ID))
	all := map[bucket][]byte{
		invoicePerson: join(intKey(i.Person), chat, []byte(i.ID)),
		invoiceListed: join(chat, rest),
		invoiceStates: join(chat, i.State.stateKey(), rest),
	}
	if !i.Next.IsZero() {
		all[invoiceDue] = join([]byte(i.Panel), timeKey(i.Next), i.Key().bytes())
	}
	if !i.Paid.IsZero() {
		all[invoicePayments] = join(chat, timeKey(i.Paid), intKey(i.Person), []byte(i.ID))
	}
	if !i.Ended.IsZero() {
		all[invoiceEnded] = join(timeKey(i.Ended), i.Key().bytes())
	}
	return all
}

// Invoice gives an invoice, and whether it is known here. See WithPicture.
func (tx *Tx) Invoice(key InvoiceKey) (Invoice, bool, error) {
	return load[Invoice](tx, invoiceRows, key.bytes())
}

// SaveInvoice puts an invoice in the place of its key's former row. The picture
// of its payment is kept while somebody may pay by it.
func (tx *Tx) SaveInvoice(i Invoice) error {
	if i.Chat == 0 || i.Person == 0 || i.ID == "" || len(i.ID) > invoiceIDMost || len(i.Panel) != panelLength {
		return errors.New("save invoice: no chat, person, id or panel")
	}
	was, _, err := tx.Invoice(i.Key())
	if err != nil {
		return err
	}
	if i.At.IsZero() {
		i.At = tx.now()
	}
	if i, err = tx.savePicture(i); err != nil {
		return err
	}
	i.At, i.Paid, i.Ended, i.Next, i.Offered = i.At.UTC(), i.Paid.UTC(), i.Ended.UTC(), i.Next.UTC(), i.Offered.UTC()
	if err := tx.changeIndexes(was.indexes(), i.indexes()); err != nil {
		return err
	}
	return save(tx, invoiceRows, i.Key().bytes(), i)
}

// DropInvoice forgets an invoice; none is no error. At the panel it stays.
func (tx *Tx) DropInvoice(key InvoiceKey) error {
	was, found, err := tx.Invoice(key)
	if err != nil || !found {
		return err
	}
	if err := tx.changeIndexes(was.indexes(), nil); err != nil {
		return err
	}
	if err := tx.drop(invoicePictures, key.bytes()); err != nil {
		return err
	}
	return tx.drop(invoiceRows, key.bytes())
}
