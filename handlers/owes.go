package handlers

import (
	"context"
	"slices"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// owes is what somebody who buys knows of invoices for the same that are paid,
// and of which nothing has come yet.
type owes struct {
	Paid  []string `json:"paid,omitempty"`  // that the screen tells of
	Aware []string `json:"aware,omitempty"` // of which they said that they want one more
}

// wantsMore takes the word that one more is wanted, and tells whether it was
// given.
func (s *owes) wantsMore(a dialog.Answer) bool {
	if a.Value != "more" {
		return false
	}
	s.Aware, s.Paid = append(s.Aware, s.Paid...), nil
	return true
}

// owed gives what is shown instead of a question about buying what is paid for
// already: the way to that invoice first. Nil: there is none, or they know.
func (d Deps) owed(ctx context.Context, t *dialog.Turn, v visit, s *owes, kind storage.InvoiceKind, p resale.Purchase) (*chat.Screen, error) {
	all, err := d.Ops.OwedFor(ctx, v.key(t), kind, p)
	all = slices.DeleteFunc(all, func(i storage.Invoice) bool { return slices.Contains(s.Aware, i.ID) })
	if s.Paid = nil; err != nil || len(all) == 0 {
		return nil, err
	}
	screen := chat.Screen{}
	for _, i := range all {
		s.Paid = append(s.Paid, i.ID)
		if len(screen.Lines) > 0 {
			screen.Lines = append(screen.Lines, chat.Text{})
		}
		screen.Lines = append(screen.Lines, owedLines(i)...)
		screen.Rows = append(screen.Rows, owedRow(v, i))
	}
	screen.Rows[0][0].Style = chat.Primary
	screen.Rows = append(screen.Rows, row(pick("owed.more", "more")))
	return &screen, nil
}

// owedLines say that something is paid for already.
func owedLines(i storage.Invoice) []chat.Text {
	key := "owed.is_" + string(i.State)
	if hiddenBuy(i) {
		key = "owed.is_unseen"
	}
	return []chat.Text{chat.T(key), billLine(i)}
}

func owedRow(v visit, i storage.Invoice) []chat.Button {
	return row(goTo("owed.open", bill{Store: v.ID, ID: i.ID}.target("invoice")))
}

// twinLines warn of paying an invoice for what is paid for already; the rows
// lead to the other one. None where there is no such.
func twinLines(v visit, view ops.InvoiceView) (lines []chat.Text, rows [][]chat.Button) {
	if view.Twin == nil {
		return nil, nil
	}
	return append(owedLines(*view.Twin), chat.Text{}, chat.T("owed.twin")), [][]chat.Button{owedRow(v, *view.Twin)}
}

// subOwed is what a subscription's card says of what is paid for it and still
// to come.
func (d Deps) subOwed(ctx context.Context, t *dialog.Turn, v visit, id int64) (lines []chat.Text, rows [][]chat.Button, err error) {
	for _, kind := range []storage.InvoiceKind{storage.InvoiceRenew, storage.InvoiceTopUp} {
		all, err := d.Ops.OwedFor(ctx, v.key(t), kind, resale.Purchase{Subscription: id})
		if err != nil {
			return nil, nil, err
		}
		for _, i := range all {
			if i.Purchase.Subscription == id {
				lines, rows = append(append(lines, chat.Text{}), owedLines(i)...), append(rows, owedRow(v, i))
			}
		}
	}
	return lines, rows, nil
}

// paidAlready goes back to the question, which says what is paid for already.
// What nobody had seen to be paid is looked at first.
func (d Deps) paidAlready(ctx context.Context, t *dialog.Turn, v visit, i storage.Invoice) (dialog.Next, error) {
	if !i.Owed() {
		if _, err := d.Ops.CheckInvoice(ctx, v.key(t), i.ID, d.tellInvoice(t)); err != nil {
			return dialog.Next{}, err
		}
	}
	return dialog.To("confirm"), nil
}
