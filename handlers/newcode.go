package handlers

import (
	"context"

	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// newCodeFlow asks for how to pay once more, in the way that was chosen before.
func newCodeFlow(d Deps) dialog.Flow[paySheet] {
	return dialog.Flow[paySheet]{
		Name: "newcode", Home: true, Trouble: trouble,
		Begin: func(ctx context.Context, t *dialog.Turn, s *paySheet, args string) (dialog.Next, error) {
			b, ok := readBill(args)
			if !ok {
				return dialog.Go("invoices " + b.Store), nil
			}
			s.bill = b
			_, view, instead, err := d.invoice(ctx, t, b)
			switch {
			case err != nil:
				return dialog.Next{}, err
			case instead != nil:
				return dialog.End(*instead), nil
			case !view.Has || view.Kept.Gateway.ID == 0 || billState(view) != storage.InvoiceOpen, view.Twin != nil:
				return dialog.Go(b.target("payway")), nil
			}
			s.Way = view.Kept.Gateway
			return dialog.To("do"), nil
		},
		Steps: []dialog.Step[paySheet]{{Name: "do", Do: d.pay}},
	}
}
