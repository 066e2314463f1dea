package storage

import (
	"bytes"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"resellerbot/internal/resale"
)

// invoicePicturesMigrate opens a file of the version before pictures lay apart.
func invoicePicturesMigrate(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	update(t, s, func(tx *Tx) error {
		return tx.bolt.Bucket([]byte("invoices")).DeleteBucket([]byte("pictures"))
	})
	setSchema(t, s, slices.IndexFunc(migrations(), func(m migration) bool { return m.name == "invoice pictures" }))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	fill(t, openAt(t, path, keys))
}

// pictured is an invoice with a large picture to pay by.
func pictured(chat int64) Invoice {
	i := bill(chat, 9, "A", 1)
	i.Payment = resale.Payment{Kind: resale.PayImage, Image: bytes.Repeat([]byte("p"), 512<<10)}
	return i
}

func wantPicture(t *testing.T, at string, s *Store, key InvoiceKey, want int) {
	t.Helper()
	update(t, s, func(tx *Tx) error {
		i, _, err := tx.Invoice(key)
		if err != nil {
			return err
		}
		if len(i.Payment.Image) > 0 {
			t.Errorf("%s: the row has the picture", at)
		}
		i, err = tx.WithPicture(i)
		if len(i.Payment.Image) != want || i.Pictured != (want > 0) {
			t.Errorf("%s: a picture of %d bytes, want %d", at, len(i.Payment.Image), want)
		}
		kept, failed := tx.countFrom(invoicePictures, nil)
		if kept != min(want, 1) || failed != nil {
			t.Errorf("%s: %d rows, %v", at, kept, failed)
		}
		return err
	})
}

// TestALookWritesASmallRow, whatever there is to pay by.
func TestALookWritesASmallRow(t *testing.T) {
	i := pictured(5)
	s := billStore(t, i)
	update(t, s, func(tx *Tx) error {
		now, _, err := tx.Invoice(i.Key())
		if err != nil {
			return err
		}
		now.Looks, now.Next = 7, now.Next.Add(8*time.Second)
		if err := tx.SaveInvoice(now); err != nil {
			return err
		}
		in, err := tx.bucket(invoiceRows)
		if err != nil {
			return err
		}
		if n := len(in.Get(i.Key().bytes())); n == 0 || n > 2048 {
			t.Errorf("a look writes %d bytes", n)
		}
		return nil
	})
	wantPicture(t, "after a look", s, i.Key(), 512<<10)
}

func TestAPictureGoesWithItsUse(t *testing.T) {
	const from, to = -900_555_333, -100_900_777_111
	for at, c := range map[string]struct {
		do   func(*Tx, Invoice) error
		to   int64
		want int
	}{
		"moved":     {func(tx *Tx, _ Invoice) error { return tx.MigrateChat(from, to) }, to, 512 << 10},
		"rekeyed":   {func(tx *Tx, i Invoice) error { return tx.MoveStore(from, i.Panel, i.Panel[1:]+"c") }, from, 512 << 10},
		"dropped":   {func(tx *Tx, i Invoice) error { return tx.DropInvoice(i.Key()) }, from, 0},
		"forgotten": {func(tx *Tx, i Invoice) error { return tx.Forget(i.Person, i.Person) }, from, 0},
		"paid":      {func(tx *Tx, i Invoice) error { i.State = InvoicePaid; return tx.SaveInvoice(i) }, from, 0},
		"ended":     {func(tx *Tx, i Invoice) error { i.Ended = time.Unix(9, 0); return tx.SaveInvoice(i) }, from, 0},
		"replaced": {func(tx *Tx, i Invoice) error {
			i.Payment, i.Pictured = resale.Payment{Kind: resale.PayImage, Image: []byte("new")}, false
			return tx.SaveInvoice(i)
		}, from, 3},
		"by a code": {func(tx *Tx, i Invoice) error {
			i.Payment, i.Pictured = resale.Payment{Kind: resale.PayCode, Text: "T"}, false
			return tx.SaveInvoice(i)
		}, from, 0},
	} {
		s := billStore(t, pictured(from))
		update(t, s, func(tx *Tx) error {
			i, _, err := tx.Invoice(pictured(from).Key())
			if err != nil {
				return err
			}
			return c.do(tx, i)
		})
		wantPicture(t, at, s, pictured(c.to).Key(), c.want)
	}
}
