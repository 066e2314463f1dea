package storage

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// orderModel is the orders as a plain list.
type orderModel struct {
	store  *Store
	panels []string // only the first is connected
	orders []Order
	moves  map[int64]int64
}

const modelGroup, modelPerson = int64(-100), int64(7)

func modelTime(t *rapid.T, name string) time.Time {
	n := rapid.Int64Range(0, 6).Draw(t, name)
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(n, 0).UTC()
}

func (m *orderModel) update(t *rapid.T, f func(*Tx) error) {
	if err := m.store.Update(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

func (m *orderModel) at(panel, id string) int {
	return slices.IndexFunc(m.orders, func(o Order) bool { return o.Panel == panel && o.ID == id })
}

func (m *orderModel) now(chat int64) int64 {
	for next, moved := m.moves[chat]; moved; next, moved = m.moves[chat] {
		chat = next
	}
	return chat
}

// state draws what tracking changes of an order.
func (m *orderModel) state(t *rapid.T, o *Order) {
	o.Status.State = rapid.SampledFrom([]resale.OrderState{"", "pending", "odd word", "completed", "partial"}).Draw(t, "state")
	o.Changed, o.Next = modelTime(t, "changed"), modelTime(t, "next")
	o.Pointed = rapid.SampledFrom([][]string{nil, {"stuck"}}).Draw(t, "pointed")
	o.Refill = RefillFollow{
		ID:    rapid.SampledFrom([]string{"", "1"}).Draw(t, "refill"),
		State: rapid.SampledFrom([]resale.RefillState{"pending", "rejected"}).Draw(t, "refill state"),
		Next:  modelTime(t, "refill next"),
	}
	link := rapid.SampledFrom([]string{"", "https://x.example/A", " https://x.example/a\n", "https://x.example/b"}).Draw(t, "link")
	o.Values = resale.OrderValues{resale.FieldLink: link, resale.FieldQuantity: "10"}
}

func (m *orderModel) save(t *rapid.T) {
	o := Order{
		Chat:   rapid.SampledFrom([]int64{modelGroup, -200, modelPerson}).Draw(t, "chat"),
		Person: rapid.SampledFrom([]int64{modelPerson, 9}).Draw(t, "person"),
		Panel:  rapid.SampledFrom(m.panels).Draw(t, "panel"),
		ID:     rapid.SampledFrom([]string{"1", "12", "123", "2", "31"}).Draw(t, "id"),
		Key:    rapid.SampledFrom([]string{"a", "b"}).Draw(t, "key"),
		Name:   rapid.SampledFrom([]string{"Likes 12", "Views"}).Draw(t, "name"),
		At:     time.Unix(rapid.Int64Range(1, 3).Draw(t, "at"), 0).UTC(),
	}
	m.state(t, &o)
	err := m.store.Update(t.Context(), func(tx *Tx) error { return tx.SaveOrder(o) })
	o.Chat = m.now(o.Chat)
	i := m.at(o.Panel, o.ID)
	if i >= 0 && (m.orders[i].Chat != o.Chat || m.orders[i].Key != o.Key) {
		if !errors.Is(err, ErrTaken) {
			t.Fatalf("%+v takes the number of %+v: %v", o, m.orders[i], err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if i < 0 {
		m.orders = append(m.orders, o)
	} else {
		m.orders[i] = o
	}
}

// follow changes several orders in one transaction, as tracking does.
func (m *orderModel) follow(t *rapid.T) {
	for i := range m.orders {
		if rapid.Bool().Draw(t, "answered") {
			m.state(t, &m.orders[i])
		}
	}
	m.update(t, func(tx *Tx) error { return tx.SaveOrders(m.orders) })
}

func (m *orderModel) drop(t *rapid.T) {
	panel, id := rapid.SampledFrom(m.panels).Draw(t, "panel"), rapid.SampledFrom([]string{"1", "12", "2"}).Draw(t, "id")
	m.update(t, func(tx *Tx) error { return tx.DropOrder(panel, id) })
	m.orders = slices.DeleteFunc(m.orders, func(o Order) bool { return o.Panel == panel && o.ID == id })
}

func (m *orderModel) forget(t *rapid.T) {
	chat := rapid.SampledFrom([]int64{modelGroup, modelPerson}).Draw(t, "chat")
	m.update(t, func(tx *Tx) error { return tx.Forget(modelPerson, chat) })
	if chat == modelPerson {
		m.orders = slices.DeleteFunc(m.orders, func(o Order) bool { return o.Chat == chat })
	}
	for i, o := range m.orders {
		if o.Chat == chat && o.Person == modelPerson {
			m.orders[i].Person = 0
		}
	}
}

func (m *orderModel) migrate(t *rapid.T) {
	from, to := modelGroup, int64(-200)
	if rapid.Bool().Draw(t, "back") {
		from, to = to, from
	}
	m.update(t, func(tx *Tx) error { return tx.MigrateChat(from, to) })
	delete(m.moves, to)
	m.moves[from] = to
	for i := range m.orders {
		if m.orders[i].Chat == from {
			m.orders[i].Chat = to
		}
	}
}

func (m *orderModel) check(t *rapid.T) {
	err := m.store.View(t.Context(), func(tx *Tx) error {
		for _, o := range m.orders {
			got, found, err := tx.Order(o.Panel, o.ID)
			if diff := gocmp.Diff(o, got, cmpopts.EquateEmpty()); diff != "" || !found || err != nil {
				t.Fatalf("found %v, %v (-want +got):\n%s", found, err, diff)
			}
		}
		m.checkIndexes(t, tx)
		for _, chat := range []int64{modelGroup, -200, modelPerson, 8} {
			m.checkLists(t, tx, chat)
		}
		m.checkDue(t, tx)
		m.checkLinks(t, tx)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestOrderModel(t *testing.T) {
	dir, keys := t.TempDir(), newKeys(t)
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		m := &orderModel{moves: map[int64]int64{}}
		var err error
		if m.store, err = OpenUnsynced(filepath.Join(dir, fmt.Sprint(n)), keys, Options{}); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = m.store.Close() }()
		for _, key := range []string{"a", "b"} {
			m.panels = append(m.panels, PanelOf("smm", "", secret.New(key)))
		}
		m.update(t, func(tx *Tx) error { return tx.PutAccount(Account{Chat: -300, Provider: "smm"}, secret.New("a")) })
		t.Repeat(map[string]func(*rapid.T){
			"": m.check, "save": m.save, "save again": m.save, "save more": m.save, "follow": m.follow,
			"drop": m.drop, "forget": m.forget, "migrate": m.migrate,
		})
	})
}
