package storage

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
)

var billPanel = strings.Repeat("b", panelLength)

func bill(chat, person int64, id string, at int) Invoice {
	when := time.Unix(int64(at), 0).UTC()
	return Invoice{
		Chat: chat, Person: person, ID: id, Panel: billPanel, Name: "Ana", Email: "ana@mail.example", Kind: InvoiceNew, State: InvoiceOpen,
		Amount: resale.ParseSum("$ 10.00 "), Purchase: resale.Purchase{PlanID: 1, Period: resale.Month},
		Before: []SubMark{{ID: 1, Expires: when, Traffic: -1}}, At: when, Next: when.Add(time.Minute),
	}
}

func saveBills(t *testing.T, s *Store, all ...Invoice) {
	t.Helper()
	update(t, s, func(tx *Tx) error {
		var errs error
		for _, i := range all {
			errs = errors.Join(errs, tx.SaveInvoice(i))
		}
		return errs
	})
}

func billStore(t *testing.T, all ...Invoice) *Store {
	t.Helper()
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	saveBills(t, s, all...)
	return s
}

func billIDs(all []Invoice) (ids []string) {
	for _, i := range all {
		ids = append(ids, i.ID)
	}
	return ids
}

func TestInvoicesAreFoundInEveryWay(t *testing.T) {
	a, b, c, other := bill(5, 9, "A", 100), bill(5, 9, "B", 300), bill(5, 8, "C", 200), bill(6, 9, "A", 400)
	c.State, c.Paid = InvoiceStuck, time.Unix(250, 0).UTC()
	s := billStore(t, a, b, c, other)
	update(t, s, func(tx *Tx) error {
		got, found, err := tx.Invoice(a.Key())
		if diff := cmp.Diff(a, got); diff != "" || !found || err != nil {
			t.Errorf("%v, %v:\n%s", found, err, diff)
		}
		theirs, err := tx.InvoicesOf(9)
		if diff := cmp.Diff([]string{"A", "B", "A"}, billIDs(theirs)); diff != "" || err != nil {
			t.Errorf("of a person: %v\n%s", err, diff)
		}
		theirs, err = tx.InvoicesOfMember(a.Member())
		if diff := cmp.Diff([]string{"A", "B"}, billIDs(theirs)); diff != "" || err != nil {
			t.Errorf("of a member: %v\n%s", err, diff)
		}
		for state, want := range map[InvoiceState][]string{"": {"B", "C", "A"}, InvoiceOpen: {"B", "A"}, InvoiceStuck: {"C"}, InvoiceOver: nil} {
			var all []string
			for page, next, more := 0, "", true; more; page++ {
				some, then, err := tx.InvoicesAt(5, state, next, 1)
				if err != nil || page > 3 {
					t.Fatalf("%q: page %d, %v", state, page, err)
				}
				all, next, more = append(all, billIDs(some)...), then, then != ""
			}
			if diff := cmp.Diff(want, all); diff != "" {
				t.Errorf("%q:\n%s", state, diff)
			}
		}
		return nil
	})
}

func TestDueInvoices(t *testing.T) {
	a, b := bill(5, 9, "A", 100), bill(5, 8, "B", 50)
	never := bill(5, 9, "N", 10)
	never.Next = time.Time{}
	s := billStore(t, a, b, never)
	due := func(at int, want ...InvoiceKey) {
		t.Helper()
		update(t, s, func(tx *Tx) error {
			now := time.Unix(int64(at), 0)
			keys, err := tx.DueInvoices(billPanel, now, 10)
			if diff := cmp.Diff(want, keys, cmp.Transformer("none", func(k []InvoiceKey) []InvoiceKey { return append([]InvoiceKey{}, k...) })); diff != "" || err != nil {
				t.Errorf("at %d: %v\n%s", at, err, diff)
			}
			since, err := tx.DueInvoicePanels(now)
			if len(since) != min(len(want), 1) || err != nil {
				t.Errorf("at %d: panels %v, %v", at, since, err)
			}
			return nil
		})
	}
	due(109)
	due(110, b.Key())
	due(160, b.Key(), a.Key())
	b.Next = time.Time{}
	saveBills(t, s, b)
	due(160, a.Key())
}

func TestAnInvoiceWithoutAPlaceIsRefused(t *testing.T) {
	s := billStore(t)
	for _, change := range []func(*Invoice){
		func(i *Invoice) { i.ID = "" }, func(i *Invoice) { i.ID = strings.Repeat("x", invoiceIDMost+1) },
		func(i *Invoice) { i.Panel = "x" }, func(i *Invoice) { i.Chat = 0 }, func(i *Invoice) { i.Person = 0 },
	} {
		i := bill(5, 9, "A", 1)
		change(&i)
		if err := s.Update(t.Context(), func(tx *Tx) error { return tx.SaveInvoice(i) }); err == nil {
			t.Errorf("saved: %+v", i)
		}
	}
}

func TestInvoicesMoveWithTheirChat(t *testing.T) {
	const from, to = -900_555_333, -100_900_777_111
	there := bill(to, 9, "B", 7)
	s := billStore(t, bill(from, 9, "A", 100), bill(from, 9, "B", 100), there)
	update(t, s, func(tx *Tx) error { return tx.MigrateChat(from, to) })
	update(t, s, func(tx *Tx) error {
		all, _, err := tx.InvoicesAt(to, "", "", 10)
		if diff := cmp.Diff([]Invoice{bill(to, 9, "A", 100), there}, all); diff != "" || err != nil {
			t.Errorf("%v\n%s", err, diff)
		}
		return nil
	})
	if diff := cmp.Diff(map[bucket]int{chatMoves: 1}, bucketsWith(t, s, from, "900555333")); diff != "" {
		t.Errorf("rows of the old chat:\n%s", diff)
	}
}

// TestForgettingAPersonLeavesWhatIsOwed, without their name.
func TestForgettingAPersonLeavesWhatIsOwed(t *testing.T) {
	const reseller, customer = 731_220_001, 731_220_009
	var all []Invoice
	for n, state := range []InvoiceState{InvoiceOpen, InvoicePaid, InvoiceDelivered, InvoiceOver, InvoiceStuck} {
		i := bill(reseller, customer, string(state), n)
		i.State = state
		all = append(all, i)
	}
	s := billStore(t, all...)
	update(t, s, func(tx *Tx) error {
		held, err := tx.Held(customer, customer)
		if held.Invoices != 5 || held.Bills != 0 || err != nil {
			t.Errorf("of the customer: %+v, %v", held, err)
		}
		if held, err = tx.Held(reseller, reseller); held.Invoices != 0 || held.Bills != 5 || err != nil {
			t.Errorf("of the reseller: %+v, %v", held, err)
		}
		if err := tx.SaveMember(Member{Chat: reseller, Person: customer, Panel: billPanel}); err != nil {
			return err
		}
		return tx.SaveEntry(Entry{Key: "k", Act: "pay invoice", Provider: storeProvider, Chat: reseller, Person: customer, State: Done})
	})
	update(t, s, func(tx *Tx) error { return tx.Forget(customer, customer) })
	update(t, s, func(tx *Tx) error {
		left, err := tx.InvoicesOf(customer)
		if diff := cmp.Diff([]string{"paid", "stuck"}, billIDs(left)); diff != "" || err != nil {
			t.Errorf("%v\n%s", err, diff)
		}
		for _, i := range left {
			if i.Name != "" || !i.Forgotten {
				t.Errorf("%+v", i)
			}
		}
		if _, found, err := tx.Entry("k"); found || err != nil {
			t.Errorf("the act is there: %v, %v", found, err)
		}
		return tx.Forget(reseller, reseller)
	})
	if left := bucketsWith(t, s, customer, "731220009"); len(left) > 0 {
		t.Errorf("left of the reseller's customer: %v", left)
	}
}
