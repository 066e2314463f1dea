package ops_test

import (
	"testing"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

func TestAPartPaymentIsToldWhereverTheInvoiceIs(t *testing.T) {
	w := newHosting(t, sandbox.WHQuirks{})
	ctx := t.Context()
	amount := decimal.MustParse("29.98")
	out, err := w.HostRecordPayment(ctx, w.act("part"), resale.RecordWish{Fields: []resale.WishField{
		{Name: "invoice_id", Text: w.bill},
		{Name: "client_id", Text: w.ana},
		{Name: "amount", Number: &amount},
		{Name: "gateway", Text: "cash"},
		{Name: "transaction_id", Text: "TG-1"},
	}}, resale.HostPayment{})
	w.must(err)
	if out.State != storage.Done || !out.Host.Invoice.PartPaid() || out.Host.Invoice.Left().Amount.String() != "0.01" {
		t.Fatalf("%+v", out)
	}
	bill, err := w.HostInvoice(ctx, ourChat, w.bill)
	w.must(err)
	view, err := w.HostCustomer(ctx, ourChat, w.ana)
	w.must(err)
	due, err := w.HostDueNow(ctx, ourChat, resale.Thresholds{7}, w.Now().Location())
	w.must(err)
	if len(view.Owed) != 1 || len(due.Soon) != 1 || len(due.SumSoon) != 1 {
		t.Fatalf("%+v %+v", view.Owed, due)
	}
	listed := w.HostPaid(ctx, ourChat, view.Invoices)
	for what, left := range map[string]resale.Sum{
		"card": bill.Left(), "customer": view.Owed[0], "list": listed[0].Left(), "digest": due.Soon[0].Left, "its sum": due.SumSoon[0],
	} {
		if left.Amount.String() != "0.01" {
			t.Errorf("%s: %v is left", what, left)
		}
	}
}
