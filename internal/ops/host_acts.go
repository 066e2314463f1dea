package ops

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// All acts at a hosting panel are called at most once. When the answer is lost,
// the panel is looked at until it shows what became of it; what it does not show
// within ten minutes is refused with resale.Unavailable, as not done.

// HostCreate creates a record, once. Taken: there is a customer with this
// e-mail address. Busy: an earlier creation for the same has no end yet. For
// payments it is HostRecordPayment.
func (o *Ops) HostCreate(ctx context.Context, a Act, kind resale.RecordKind, wish resale.RecordWish) (Outcome, error) {
	if kind == resale.HostPayments {
		return o.HostRecordPayment(ctx, a, wish, resale.HostPayment{})
	}
	return o.performHost(ctx, a, HostCreateAct, hostIntent{Kind: kind, Natural: natural(kind, wish), Wish: wish})
}

// HostUpdate writes fields of a record, once, or the lines of an unpaid invoice,
// all of them. Changed: a field is not what the wish says that it was. Of lines: AlreadyPaid: it is paid. Changed: they are not those of
// the wish's Was any more. Unclear: the panel shows them in a way that is not
// understood for sure. Refused: the invoice waits for no money. That a panel
// took the change does not say that it heeded it: see HostOutcome.Lines.
func (o *Ops) HostUpdate(ctx context.Context, a Act, kind resale.RecordKind, id string, wish resale.RecordWish) (Outcome, error) {
	return o.performHost(ctx, a, HostUpdateAct, hostIntent{Kind: kind, ID: id, Wish: wish})
}

// HostDelete deletes a record, once. NotFound: it is gone already.
func (o *Ops) HostDelete(ctx context.Context, a Act, kind resale.RecordKind, id string) (Outcome, error) {
	return o.performHost(ctx, a, HostDeleteAct, hostIntent{Kind: kind, ID: id})
}

// HostDo provisions, suspends, unsuspends or terminates a service, once.
// AlreadyThere: it is so already. Unclear: the panel shows its state in words
// that are not known. Refused: it cannot be done in this state. The panel may
// show the new state some time later, so the outcome's Now may have the old one.
func (o *Ops) HostDo(ctx context.Context, a Act, service string, verb resale.HostVerb) (Outcome, error) {
	return o.performHost(ctx, a, HostVerbAct, hostIntent{Kind: resale.HostServices, ID: service, Verb: verb})
}

// HostPay records the payment of an invoice, once, which marks it paid and may
// activate its service. AlreadyPaid: it is paid. AlreadyThere: a payment with
// this transaction is recorded. Refused: it was cancelled or refunded. Invalid:
// the payment has no amount or no transaction. Changed: what is left to pay is
// not pay.Left any more.
func (o *Ops) HostPay(ctx context.Context, a Act, invoice string, pay resale.HostPayment) (Outcome, error) {
	return o.performHost(ctx, a, HostPayAct, hostIntent{Kind: resale.HostInvoices, ID: invoice, Invoice: invoice, Payment: pay})
}

// HostRecordPayment records a payment, once, of the wish's fields "invoice_id",
// "client_id", "amount", "gateway" and "transaction_id". Of what was shown count
// Left and Unsure. Refusals are those of HostPay.
func (o *Ops) HostRecordPayment(ctx context.Context, a Act, wish resale.RecordWish, shown resale.HostPayment) (Outcome, error) {
	pay := resale.HostPayment{Gateway: wishText(wish, "gateway"), Transaction: wishText(wish, "transaction_id"), Left: shown.Left, Unsure: shown.Unsure}
	pay.Amount, _ = decimal.Parse(wishText(wish, "amount")) // one that is no amount is refused as none
	h := hostIntent{Kind: resale.HostPayments, Natural: natural(resale.HostPayments, wish), Invoice: wishText(wish, "invoice_id"), Wish: wish, Payment: pay}
	return o.performHost(ctx, a, HostPaymentAct, h)
}

func (o *Ops) performHost(ctx context.Context, a Act, act string, h hostIntent) (Outcome, error) {
	refused := func(err error) (Outcome, error) {
		out := Outcome{Act: act, State: storage.Refused, Code: resale.CodeOf(err)}
		out.Detail, out.Wait = detailOf(err)
		h.tell(&out, intent{Username: h.name()}, result{})
		return out, nil
	}
	if !h.whole(act) {
		return refused(refusedHost(act, resale.Invalid, ""))
	}
	defer o.hostUnseen(ctx, a.Place.Chat, h.Kind, h.ID) // as it was asked for
	err := o.settleIDs(ctx, a, &h)
	switch code := resale.CodeOf(err); {
	case err == nil:
	case code == resale.Internal, code == resale.NotConnected, ctx.Err() != nil:
		return Outcome{}, err
	default:
		return refused(err)
	}
	defer o.hostUnseen(ctx, a.Place.Chat, h.Kind, h.ID)
	defer o.hostUnseen(ctx, a.Place.Chat, resale.HostInvoices, h.Invoice)
	out, err := o.perform(ctx, a, o.host(act), intent{Username: h.name(), Host: &h})
	if err == nil && out.Host != nil && out.Host.Shut {
		if c, err := o.connection(ctx, act, WHMDC, a.Place.Chat); err == nil {
			o.places.forget(hostRights(c.panel)) // /billing offers nothing that is refused
		}
	}
	return out, err
}

// whole tells whether all that the call needs is there.
func (h *hostIntent) whole(act string) bool {
	switch act {
	case HostCreateAct:
		return len(h.Wish.Fields)+len(h.Wish.Lines) > 0
	case HostPayAct:
		return h.ID != "" && h.Payment.Amount.IsPos() && h.Payment.Transaction != ""
	case HostPaymentAct:
		return h.Payment.Amount.IsPos() && h.Payment.Transaction != ""
	}
	return h.ID != ""
}

// ForgetHostSecret takes the secret of an act out of the journal, in the
// transaction that tells it: from then on Outcome.Host.Secret is empty.
func (o *Ops) ForgetHostSecret(tx *storage.Tx, key string) error {
	row, found, err := tx.Entry(key)
	if err != nil || !found || len(row.Result) == 0 {
		return err
	}
	var r result
	if err := json.Unmarshal(row.Result, &r); err != nil {
		return fmt.Errorf("forget secret: read journal: %w", err)
	}
	if r.Host == nil || r.Host.Secret == "" {
		return nil
	}
	r.Host.Secret = ""
	if row.Result, err = json.Marshal(r); err != nil {
		return fmt.Errorf("forget secret: %w", err)
	}
	return tx.SaveEntry(row)
}
