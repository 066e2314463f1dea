package ops

import (
	"cmp"
	"strings"

	"resellerbot/internal/resale"
)

// wishText gives the first of these fields that a wish has, as text.
func wishText(w resale.RecordWish, names ...string) string {
	for _, name := range names {
		for _, f := range w.Fields {
			if f.Name != name {
				continue
			}
			if f.Number != nil {
				return f.Number.String()
			}
			if text := strings.TrimSpace(f.Text); text != "" {
				return text
			}
		}
	}
	return ""
}

// wishName is what people will call what they wish for.
func wishName(kind resale.RecordKind, w resale.RecordWish) string {
	if kind == resale.HostPayments {
		return wishText(w, "transaction_id")
	}
	person := strings.TrimSpace(wishText(w, "first_name") + " " + wishText(w, "last_name"))
	return cmp.Or(wishText(w, "name", "domain", "hostname"), person, wishText(w, "email", "url"))
}

// named is what people call a record; one without a name of its own is called what
// somebody wished for.
func named(r resale.Record, w resale.RecordWish) string {
	if label := r.Label(); label != "?" && label != "#"+r.ID {
		return label
	}
	return cmp.Or(wishName(r.Kind, w), r.Label())
}

// natural is what a new record shares with those that it could be mistaken for:
// of invoices and services the customer, of others the name.
func natural(kind resale.RecordKind, w resale.RecordWish) string {
	switch kind {
	case resale.Customers:
		return wishText(w, "email")
	case resale.HostInvoices, resale.HostServices:
		return wishText(w, "client_id")
	case resale.HostPayments:
		return wishText(w, "transaction_id", "invoice_id", "client_id")
	case resale.HostHooks:
		return wishText(w, "url")
	}
	return wishText(w, "name", "hostname")
}

// mistakable tells of a record that could be taken for what is wished for.
func mistakable(kind resale.RecordKind, w resale.RecordWish, r resale.Record) bool {
	wished := natural(kind, w)
	switch kind {
	case resale.Customers:
		return wished == "" || strings.EqualFold(r.Email(), wished)
	case resale.HostInvoices, resale.HostServices:
		owner := resale.Record{Kind: resale.Customers, ID: wished, UUID: wished}
		return wished == "" || r.Ref(resale.Customers) == "" || r.BelongsTo(owner)
	case resale.HostPayments:
		return r.Transaction() == wishText(w, "transaction_id")
	case resale.HostHooks:
		return wished == "" || strings.EqualFold(r.Text("url", "endpoint"), wished)
	}
	return wished == "" || strings.EqualFold(cmp.Or(r.Text("name", "hostname"), r.Label()), wished)
}
