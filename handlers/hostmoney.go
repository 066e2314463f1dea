package handlers

import (
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
)

// ownerName is what a panel calls the customer of an invoice, payment or
// service: by name where it says so, else by number.
func ownerName(r resale.Record) string {
	for _, name := range []string{"client", "customer", "user"} {
		if inner := r.Inner(name); len(inner.Fields) > 0 {
			return shorten(inner.Label(), 40)
		}
	}
	if name := r.Text("client_name", "customer_name", "company_name"); name != "" {
		return shorten(name, 40)
	}
	if id := r.Ref(resale.Customers); id != "" {
		return shorten("#"+id, 40)
	}
	return "—"
}

// gatewayOf is how a payment came.
func gatewayOf(r resale.Record) string {
	return r.Text("gateway", "payment_method", "method", "gateway_name", "payment_gateway")
}

// paidAt is when a payment came in, as far as the panel says.
func paidAt(r resale.Record) time.Time {
	if at := r.Paid(); !at.IsZero() {
		return at
	}
	return r.Created()
}

// cardRow leads to a record's card, if its id fits a button.
func cardRow(label string, kind resale.RecordKind, id string) [][]chat.Button {
	if target := openHost(kind, id); id != "" && len(target) <= maxTarget {
		return [][]chat.Button{row(goTo(label, target))}
	}
	return nil
}

// payTarget is the way to record a payment of an invoice, "" for one whose id
// fits no button.
func payTarget(invoice string) string {
	if target := "hostpay " + invoice; invoice != "" && len(target) <= maxTarget {
		return target
	}
	return ""
}
