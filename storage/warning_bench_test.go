package storage_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// BenchmarkDueWarnings finds the hundred rows that are due among few and among
// many, all of one chat: what is not due costs nothing.
func BenchmarkDueWarnings(b *testing.B) {
	const due = 100
	now := time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)
	for _, stored := range []int{10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(stored), func(b *testing.B) {
			s := open(b, filepath.Join(b.TempDir(), "bot.db"), newKeys(b))
			fillWarnings(b, s, stored, stored/due, now)
			for b.Loop() {
				err := s.View(b.Context(), func(tx *storage.Tx) error {
					rows, err := tx.DueWarnings(7, "servex", now, 0)
					if len(rows) != due {
						b.Errorf("%d rows are due, not %d", len(rows), due)
					}
					return err
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// fillWarnings stores rows; each nth is due, the others at any time later.
func fillWarnings(b *testing.B, s *storage.Store, stored, nth int, now time.Time) {
	b.Helper()
	const some = 10_000
	for first := 0; first < stored; first += some {
		err := s.Update(b.Context(), func(tx *storage.Tx) error {
			for i := first; i < first+some; i++ {
				days := 8 + i%300
				w := storage.Warning{Chat: 7, Provider: "servex", ClientID: int64(i), Username: fmt.Sprintf("client%d", i), Warned: resale.NotWarned}
				if i%nth == 0 {
					days = 0
				}
				w.Expires = now.AddDate(0, 0, days).Add(-time.Duration(i%1000) * time.Second)
				w.Next = w.Expires.Add(-time.Hour)
				if err := tx.SaveWarning(w); err != nil {
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
