package resale

import (
	"strconv"
	"strings"
	"time"
)

// Created is when it was made, in UTC. It is zero when there is none or it
// cannot be read, as are the other times. A date alone is that day at 00:00.
func (r Record) Created() time.Time {
	return r.time("created_at", "created", "date_created", "created_on", "create_date", "invoice_date", "issue_date", "issued_at",
		"registration_date", "reg_date", "order_date", "start_date", "date", "timestamp", "datetime", "time", "logged_at")
}

// Due is when an invoice is to be paid.
func (r Record) Due() time.Time {
	return r.time("due_date", "due_at", "date_due", "due_on", "due", "payment_due", "payment_due_date")
}

// Paid is when an invoice was paid, or a payment came in.
func (r Record) Paid() time.Time {
	paid := r.time("paid_at", "date_paid", "paid_on", "paid_date", "datepaid", "payment_date", "received_at", "completed_at")
	if paid.IsZero() && r.Kind == HostPayments {
		return r.Created()
	}
	return paid
}

// NextDue is when a service is to be paid again.
func (r Record) NextDue() time.Time {
	return r.time("next_due_date", "next_due", "next_due_at", "next_invoice_date", "next_billing_date", "next_payment_date", "renewal_date",
		"next_renewal", "renews_at", "expires_at", "expiry_date", "expiration_date", "paid_until")
}

// Deleted is when it was deleted, though the panel still shows it.
func (r Record) Deleted() time.Time {
	return r.time("deleted_at", "date_deleted", "deleted_on", "deleted")
}

func (r Record) time(names ...string) time.Time {
	for _, name := range names {
		text := r.Text(name, name+".date")
		if text == "" {
			continue
		}
		if at, _, ok := ReadTime(text); ok {
			return at
		}
	}
	return time.Time{}
}

// ReadTime reads a moment as panels write it, in UTC; zoned is false when the
// text does not say of which zone it is, and UTC was taken. What can be read in
// two ways, such as 03/04/2026, is not read.
func ReadTime(text string) (at time.Time, zoned, ok bool) {
	text = strings.TrimSpace(text)
	if whole, part, cut := strings.Cut(text, "."); cut && len(whole) == 10 && strings.Trim(whole+part, "0123456789") == "" {
		text = whole // seconds with a fraction
	}
	if seconds, err := strconv.ParseInt(text, 10, 64); err == nil {
		switch {
		case len(text) == 10:
			return time.Unix(seconds, 0).UTC(), true, true
		case len(text) == 13:
			return time.UnixMilli(seconds).UTC(), true, true
		default:
			return time.Time{}, false, false
		}
	}
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 UTC",
		"Mon, 02 Jan 2006 15:04:05 GMT", "Mon, 02 Jan 2006 15:04:05 UTC", time.RFC1123Z,
	} {
		if at, err := time.Parse(layout, text); err == nil {
			return believable(at, true)
		}
	}
	for _, layout := range []string{
		"2006-01-02T15:04:05", time.DateTime, "2006-01-02T15:04", "2006-01-02 15:04", time.DateOnly, "2006/01/02", "2006/01/02 15:04:05",
		"02.01.2006", "Jan 2, 2006", "2 Jan 2006",
	} {
		if at, err := time.Parse(layout, text); err == nil {
			return believable(at, false)
		}
	}
	return time.Time{}, false, false
}

// believable leaves out the years by which databases say "never".
func believable(at time.Time, zoned bool) (time.Time, bool, bool) {
	if at.Year() < 1971 || at.Year() > 2200 {
		return time.Time{}, false, false
	}
	return at.UTC(), zoned, true
}
