package handlers

import (
	"context"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// ownerName is what a panel calls the customer of an invoice, payment or
// service, "" where it names them by number alone.
func ownerName(r resale.Record) string {
	if who := r.Owner(); len(who.Fields) > 0 {
		return shorten(who.Label(), 40)
	}
	return shorten(r.Text("client_name", "customer_name", "company_name"), 40)
}

// hostNames gives a way to name the customer of each of some records, "" for one
// that nobody can name. The names are read only if the panel left them out.
func (d Deps) hostNames(ctx context.Context, t *dialog.Turn, records []resale.Record) func(resale.Record) string {
	var people map[string]string
	var nameless []string
	for _, r := range records {
		if id := r.Ref(resale.Customers); ownerName(r) == "" && id != "" {
			nameless = append(nameless, id)
		}
	}
	if len(nameless) > 0 {
		var err error
		if people, err = d.Ops.HostPeople(ctx, t.Input.Place.Chat, nameless...); err != nil {
			t.Log.Warn("read the names of customers", "err", err)
		}
	}
	return func(r resale.Record) string {
		return spoken(t.Input.Place.Chat, or(ownerName(r), people[r.Ref(resale.Customers)]))
	}
}

// paidAt is when a payment came in, as far as the panel says.
func paidAt(r resale.Record) time.Time {
	if at := r.Paid(); !at.IsZero() {
		return at
	}
	return r.Created()
}

// payAmount reads what was paid, exactly as far as the currency goes.
func payAmount(t *dialog.Turn, a dialog.Answer, unit string) (decimal.Decimal, bool) {
	amount, ok := parseAmount(t.Lang, a.Text)
	return amount, ok && amount.IsPos() && amount.Trim(0).Scale() <= centsOf(unit)
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
