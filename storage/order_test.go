package storage_test

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

func panelOf(key string) string { return storage.PanelOf("smm", "", secret.New(key)) }

func orderOf(id string) storage.Order {
	return storage.Order{Chat: 7, Person: 7, Panel: panelOf("a"), ID: id, Key: "act " + id, At: time.Unix(1000, 0).UTC()}
}

func saveOrders(t *testing.T, s *storage.Store, orders ...storage.Order) {
	t.Helper()
	update(t, s, func(tx *storage.Tx) error { return tx.SaveOrders(orders) })
}

// An order comes back as it was saved, to the last digit.
func TestOrderIsKeptWhole(t *testing.T) {
	s := openNew(t)
	at := time.Date(2026, 6, 1, 9, 0, 0, 7, time.FixedZone("", 3600))
	charge, count := decimal.MustParse("0.27819"), int64(-3)
	want := storage.Order{
		Chat: 7, Thread: 2, Person: 5, Lang: "pt-BR", Panel: panelOf("a"), BaseURL: "https://panel.example/api/v2", ID: "23501", Key: "k",
		Service: "1", Name: "Likes ♥", Kind: resale.KindCustomComments, Refillable: true, Cancelable: true,
		Values:   resale.OrderValues{resale.FieldLink: "https://x.example/?a=1&b=<2>", resale.FieldComments: "boa\n👏"},
		Quantity: 2, Cost: decimal.MustParse("0.0010"), Currency: "USD", At: at,
		Status: resale.OrderStatus{
			State: "odd word", Word: "Odd word", Charge: &charge, StartCount: &count, Remains: &count, Currency: "THB",
			Posts: 3, Expiry: "2026-07-01", Runs: 4, Orders: []string{"5", "6"},
		},
		Checked: at, Changed: at, Next: at, Told: "pending", Pointed: []string{"stuck"}, Missing: 2,
		Refill: storage.RefillFollow{ID: "9", State: "pending", Word: "Pending", At: at, Next: at, Told: "pending"},
	}
	saveOrders(t, s, want)
	view(t, s, func(tx *storage.Tx) error {
		got, found, err := tx.Order(want.Panel, want.ID)
		if diff := cmp.Diff(want, got); diff != "" || !found {
			t.Errorf("found %v (-want +got):\n%s", found, diff)
		}
		if got.At.Location() != time.UTC || got.Cost.String() != "0.0010" {
			t.Errorf("at %v for %v", got.At, got.Cost)
		}
		return err
	})
}

func TestNumberOfAnOrderIsNotTaken(t *testing.T) {
	s := openNew(t)
	mine := orderOf("5")
	saveOrders(t, s, mine)
	ofChat, ofAct, elsewhere := mine, mine, mine
	ofChat.Chat, ofAct.Key = 8, "another"
	elsewhere.Chat, elsewhere.Panel = 8, panelOf("b")
	for what, o := range map[string]storage.Order{"another chat": ofChat, "another act": ofAct} {
		err := s.Update(t.Context(), func(tx *storage.Tx) error { return tx.SaveOrders([]storage.Order{orderOf("6"), o}) })
		if !errors.Is(err, storage.ErrTaken) {
			t.Errorf("%s: %v", what, err)
		}
	}
	saveOrders(t, s, elsewhere)
	view(t, s, func(tx *storage.Tx) error {
		if got, _, err := tx.Order(mine.Panel, "5"); got.Chat != 7 || got.Key != mine.Key || err != nil {
			t.Errorf("%+v, %v", got, err)
		}
		_, found, err := tx.Order(mine.Panel, "6")
		if found {
			t.Error("half of what was refused is saved")
		}
		return err
	})
}

func TestUselessNumbersAreRefused(t *testing.T) {
	s := openNew(t)
	noPanel := orderOf("1")
	noPanel.Panel = "short"
	for _, o := range []storage.Order{noPanel, orderOf(""), orderOf("\xff"), orderOf(strings.Repeat("1", 201))} {
		if err := s.Update(t.Context(), func(tx *storage.Tx) error { return tx.SaveOrder(o) }); err == nil {
			t.Errorf("%q at %q is accepted", o.ID, o.Panel)
		}
	}
	saveOrders(t, s, orderOf(strings.Repeat("1", 200)))
}

// What was ordered for a group while it became another one is the new one's.
func TestOrderFollowsItsChat(t *testing.T) {
	s := openNew(t)
	saveOrders(t, s, orderOf("1"))
	update(t, s, func(tx *storage.Tx) error { return tx.MigrateChat(7, -8) })
	saveOrders(t, s, orderOf("1"), orderOf("2"))
	view(t, s, func(tx *storage.Tx) error {
		n, err := tx.OrderCount(-8)
		if diff := cmp.Diff(storage.OrderCounts{All: 2, Open: 2}, n); diff != "" {
			t.Error(diff)
		}
		return err
	})
}

// A search reads 2,000 rows, says that it goes on, and finds the rest then; an
// exact number is found at once.
func TestSearchIsBounded(t *testing.T) {
	s := openNew(t)
	var all []storage.Order
	for i := range 4100 {
		o := orderOf(strconv.Itoa(10_000 + i))
		o.Name, o.At = "Views", o.At.Add(time.Duration(i)*time.Second)
		if i == 0 || i == 4099 {
			o.Name = "Likes of 10001"
		}
		all = append(all, o)
	}
	saveOrders(t, s, all...)
	search := func(q storage.OrderQuery) (found []string, next string) {
		view(t, s, func(tx *storage.Tx) error {
			orders, after, err := tx.OrdersOf(7, q)
			for _, o := range orders {
				found = append(found, o.ID)
			}
			next = after
			return err
		})
		return found, next
	}
	q := storage.OrderQuery{Search: " likes "}
	for page, want := range [][]string{{"14099"}, nil, {"10000"}} {
		found, next := search(q)
		if diff := cmp.Diff(want, found); diff != "" || (next == "") != (page == 2) {
			t.Errorf("page %d, next %q:\n%s", page, next, diff)
		}
		q.Before = next
	}
	if found, next := search(storage.OrderQuery{Search: "10001"}); fmt.Sprint(found) != "[10001]" || next != "" {
		t.Errorf("by its number: %v, next %q", found, next)
	}
	if found, next := search(storage.OrderQuery{}); len(found) != 10 || found[0] != "14099" || next == "" {
		t.Errorf("without a limit: %v, next %q", found, next)
	}
	view(t, s, func(tx *storage.Tx) error {
		for _, cursor := range []string{"x", strings.Repeat("z", 60)} {
			if _, _, err := tx.OrdersOf(7, storage.OrderQuery{Before: cursor}); err == nil {
				t.Errorf("%q is a cursor", cursor)
			}
		}
		return nil
	})
}

func TestTrimTakesOrdersLongAfterTheirEnd(t *testing.T) {
	s := openNew(t)
	old := time.Now().AddDate(0, 0, -401).UTC()
	ended, open, refilled, late, unchanged := orderOf("1"), orderOf("2"), orderOf("3"), orderOf("4"), orderOf("5")
	for _, o := range []*storage.Order{&ended, &open, &refilled, &late, &unchanged} {
		o.At, o.Changed, o.Status.State = old, old, resale.OrderCompleted
	}
	open.Status.State, late.Changed, unchanged.Changed = resale.OrderPending, old.AddDate(0, 0, 3), time.Time{}
	refilled.Refill = storage.RefillFollow{ID: "1", State: resale.RefillPending}
	saveOrders(t, s, ended, open, refilled, late, unchanged)
	if n, err := s.Trim(t.Context(), old); n != 2 || err != nil {
		t.Errorf("%d rows trimmed, %v", n, err)
	}
	view(t, s, func(tx *storage.Tx) error {
		for id, want := range map[string]bool{"1": false, "2": true, "3": true, "4": true, "5": false} {
			if _, found, err := tx.Order(panelOf("a"), id); found != want || err != nil {
				t.Errorf("order %s: %v, %v", id, found, err)
			}
		}
		return nil
	})
}
