package resale

import (
	"strings"
	"time"
)

// RecordState is how a thing of a hosting panel stands.
type RecordState string

// The states. RecordUnclear is one that the panel tells in words that are not
// known, or that contradict each other: nothing is done to it.
const (
	RecordUnclear    RecordState = ""
	RecordActive     RecordState = "active"
	RecordPending    RecordState = "pending"
	RecordSuspended  RecordState = "suspended"
	RecordTerminated RecordState = "terminated"
	RecordCancelled  RecordState = "cancelled"
	RecordPaid       RecordState = "paid"
	RecordUnpaid     RecordState = "unpaid"
	RecordOverdue    RecordState = "overdue"
	RecordRefunded   RecordState = "refunded"
	RecordDraft      RecordState = "draft"
	RecordInactive   RecordState = "inactive" // or deleted
)

// State tells how it stands, by the panel's words and by when it was paid or
// deleted.
func (r Record) State() RecordState {
	if !r.Deleted().IsZero() || truth(r.Text("deleted", "is_deleted")) {
		return RecordInactive
	}
	state := stateOf(r.Kind, r.StateWord())
	if state == RecordUnclear && r.StateWord() == "" {
		state = r.flagged()
	}
	if r.Kind != HostInvoices || r.Paid().IsZero() {
		return state
	}
	switch state {
	case RecordUnclear:
		return RecordPaid
	case RecordUnpaid, RecordOverdue, RecordDraft, RecordPending:
		return RecordUnclear // the word says one thing and the time of the payment another
	default:
		return state
	}
}

// flagged reads the yes and no that some show in the place of a word.
func (r Record) flagged() RecordState {
	if r.Kind == HostInvoices {
		switch paid := r.Text("is_paid", "paid"); {
		case truth(paid):
			return RecordPaid
		case untruth(paid):
			return RecordUnpaid
		}
		return RecordUnclear
	}
	if r.Kind == HostPayments && r.Total().Known {
		return RecordPaid // what is listed as a payment came in
	}
	if truth(r.Text("is_suspended", "suspended")) {
		return RecordSuspended
	}
	switch active := r.Text("is_active", "active", "enabled", "is_enabled"); {
	case truth(active):
		return RecordActive
	case untruth(active):
		return RecordInactive
	}
	return RecordUnclear
}

func truth(text string) bool { return text == "1" || strings.EqualFold(text, "true") }

func untruth(text string) bool { return text == "0" || strings.EqualFold(text, "false") }

// StateWord gives the panel's own word for it, or "". It is untrusted.
func (r Record) StateWord() string {
	return r.Text("status", "state", "status.name", "status.code", "status.value", "status.label",
		"payment_status", "service_status", "invoice_status", "domain_status")
}

// Unpaid tells of an invoice that waits for its money, overdue or not.
func (r Record) Unpaid() bool {
	state := r.State()
	return state == RecordUnpaid || state == RecordOverdue
}

// Overdue tells of an invoice that should have been paid by now: the panel
// says so, or it is unpaid and its day is over in the zone of now.
func (r Record) Overdue(now time.Time) bool {
	due := r.Due()
	switch {
	case r.State() == RecordOverdue:
		return true
	case !r.Unpaid() || due.IsZero():
		return false
	case due.Equal(due.Truncate(24 * time.Hour)): // a date alone: all of that day
		y, m, d := due.Date()
		due = time.Date(y, m, d+1, 0, 0, 0, 0, now.Location())
	}
	return !now.Before(due)
}
