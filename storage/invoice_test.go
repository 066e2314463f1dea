package storage

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/resale"
)

func fillInvoices(tx *Tx) []func() error {
	return []func() error{
		func() error {
			return tx.SaveInvoice(Invoice{
				Chat: 2, Person: 1, Panel: strings.Repeat("a", panelLength), ID: "5EGFZSVJA1JMA1S6NE0T", Email: canary,
				State: InvoiceOpen, Next: time.Now(), Ended: time.Now(), Paid: time.Now(),
			})
		},
		func() error {
			return tx.SaveInvoice(Invoice{
				Chat: 2, Person: 1, Panel: strings.Repeat("a", panelLength), ID: "5EGFZSVJA1JMA1S6NE0P", Email: canary,
				State: InvoiceOpen, Payment: resale.Payment{Kind: resale.PayImage, Image: []byte(canary)},
			})
		},
	}
}

// invoicesMigrate opens a file of the version before invoices.
func invoicesMigrate(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	update(t, s, func(tx *Tx) error { return tx.bolt.DeleteBucket([]byte("invoices")) })
	setSchema(t, s, slices.IndexFunc(migrations(), func(m migration) bool { return m.name == "invoices" }))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	fill(t, openAt(t, path, keys))
}

// invoicePaymentsMigrate opens a file of the version that did not know when its
// invoices were paid.
func invoicePaymentsMigrate(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	open, paid := bill(5, 9, "open", 100), bill(5, 9, "paid", 100)
	paid.State, paid.Paid = InvoiceDelivered, time.Unix(150, 0)
	update(t, s, func(tx *Tx) error {
		if err := errors.Join(tx.SaveInvoice(open), tx.SaveInvoice(paid)); err != nil {
			return err
		}
		return tx.bolt.Bucket([]byte("invoices")).DeleteBucket([]byte("payments"))
	})
	setSchema(t, s, slices.IndexFunc(migrations(), func(m migration) bool { return m.name == "invoice payments" }))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	update(t, openAt(t, path, keys), func(tx *Tx) error {
		totals, err := tx.InvoiceTotals(5, time.Unix(140, 0), time.Unix(160, 0))
		if totals.Made != 0 || totals.Paid != 1 {
			t.Errorf("%+v", totals)
		}
		return err
	})
}
