package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// invoiceEnd is the state of an invoice, for sentences to its reseller.
func invoiceEnd(i storage.Invoice) string {
	if i.Refunded {
		return "refunded"
	}
	return string(i.State)
}

// lookBefore looks once more before it asks whether what is stuck came to an
// end: perhaps it is there by now, and whoever says so should know if it is not.
func (d Deps) lookBefore(ctx context.Context, t *dialog.Turn, s *storeInvoiceSheet, ask string) (dialog.Next, error) {
	i, err := d.Ops.StoreInvoice(ctx, s.key(t))
	if resale.CodeOf(err) == resale.NotFound {
		return dialog.To("card"), nil // it says so
	}
	if err != nil {
		return dialog.Next{}, err
	}
	if s.Name, s.Gone, s.Saw = payerName(i), i.Forgotten, ""; i.State != storage.InvoiceStuck {
		return dialog.To("card"), nil
	}
	seen, err := d.Ops.CheckInvoice(ctx, storage.MemberKey{Chat: t.Input.Place.Chat, Person: s.Person}, s.ID, d.tellInvoice(t))
	switch {
	case err == nil && seen.Kept.State != storage.InvoiceStuck:
		return dialog.To("card"), nil
	case resale.CodeOf(err) == resale.Internal:
		return dialog.Next{}, err
	case err == nil && seen.Kept.Code == "" && !needsCode(seen.Kept):
		s.Saw = "nothing"
	}
	return dialog.To(ask), nil
}

// askSettleStuck asks once more: a customer who is told so by mistake looks for
// what is not there.
func (d Deps) askSettleStuck(_ context.Context, _ *dialog.Turn, s *storeInvoiceSheet) (chat.Screen, error) {
	if s.Gone {
		return s.question("storeinvoice.ask_settle_gone", "storeinvoice.settle_gone"), nil
	}
	return s.question("storeinvoice.ask_settle", "storeinvoice.settle_yes"), nil
}

func (d Deps) askRefundStuck(_ context.Context, _ *dialog.Turn, s *storeInvoiceSheet) (chat.Screen, error) {
	if s.Gone {
		return s.question("storeinvoice.ask_refund_gone", "storeinvoice.refund_gone"), nil
	}
	return s.question("storeinvoice.ask_refund", "storeinvoice.settle_yes"), nil
}

// question asks about what is stuck, under what the look before it showed.
func (s *storeInvoiceSheet) question(key, yes string) chat.Screen {
	saw := "storeinvoice.saw_not"
	if s.Saw != "" {
		saw = "storeinvoice.saw_nothing"
	}
	card := storage.Invoice{Person: s.Person, ID: s.ID}
	return chat.Screen{
		Lines: []chat.Text{chat.T(saw), {}, chat.T(key, chat.Args{"Name": s.Name})},
		Rows:  [][]chat.Button{row(primary(yes, "yes")), row(goTo("storeinvoice.open", invoiceTarget(card)))},
	}
}

func (d Deps) settleStuck(ctx context.Context, t *dialog.Turn, s *storeInvoiceSheet) (dialog.Next, error) {
	i, err := d.Ops.SettleStuck(ctx, t.Input.Place.Chat, s.key(t), d.tellInvoice(t))
	return s.ended(t, i, err)
}

func (d Deps) refundStuck(ctx context.Context, t *dialog.Turn, s *storeInvoiceSheet) (dialog.Next, error) {
	i, err := d.Ops.RefundStuck(ctx, t.Input.Place.Chat, s.key(t), d.tellInvoice(t))
	return s.ended(t, i, err)
}

// ended shows the card, with what the customer was told: by this tap, or by
// another admin before.
func (s *storeInvoiceSheet) ended(t *dialog.Turn, i storage.Invoice, err error) (dialog.Next, error) {
	switch {
	case resale.CodeOf(err) == resale.NotFound:
		return dialog.To("card"), nil
	case err != nil:
		return dialog.Next{}, err
	case i.Forgotten: // it goes with them
		t.Note(chat.T("storeinvoice.noted"))
		return dialog.Go("storeinvoices"), nil
	case i.Refunded:
		t.Note(chat.T("storeinvoice.refunded", chat.Args{"Name": s.Name}))
	case i.State == storage.InvoiceDelivered:
		t.Note(chat.T("storeinvoice.settled", chat.Args{"Name": s.Name}))
	}
	return dialog.To("card"), nil
}
