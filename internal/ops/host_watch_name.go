package ops

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"resellerbot/internal/resale"
)

// hostText is how much is kept of what a panel calls a thing, in characters.
const hostText = 200

// namesMost is how many names of one thing are known: a number may change.
const namesMost = 8

// The sorts of names.
const (
	byID     = "id "
	byUUID   = "uuid "
	byNumber = "no "
)

// hostNames are what a thing of a panel is known by: webhooks tell an id, or a
// uuid, or an invoice's number. An id and a number that are the same digits may
// be two things.
func hostNames(r resale.Record, object string) (names []string) {
	id := r.ID
	if id == r.UUID {
		id = ""
	}
	number := r.Text("invoice_number", "number", "invoice_no", "service_number")
	if !strings.ContainsAny(number, "123456789") || len(number) > hostText {
		number = "" // "Draft": it has none yet, like others
	}
	for _, name := range []struct{ sort, text string }{{byID, id}, {byUUID, r.UUID}, {byNumber, number}} {
		if name.text != "" {
			names = append(names, name.sort+name.text)
		}
	}
	if len(names) == 0 && object != "" {
		names = append(names, byID+object)
	}
	return names
}

// hostFacts are what is read out of a row or webhook, before the transaction
// that takes it in: reading is slow, and others wait for transactions.
type hostFacts struct {
	kind         resale.RecordKind
	id           string // what the panel takes in paths, or the best that was said
	sure         bool   // it is that
	names        []string
	label        string
	customer     string
	total, owed  resale.Sum // owed: unpaid of a new service, as far as it was read
	due, created time.Time
	paid         time.Time // zero: it is not, or the panel does not say when
	state        resale.RecordState
}

func hostFactsOf(kind resale.RecordKind, r resale.Record, object string) hostFacts {
	r.Kind = kind
	f := hostFacts{
		kind: kind, id: object, sure: r.ID != "" && r.ID != r.UUID, names: hostNames(r, object), label: clipped(r.Label()), customer: clipped(hostOwner(r)),
		total: r.Total(), due: r.Due(), created: r.Created(), paid: r.Paid(), state: r.State(),
	}
	if r.ID != "" {
		f.id = r.ID
	}
	if f.label == "#"+r.ID {
		f.label = ""
	}
	return f
}

func clipped(text string) string {
	if len(text) <= hostText {
		return text
	}
	all := []rune(text)
	return string(all[:min(len(all), hostText)])
}

// describe takes over what a thing is called and about.
func (s *hostLook) describe(f hostFacts) {
	k := &s.sight
	for _, name := range f.names {
		if len(k.Names) < namesMost && !slices.Contains(k.Names, name) {
			k.Names = append(k.Names, name)
		}
	}
	if k.ID == "" || f.sure {
		k.ID = f.id
	}
	if f.label != "" {
		k.Label = f.label
	}
	if f.customer != "" {
		k.Customer = f.customer
	}
	if f.total.Known {
		f.total.Unit = cmp.Or(f.total.Unit, k.Total.Unit) // webhooks may leave the currency out
		k.Total = f.total
	}
	if !f.due.IsZero() {
		k.Due = f.due
	}
}

// hostOwner names the customer of an invoice or service as far as its own row
// does, or "".
func hostOwner(r resale.Record) string {
	if who := r.Owner(); len(who.Fields) > 0 {
		return who.Label()
	}
	if name := r.Text("client_name", "customer_name", "client_email", "customer_email"); name != "" {
		return name
	}
	if id := r.Ref(resale.Customers); id != "" {
		return "#" + id
	}
	return ""
}
