package storage

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"resellerbot/internal/resale"
)

// that gives the orders that f wants, in an order.
func (m *orderModel) that(order func(a, b Order) int, f func(Order) bool) (found []Order) {
	for _, o := range m.orders {
		if f(o) {
			found = append(found, o)
		}
	}
	slices.SortFunc(found, order)
	return found
}

// numbers names orders, for comparing lists: check compares the rows.
func numbers(orders []Order) (all []string) {
	for _, o := range orders {
		all = append(all, o.Panel[:4]+" "+o.ID)
	}
	return all
}

func byPlace(a, b Order) int {
	return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.Panel+b.ID, a.Panel+a.ID))
}

// checkIndexes compares all that is in the indexes with what the rows call for.
func (m *orderModel) checkIndexes(t *rapid.T, tx *Tx) {
	want := map[bucket][][]byte{}
	for _, o := range m.orders {
		want[orderRows] = append(want[orderRows], o.rowKey())
		for index, key := range o.indexes() {
			want[index] = append(want[index], key)
		}
	}
	for _, b := range []bucket{orderRows, orderListed, orderOpen, orderAttention, orderPlace, orderDue, orderRefills, orderLinks, orderEnded} {
		got, err := tx.keysFrom(b, nil, nil, 0)
		slices.SortFunc(want[b], bytes.Compare)
		if !slices.EqualFunc(want[b], got, bytes.Equal) || err != nil {
			t.Fatalf("%s: %v\n%q, want\n%q", b, err, got, want[b])
		}
	}
}

func (m *orderModel) checkLists(t *rapid.T, tx *Tx, chat int64) {
	final := func(o Order) bool { return o.Status.State == "completed" || o.Status.State == "partial" }
	attention := func(o Order) bool {
		return len(o.Pointed) > 0 && !final(o) || o.Refill.ID != "" && o.Refill.State == "pending"
	}
	counts := OrderCounts{}
	for _, q := range []OrderQuery{{}, {Open: true}, {Attention: true}, {Search: "12"}, {Search: "LIKES"}, {Search: "x.example/b", Open: true}} {
		want := m.that(byPlace, func(o Order) bool {
			text := strings.ToLower(o.Name + "\n" + o.Values[resale.FieldLink])
			return o.Chat == chat && (!q.Open || !final(o)) && (!q.Attention || attention(o)) && strings.Contains(text, strings.ToLower(q.Search))
		})
		switch {
		case q.Search == "12":
			number := m.that(byPlace, func(o Order) bool { return o.Chat == chat && o.ID == "12" })
			slices.SortFunc(number, func(a, b Order) int { return cmp.Or(cmp.Compare(a.Person, b.Person), cmp.Compare(a.Panel, b.Panel)) })
			if len(number) > 0 {
				want = number
			}
		case q.Attention:
			counts.Attention = len(want)
		case q.Open && q.Search == "":
			counts.Open = len(want)
		case q == (OrderQuery{}):
			counts.All = len(want)
		}
		q.Limit = 2
		var got []Order
		for {
			page, next, err := tx.OrdersOf(chat, q)
			if err != nil || len(page) > q.Limit {
				t.Fatalf("%+v: %d orders, %v", q, len(page), err)
			}
			got = append(got, page...)
			if q.Before = next; next == "" {
				break
			}
			if q.Search == "" && next != page[len(page)-1].Cursor() {
				t.Fatalf("the list goes on at %q, not at its last order", next)
			}
		}
		if !slices.Equal(numbers(want), numbers(got)) {
			t.Fatalf("chat %d, %+v: %v, want %v", chat, q, numbers(got), numbers(want))
		}
	}
	if got, err := tx.OrderCount(chat); got != counts || err != nil {
		t.Fatalf("OrderCount = %+v, %v, want %+v", got, err, counts)
	}
}

func (m *orderModel) checkDue(t *rapid.T, tx *Tx) {
	now := time.Unix(3, 0)
	due := func(at time.Time) bool { return !at.IsZero() && !at.After(now) }
	for _, panel := range m.panels {
		want := m.that(
			func(a, b Order) int { return cmp.Or(a.Next.Compare(b.Next), cmp.Compare(a.ID, b.ID)) },
			func(o Order) bool { return o.Panel == panel && due(o.Next) })
		got, err := tx.DueOrders(panel, now, 0)
		if !slices.Equal(numbers(want), numbers(got)) || err != nil {
			t.Fatalf("DueOrders = %v, %v, want %v", numbers(got), err, numbers(want))
		}
		if got, err = tx.DueOrders(panel, now, 1); len(got) != min(1, len(want)) || err != nil {
			t.Fatalf("DueOrders of one: %d, %v", len(got), err)
		}
		want = m.that(
			func(a, b Order) int { return cmp.Or(a.Refill.Next.Compare(b.Refill.Next), cmp.Compare(a.ID, b.ID)) },
			func(o Order) bool { return o.Panel == panel && due(o.Refill.Next) })
		got, err = tx.DueRefills(panel, now, 0)
		if !slices.Equal(numbers(want), numbers(got)) || err != nil {
			t.Fatalf("DueRefills = %v, %v, want %v", numbers(got), err, numbers(want))
		}
	}
	some := m.that(byPlace, func(o Order) bool { return o.Panel == m.panels[0] && (due(o.Next) || due(o.Refill.Next)) })
	if panels, err := tx.DuePanels(now, 0); err != nil || len(panels) != min(1, len(some)) || len(panels) > 0 && panels[0] != m.panels[0] {
		t.Fatalf("DuePanels = %v, %v", panels, err)
	}
}

func (m *orderModel) checkLinks(t *rapid.T, tx *Tx) {
	for _, panel := range m.panels {
		for _, link := range []string{"HTTPS://X.example/a", "https://x.example/b ", " ", "https://x.example"} {
			want := m.that(func(a, b Order) int { return cmp.Compare(a.ID, b.ID) }, func(o Order) bool {
				on := strings.TrimSpace(o.Values[resale.FieldLink])
				return o.Panel == panel && !o.Status.State.Final() && on != "" && strings.EqualFold(on, strings.TrimSpace(link))
			})
			got, err := tx.OrdersOnLink(panel, link)
			if !slices.Equal(numbers(want), numbers(got)) || err != nil {
				t.Fatalf("OrdersOnLink(%q) = %v, %v, want %v", link, numbers(got), err, numbers(want))
			}
		}
	}
}
