package storage

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/secret"
)

func fillStores(tx *Tx) []func() error {
	return []func() error{
		func() error {
			return tx.SaveStorefront(Storefront{ID: strings.Repeat("s", offerIDLength), Chat: 2, Name: canary, Summary: true, Next: time.Now()})
		},
		func() error {
			return tx.SaveMember(Member{Chat: 2, Person: 1, Panel: strings.Repeat("a", panelLength), Email: canary, Password: canary, Next: time.Now()})
		},
		func() error {
			return tx.SaveStoreTrouble(StoreTrouble{Chat: 2, Panel: strings.Repeat("a", panelLength), Told: []string{canary}})
		},
	}
}

// storesMigrate opens a file of the version before stores.
func storesMigrate(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	update(t, s, func(tx *Tx) error {
		for _, name := range []string{"stores", "members"} {
			if err := tx.bolt.DeleteBucket([]byte(name)); err != nil {
				return err
			}
		}
		return nil
	})
	setSchema(t, s, slices.IndexFunc(migrations(), func(m migration) bool { return m.name == "stores" }))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	fill(t, openAt(t, path, keys))
}

// keep is a store with one customer, and the panel that it sells from.
func keep(t *testing.T, chat, customer int64) (*Store, Storefront, Member) {
	t.Helper()
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	panel := PanelOf(storeProvider, "https://panel.example", secret.New("key"))
	by := max(chat, 77) // in a private chat the person
	store := Storefront{ID: NewOfferID(), Chat: chat, By: by, On: true, Panel: panel, At: time.Unix(100, 0).UTC()}
	m := Member{
		Chat: chat, Person: customer, Panel: panel, Email: "ana@mail.example", Password: "Secret-1",
		At: time.Unix(200, 0).UTC(), Next: time.Unix(1000, 0).UTC(),
	}
	update(t, s, func(tx *Tx) error {
		a := Account{Chat: chat, Provider: storeProvider, BaseURL: "https://panel.example", By: by}
		return errors.Join(tx.PutAccount(a, secret.New("key")), tx.SaveStorefront(store), tx.SaveMember(m))
	})
	return s, store, m
}

func wantStore(t *testing.T, s *Store, want Storefront, customers ...Member) {
	t.Helper()
	update(t, s, func(tx *Tx) error {
		got, found, err := tx.StorefrontByID(want.ID)
		if diff := cmp.Diff(want, got); !found || diff != "" {
			t.Errorf("store, found %v (-want +got):\n%s", found, diff)
		}
		if err != nil {
			return err
		}
		members, _, err := tx.MembersAt(want.Chat, "", 10)
		if diff := cmp.Diff(customers, members); diff != "" {
			t.Errorf("customers (-want +got):\n%s", diff)
		}
		return err
	})
}

func TestStoreClosesWithItsAccountAndOpensAgain(t *testing.T) {
	s, store, m := keep(t, 5, 9)
	wantStore(t, s, store, m)
	update(t, s, func(tx *Tx) error { return tx.DropAccount(5, storeProvider) })
	closed := store
	closed.Panel = ""
	wantStore(t, s, closed, m)
	if closed.Open() || !store.Open() {
		t.Error("a store is open that has no panel, or closed that has one")
	}
	update(t, s, func(tx *Tx) error {
		return tx.PutAccount(Account{Chat: 5, Provider: storeProvider, BaseURL: "https://panel.example"}, secret.New("key"))
	})
	wantStore(t, s, store, m)
}

func TestStoreMovesWithItsChat(t *testing.T) {
	const from, to = -900_555_333, -100_900_777_111
	s, store, m := keep(t, from, 9)
	update(t, s, func(tx *Tx) error { return tx.MigrateChat(from, to) })
	store.Chat, m.Chat = to, to
	wantStore(t, s, store, m)
	update(t, s, func(tx *Tx) error {
		for _, person := range []int64{9, 10} {
			known, err := tx.KnownMember(MemberKey{Chat: to, Person: person})
			if known != (person == 9) || err != nil {
				t.Errorf("person %d known = %v, %v", person, known, err)
			}
		}
		return nil
	})
	left := bucketsWith(t, s, from, "900555333")
	if diff := cmp.Diff(map[bucket]int{chatMoves: 1}, left); diff != "" {
		t.Errorf("rows of the old chat:\n%s", diff)
	}
}

func TestForgettingACustomerOfAStore(t *testing.T) {
	const reseller, customer = 731_220_001, 731_220_009
	s, store, m := keep(t, reseller, customer)
	update(t, s, func(tx *Tx) error {
		if held, err := tx.Held(customer, customer); held.Members != 1 || err != nil {
			t.Errorf("held of the customer: %+v, %v", held, err)
		}
		if held, err := tx.Held(reseller, reseller); held.Customers != 1 || err != nil {
			t.Errorf("held of the reseller: %+v, %v", held, err)
		}
		if err := tx.SaveEntry(Entry{Key: "r", Act: "register member", Provider: storeProvider, Chat: reseller, Person: customer, State: Done}); err != nil {
			return err
		}
		return tx.DropMember(m.Key()) // logged out: what was done there is still to be forgotten
	})
	update(t, s, func(tx *Tx) error { return tx.Forget(customer, customer) })
	if left := bucketsWith(t, s, customer, "731220009"); len(left) > 0 {
		t.Errorf("left of the customer: %v", left)
	}
	wantStore(t, s, store)
	update(t, s, func(tx *Tx) error { return tx.SaveMember(m) })
	update(t, s, func(tx *Tx) error { return tx.Forget(reseller, reseller) })
	if left := bucketsWith(t, s, reseller, "731220001"); len(left) > 0 {
		t.Errorf("left of the reseller: %v", left)
	}
	if left := bucketsWith(t, s, customer, "731220009"); len(left) > 0 {
		t.Errorf("left of the reseller's customer: %v", left)
	}
}

func TestForgettingWhoOpenedAGroupsStore(t *testing.T) {
	const group, me = -900_555_333, 731_220_001
	s, store, m := keep(t, group, 9)
	store.By = me
	update(t, s, func(tx *Tx) error { return tx.SaveStorefront(store) })
	update(t, s, func(tx *Tx) error { return tx.Forget(me, group) })
	store.By = 0
	wantStore(t, s, store, m)
}

func TestMembersNewestFirst(t *testing.T) {
	s, _, first := keep(t, 5, 9)
	update(t, s, func(tx *Tx) error {
		for i := range 4 {
			m := first
			m.Person, m.At = int64(20+i), time.Unix(int64(300+i), 0)
			if err := tx.SaveMember(m); err != nil {
				return err
			}
		}
		var got []int64
		for cursor, page := "", 0; page == 0 || cursor != ""; page++ {
			members, next, err := tx.MembersAt(5, cursor, 2)
			if err != nil {
				return err
			}
			for _, m := range members {
				got = append(got, m.Person)
			}
			cursor = next
		}
		if diff := cmp.Diff([]int64{23, 22, 21, 20, 9}, got); diff != "" {
			t.Error(diff)
		}
		since, err := tx.MembersSince(5, time.Unix(302, 0))
		if since != 2 || err != nil {
			t.Errorf("since then: %d, %v", since, err)
		}
		all, err := tx.MemberCount(5)
		if all != 5 {
			t.Errorf("count = %d", all)
		}
		return err
	})
}

func TestDueMembers(t *testing.T) {
	s, _, m := keep(t, 5, 9)
	update(t, s, func(tx *Tx) error {
		other := m
		other.Chat, other.Panel, other.Next = 6, PanelOf(storeProvider, "", secret.New("other")), time.Unix(900, 0)
		twoStep := m
		twoStep.Person, twoStep.Next = 10, time.Time{}
		if err := errors.Join(tx.SaveMember(other), tx.SaveMember(twoStep)); err != nil {
			return err
		}
		panels, err := tx.DueMemberPanels(time.Unix(1000, 0))
		if diff := cmp.Diff(map[string]bool{m.Panel: true, other.Panel: true}, keysOf(panels)); diff != "" {
			t.Error(diff)
		}
		if err != nil {
			return err
		}
		if due, err := tx.DueMembers(m.Panel, time.Unix(999, 0), 0); len(due) > 0 || err != nil {
			t.Errorf("due too soon: %+v, %v", due, err)
		}
		due, err := tx.DueMembers(m.Panel, time.Unix(1000, 0), 5)
		if diff := cmp.Diff([]Member{m}, due); diff != "" {
			t.Errorf("due (-want +got):\n%s", diff)
		}
		return err
	})
}

func TestDueStorefronts(t *testing.T) {
	s, store, _ := keep(t, 5, 9)
	store.Next = time.Unix(1000, 0).UTC()
	for _, summary := range []bool{true, false} {
		update(t, s, func(tx *Tx) error {
			store.Summary = summary
			if err := tx.SaveStorefront(store); err != nil {
				return err
			}
			due, err := tx.DueStorefronts(time.Unix(1000, 0), 5)
			if (len(due) == 1) != summary {
				t.Errorf("wanted %v, due %+v", summary, due)
			}
			return err
		})
	}
}

func TestMoveStoreToAnotherKey(t *testing.T) {
	s, store, m := keep(t, 5, 9)
	to := PanelOf(storeProvider, "https://panel.example", secret.New("newer"))
	behind := m
	behind.Person, behind.Panel = 10, PanelOf(storeProvider, "https://other.example", secret.New("key"))
	bill := Invoice{Chat: 5, Person: 9, ID: "A1", Panel: m.Panel, State: InvoiceOpen, Next: time.Unix(50, 0)}
	update(t, s, func(tx *Tx) error {
		return errors.Join(tx.SaveMember(behind), tx.SaveInvoice(bill), tx.MoveStore(5, m.Panel, to))
	})
	m.Panel = to
	wantStore(t, s, store, behind, m)
	update(t, s, func(tx *Tx) error {
		due, err := tx.DueInvoices(to, time.Unix(60, 0), 5)
		if len(due) != 1 {
			t.Errorf("invoices of the new key: %+v", due)
		}
		return err
	})
}
