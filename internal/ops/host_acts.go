package ops

import (
	"context"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// All acts at a hosting panel are called at most once. When the answer is lost,
// the panel is looked at until it shows what became of it; what it does not show
// within ten minutes is refused with resale.Unavailable, as not done.

// HostCreate creates a record, once. Taken: there is a customer with this
// e-mail address. Busy: an earlier creation for the same has no end yet.
func (o *Ops) HostCreate(ctx context.Context, a Act, kind resale.RecordKind, wish resale.RecordWish) (Outcome, error) {
	return Outcome{}, errHostNotYet
}

// HostUpdate writes fields of a record, once.
func (o *Ops) HostUpdate(ctx context.Context, a Act, kind resale.RecordKind, id string, wish resale.RecordWish) (Outcome, error) {
	return Outcome{}, errHostNotYet
}

// HostDelete deletes a record, once. NotFound: it is gone already.
func (o *Ops) HostDelete(ctx context.Context, a Act, kind resale.RecordKind, id string) (Outcome, error) {
	return Outcome{}, errHostNotYet
}

// HostDo provisions, suspends, unsuspends or terminates a service, once.
// AlreadyThere: it is so already. Unclear: the panel shows its state in words
// that are not known. Refused: it cannot be done in this state. The panel may
// show the new state some time later, so the outcome's Now may have the old one.
func (o *Ops) HostDo(ctx context.Context, a Act, service string, verb resale.HostVerb) (Outcome, error) {
	return Outcome{}, errHostNotYet
}

// HostPay records the payment of an invoice, once, which marks it paid and may
// activate its service. AlreadyPaid: it is paid. AlreadyThere: a payment with
// this transaction is recorded. Refused: it was cancelled or refunded.
func (o *Ops) HostPay(ctx context.Context, a Act, invoice string, pay resale.HostPayment) (Outcome, error) {
	return Outcome{}, errHostNotYet
}

// HostRecordPayment records a payment, once, of the wish's fields "invoice_id",
// "client_id", "amount", "gateway" and "transaction_id". Refusals are those of
// HostPay.
func (o *Ops) HostRecordPayment(ctx context.Context, a Act, wish resale.RecordWish) (Outcome, error) {
	return Outcome{}, errHostNotYet
}

// ForgetHostSecret takes the secret of an act out of the journal, in the
// transaction that tells it: from then on Outcome.Host.Secret is empty.
func (o *Ops) ForgetHostSecret(tx *storage.Tx, key string) error { return errHostNotYet }

// ProposePayment gives what is left to pay of an invoice, with a transaction
// that stays the same until a payment is recorded, the invoice, and its payments.
// AlreadyPaid: there is nothing left. Unclear: the panel does not say how much.
func (o *Ops) ProposePayment(ctx context.Context, chat int64, invoice string) (resale.HostPayment, []resale.Record, resale.Record, error) {
	return resale.HostPayment{}, nil, resale.Record{}, errHostNotYet
}
