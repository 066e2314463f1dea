package storage

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func fillInvoices(tx *Tx) []func() error {
	return []func() error{
		func() error {
			return tx.SaveInvoice(Invoice{
				Chat: 2, Person: 1, Panel: strings.Repeat("a", panelLength), ID: "5EGFZSVJA1JMA1S6NE0T", Email: canary,
				State: InvoiceOpen, Next: time.Now(), Ended: time.Now(),
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
