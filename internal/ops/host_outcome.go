package ops

import (
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// The acts at a hosting panel, as journal rows name them.
const (
	HostCreateAct  = "create host record"
	HostUpdateAct  = "update host record"
	HostDeleteAct  = "delete host record"
	HostVerbAct    = "change host service"
	HostPayAct     = "pay host invoice"
	HostPaymentAct = "record host payment"
)

// HostOutcome is what an Outcome says of an act at a hosting panel.
type HostOutcome struct {
	Kind    resale.RecordKind
	ID      string          // of what it is about; of a creation once it is known
	Verb    resale.HostVerb // of a service that was changed
	Before  resale.Record   // as it was read before the call
	Now     resale.Record   // as the panel showed it after; no fields when that could not be read
	Payment resale.HostPayment
	Invoice resale.Record // of a payment: its invoice, as it was last seen
	Lines   LinesShown    // of a change of an invoice's lines: how the panel shows them after
	// Secret is an API key, a webhook's secret or a customer's password, which
	// the panel shows once: see Ops.ForgetHostSecret.
	Secret     secret.String
	Shut       bool // of an API key: it was the one that the chat works with, and works no longer
	SecretLost bool // there is one that nobody saw: the panel's answer was lost
}
