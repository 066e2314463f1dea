package storage_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// BenchmarkInvoices asks for what is due, shows a page and saves a look, with
// few and with many invoices of one store among twenty panels: what else is
// stored costs next to nothing. The counts of a store grow with it.
func BenchmarkInvoices(b *testing.B) {
	now := time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)
	first := map[string]*float64{}
	for _, stored := range []int{1_000, 10_000, 100_000} {
		s := open(b, filepath.Join(b.TempDir(), "bot.db"), newKeys(b))
		fillInvoices(b, s, stored, now)
		for _, step := range []struct {
			name string
			do   func(tx *storage.Tx) (n, want int, err error)
		}{
			{"panels", func(tx *storage.Tx) (int, int, error) {
				panels, err := tx.DueInvoicePanels(now)
				return len(panels), invoicePanels, err
			}},
			{"due", func(tx *storage.Tx) (int, int, error) {
				due, err := tx.DueInvoices(invoicePanel(0), now, 5)
				return len(due), 5, err
			}},
			{"page", func(tx *storage.Tx) (int, int, error) {
				page, _, err := tx.InvoicesAt(7, storage.InvoiceOpen, "", 10)
				return len(page), 10, err
			}},
			{"count", func(tx *storage.Tx) (int, int, error) {
				n, err := tx.InvoiceCount(7, storage.InvoiceOpen)
				return n, stored, err
			}},
			{"day", func(tx *storage.Tx) (int, int, error) {
				totals, err := tx.InvoiceTotals(7, now.AddDate(0, 0, -1), now)
				return totals.Made, min(stored, 24*60), err
			}},
		} {
			if first[step.name] == nil {
				first[step.name] = new(float64)
			}
			b.Run(fmt.Sprintf("%s/%d", step.name, stored), func(b *testing.B) {
				for b.Loop() {
					err := s.View(b.Context(), func(tx *storage.Tx) error {
						n, want, err := step.do(tx)
						if n != want {
							b.Errorf("%d, not %d", n, want)
						}
						return err
					})
					if err != nil {
						b.Fatal(err)
					}
				}
				report(b, first[step.name])
			})
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

const invoicePanels = 20

func invoicePanel(i int) string {
	return storage.PanelOf("xmplus", fmt.Sprintf("https://panel%d.example", i%invoicePanels), secret.New("key"))
}

// fillInvoices stores invoices of one store, one made a minute; a hundred of
// them are due, the others at any time later.
func fillInvoices(b *testing.B, s *storage.Store, stored int, now time.Time) {
	b.Helper()
	const some, due = 1_000, 100
	for first := 0; first < stored; first += some {
		err := s.Update(b.Context(), func(tx *storage.Tx) error {
			for n := first; n < first+some; n++ {
				i := storage.Invoice{
					Chat: 7, Person: int64(1 + n%500), ID: fmt.Sprintf("INV%d", n), Panel: invoicePanel(n % due), Kind: storage.InvoiceNew,
					State: storage.InvoiceOpen, Amount: resale.ParseSum("$ 10.00"), At: now.Add(time.Duration(n-stored) * time.Minute),
					Next: now.Add(time.Duration(1+n%9973) * time.Second),
				}
				if n < due {
					i.Next = now.Add(-time.Hour)
				}
				if err := tx.SaveInvoice(i); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
