package storage

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
)

// TestThePictureOfAPaymentIsKeptWhileItIsGood: rows stay for a year.
func TestThePictureOfAPaymentIsKeptWhileItIsGood(t *testing.T) {
	for _, state := range []InvoiceState{InvoiceOpen, InvoicePaid, InvoiceDelivered, InvoiceOver, InvoiceStuck} {
		for _, end := range []time.Time{{}, time.Unix(9, 0)} {
			i := bill(5, 9, "A", 1)
			i.State, i.Ended, i.Payment = state, end, resale.Payment{Kind: resale.PayImage, Image: []byte("png"), Text: "T"}
			update(t, billStore(t, i), func(tx *Tx) error {
				got, _, err := tx.Invoice(i.Key())
				if err != nil {
					return err
				}
				got, err = tx.WithPicture(got)
				if want := state == InvoiceOpen && end.IsZero(); len(got.Payment.Image) > 0 != want || got.Payment.Text != "T" {
					t.Errorf("%s, ended %v: %+v", state, end, got.Payment)
				}
				return err
			})
		}
	}
}

func TestInvoiceTotals(t *testing.T) {
	at := func(i Invoice, state InvoiceState, paid int, sum string) Invoice {
		i.State, i.Amount = state, resale.ParseSum(sum)
		if paid > 0 {
			i.Paid = time.Unix(int64(paid), 0).UTC()
		}
		return i
	}
	s := billStore(t,
		at(bill(5, 9, "before", 50), InvoiceDelivered, 150, "$ 10.00"), at(bill(5, 9, "in", 120), InvoiceDelivered, 160, "$ 5.50"),
		at(bill(5, 9, "open", 130), InvoiceOpen, 0, "$ 1"), at(bill(5, 9, "yen", 140), InvoiceStuck, 199, "¥ 7"),
		at(bill(5, 9, "none", 141), InvoicePaid, 142, "?"), at(bill(5, 9, "after", 200), InvoiceDelivered, 201, "$ 3"),
		at(bill(5, 9, "long ago", 20), InvoiceDelivered, 30, "$ 3"), at(bill(5, 9, "late", -90*24*60*60), InvoiceDelivered, 199, "$ 1"), at(bill(6, 9, "other", 120), InvoiceDelivered, 130, "$ 3"),
	)
	update(t, s, func(tx *Tx) error {
		got, err := tx.InvoiceTotals(5, time.Unix(100, 0), time.Unix(200, 0))
		sums := map[string]string{}
		for _, sum := range got.PaidSums {
			sums[sum.Unit] = sum.Amount.String()
		}
		if diff := cmp.Diff(map[string]string{"$": "16.50", "¥": "7"}, sums); diff != "" || err != nil {
			t.Errorf("%v\n%s", err, diff)
		}
		got.PaidSums = nil
		if diff := cmp.Diff(InvoiceTotals{Made: 4, Paid: 5, Unpaid: 1, Stuck: 1, UnknownPaids: 1}, got); diff != "" {
			t.Errorf("%s", diff)
		}
		return nil
	})
}

func TestOldInvoicesAreTrimmed(t *testing.T) {
	old, young, owed := bill(5, 9, "old", 1), bill(5, 9, "young", 2), bill(5, 9, "owed", 3)
	old.State, old.Ended = InvoiceDelivered, time.Now().Add(-invoiceLife-time.Hour)
	young.State, young.Ended = InvoiceOver, time.Now().Add(-invoiceLife+time.Hour)
	owed.State = InvoiceStuck
	s := billStore(t, old, young, owed)
	if n, err := s.Trim(t.Context(), time.Now()); n != 1 || err != nil {
		t.Errorf("%d rows, %v", n, err)
	}
	update(t, s, func(tx *Tx) error {
		left, err := tx.InvoicesOf(9)
		if diff := cmp.Diff([]string{"owed", "young"}, billIDs(left)); diff != "" || err != nil {
			t.Errorf("%v\n%s", err, diff)
		}
		return nil
	})
}
