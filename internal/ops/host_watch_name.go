package ops

import (
	"slices"

	"resellerbot/internal/resale"
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
	for _, name := range []struct{ sort, text string }{{"id ", id}, {"uuid ", r.UUID}, {"no ", number}} {
		if name.text != "" {
			names = append(names, name.sort+name.text)
		}
	}
	if len(names) == 0 && object != "" {
		names = append(names, "id "+object)
	}
	return names
}

// describe takes over what a thing is called and about.
func (s *hostLook) describe(r resale.Record, object string) {
	k := &s.sight
	for _, name := range hostNames(r, object) {
		if !slices.Contains(k.Names, name) {
			k.Names = append(k.Names, name)
		}
	}
	if r.ID != "" && (k.ID == "" || r.ID != r.UUID) {
		k.ID = r.ID
	} else if k.ID == "" {
		k.ID = object
	}
	if label := r.Label(); label != "" && (k.Label == "" || label != "#"+r.ID) {
		k.Label = label
	}
	if who := hostOwner(r); who != "" {
		k.Customer = who
	}
	if total := r.Total(); total.Known && (total.Unit != "" || k.Total.Unit == "") { // webhooks may leave the currency out
		k.Total = total
	}
	if due := r.Due(); !due.IsZero() {
		k.Due = due
	}
}

// hostOwner names the customer of an invoice or service as far as its own row
// does, or "".
func hostOwner(r resale.Record) string {
	for _, name := range []string{"client", "customer", "user"} {
		if who := r.Inner(name); len(who.Fields) > 0 {
			return who.Label()
		}
	}
	if name := r.Text("client_name", "customer_name", "user_name", "client_email", "customer_email"); name != "" {
		return name
	}
	if id := r.Ref(resale.Customers); id != "" {
		return "#" + id
	}
	return ""
}
