package storage_test

import (
	"fmt"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// BenchmarkOrders finds the hundred orders that are due among few and among
// many of one panel, and saves their answers: what else is stored costs next
// to nothing.
func BenchmarkOrders(b *testing.B) {
	now := time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)
	panel := storage.PanelOf("smm", "", secret.New("key"))
	var due, save float64
	for _, stored := range []int{10_000, 100_000, 1_000_000} {
		s := open(b, filepath.Join(b.TempDir(), "bot.db"), newKeys(b))
		fillOrders(b, s, panel, stored, now)
		b.Run(fmt.Sprintf("due/%d", stored), func(b *testing.B) {
			for b.Loop() {
				dueOrders(b, s, panel, now)
			}
			report(b, &due)
		})
		b.Run(fmt.Sprintf("save/%d", stored), func(b *testing.B) {
			orders := dueOrders(b, s, panel, now)
			for round := 0; b.Loop(); round++ {
				for i := range orders {
					orders[i].Checked = now
					orders[i].Next = now.Add(-time.Hour + time.Duration(round)*time.Millisecond)
				}
				if err := s.Update(b.Context(), func(tx *storage.Tx) error { return tx.SaveOrders(orders) }); err != nil {
					b.Fatal(err)
				}
			}
			report(b, &save)
		})
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// report says how much longer it took than with the fewest rows.
func report(b *testing.B, first *float64) {
	b.Helper()
	each := float64(b.Elapsed()) / float64(b.N)
	if *first == 0 {
		*first = each
	}
	b.ReportMetric(each / *first, "x-first")
}

const ordersDue = 100 // as many as a panel is asked for in one call

func dueOrders(b *testing.B, s *storage.Store, panel string, now time.Time) (orders []storage.Order) {
	b.Helper()
	err := s.View(b.Context(), func(tx *storage.Tx) (err error) {
		orders, err = tx.DueOrders(panel, now, ordersDue)
		return err
	})
	if err != nil || len(orders) != ordersDue {
		b.Fatalf("%d orders are due, %v", len(orders), err)
	}
	return orders
}

// fillOrders stores followed orders of one panel; a hundred of them are due,
// the others at any time later.
func fillOrders(b *testing.B, s *storage.Store, panel string, stored int, now time.Time) {
	b.Helper()
	const some = 10_000
	for first := 0; first < stored; first += some {
		err := s.Update(b.Context(), func(tx *storage.Tx) error {
			for i := first; i < first+some; i++ {
				o := storage.Order{
					Chat: int64(i % 50), Person: 7, Panel: panel, ID: strconv.Itoa(20_000_000 + i), Key: strconv.Itoa(i),
					Service: "101", Name: "Likes, high quality", Kind: resale.KindDefault, Quantity: 1000,
					Cost: decimal.MustParse("1.25"), Currency: "USD", At: now.Add(time.Duration(i-stored) * time.Minute),
					Values: resale.OrderValues{
						resale.FieldLink: fmt.Sprintf("https://x.example/post/%d", i), resale.FieldQuantity: "1000",
					},
					Status: resale.OrderStatus{State: resale.OrderInProgress, Word: "In progress"},
					Next:   now.Add(time.Duration(1+i%9973) * time.Second),
				}
				if i%(stored/ordersDue) == 0 {
					o.Next = now.Add(-time.Hour)
				}
				if err := tx.SaveOrder(o); err != nil {
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
