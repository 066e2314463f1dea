package resale

import (
	"encoding/json"
	"time"

	"github.com/govalues/decimal"
)

// RecordWish is what a person wants written into a Record.
type RecordWish struct {
	Fields []WishField
	Lines  []InvoiceLine // of an invoice: all that it is to have
	// Was is, of a change of the lines, how they were when the person saw them:
	// they are not changed if they are otherwise by now.
	Was []InvoiceLine `json:",omitempty"`
	// Beside are, of a change, fields that are not written but were shown with it,
	// with how they were: nothing is changed if they are otherwise by now.
	Beside []WishField `json:",omitempty"`
}

// WishField is one field to write. The first that is there counts: Number,
// Flag, List, else Text, which may be empty.
type WishField struct {
	Name   string // as the panel calls it: "due_date"
	Text   string
	Number *decimal.Decimal
	Flag   *bool
	List   []string
	// Was is, of a change, the field as the panel showed it to the person, see
	// Record.Raw: it is not written if it is otherwise by now. Without it, it is
	// written whatever it was.
	Was  json.RawMessage `json:",omitempty"`
	Also []string        `json:",omitempty"` // how else the panel may spell it
}

// HostPayment is the money that an invoice is paid with.
type HostPayment struct {
	Amount      decimal.Decimal
	Gateway     string          // "manual"
	Transaction string          // the payment's own number, by which a repeat is recognized
	Left        decimal.Decimal `json:",omitzero"` // what was left to pay when the person was shown it; zero: nobody was
	Unsure      bool            `json:",omitzero"` // and that less may be left, for not all payments could be seen
}

// HostVerb is what can be done to a hosting service. Its value is the path.
type HostVerb string

// The verbs.
const (
	Provision HostVerb = "provision"
	Suspend   HostVerb = "suspend"
	Unsuspend HostVerb = "unsuspend"
	Terminate HostVerb = "terminate"
)

// HostEvent is what a hosting panel tells by a webhook.
type HostEvent struct {
	Name   string     // "invoice.paid"
	Kind   RecordKind // what it is about; "" of an event that is not known
	Object string     // the id of what it is about, or its uuid, or an invoice's number: "INV-7", and of digits alone "#7"
	At     time.Time  // UTC
	Zoned  bool       // false: the panel did not say of which zone the time is
	Record Record     // what was sent along, which is less than the panel shows
}
