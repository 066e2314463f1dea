package storage

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
)

// TestAdoptOrders: a chat's orders come to the new panel, and are found there;
// others stay.
func TestAdoptOrders(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	old, is, other := strings.Repeat("a", panelLength), strings.Repeat("b", panelLength), strings.Repeat("c", panelLength)
	save := func(chat int64, base, panel, id string, state resale.OrderState) {
		t.Helper()
		o := Order{Chat: chat, BaseURL: base, Panel: panel, ID: id, Key: panel + id, Status: resale.OrderStatus{State: state}, Missing: 2}
		update(t, s, func(tx *Tx) error { return tx.SaveOrder(o) })
	}
	save(7, "x", old, "1", resale.OrderPending)
	save(7, "x", old, "2", resale.OrderCompleted)
	save(7, "y", other, "3", resale.OrderPending)
	save(8, "x", old, "4", resale.OrderPending)
	save(7, "x", old, "5", resale.OrderPending)
	save(7, "x", is, "5", resale.OrderPending)
	update(t, s, func(tx *Tx) error {
		n, err := tx.adoptOrders(7, old, is)
		if n != 2 {
			t.Errorf("%d came", n)
		}
		return err
	})
	update(t, s, func(tx *Tx) error {
		got := map[string]int{}
		for _, panel := range []string{old, is, other} {
			for _, id := range []string{"1", "2", "3", "4", "5"} {
				o, found, err := tx.Order(panel, id)
				if err != nil {
					return err
				}
				if found {
					got[panel[:1]+id] = o.Missing
				}
			}
		}
		if diff := cmp.Diff(map[string]int{"b1": 0, "b2": 0, "c3": 2, "a4": 2, "a5": 2, "b5": 2}, got); diff != "" {
			t.Errorf("orders and how often they were missed (-want +got):\n%s", diff)
		}
		n, err := tx.OrderCount(7)
		if diff := cmp.Diff(OrderCounts{All: 5, Open: 4}, n); diff != "" {
			t.Errorf("counts (-want +got):\n%s", diff)
		}
		return err
	})
}
