package storage

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// orderNewsMigrate opens a file of the version before news of orders.
func orderNewsMigrate(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	update(t, s, func(tx *Tx) error {
		orders, err := tx.bucket("orders")
		if err != nil {
			return err
		}
		if err := orders.DeleteBucket([]byte("news")); err != nil {
			return err
		}
		return tx.bolt.DeleteBucket([]byte("troubles"))
	})
	setSchema(t, s, slices.IndexFunc(migrations(), func(m migration) bool { return m.name == "order news" }))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	fill(t, openAt(t, path, keys))
}

// TestOrderNews: an order is found as long as its chat is to be told of it,
// wherever the chat went.
func TestOrderNews(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	panel := strings.Repeat("a", panelLength)
	order := func(chat int64, id string, news ...string) Order {
		return Order{Chat: chat, Panel: panel, ID: id, Key: id, News: news}
	}
	save := func(o Order) {
		t.Helper()
		update(t, s, func(tx *Tx) error { return tx.SaveOrder(o) })
	}
	wants := func(chats []int64, of int64, ids ...string) {
		t.Helper()
		update(t, s, func(tx *Tx) error {
			got, err := tx.OrderNewsChats()
			if err != nil {
				return err
			}
			if diff := cmp.Diff(chats, got); diff != "" {
				t.Errorf("chats (-want +got):\n%s", diff)
			}
			orders, err := tx.OrderNews(of, 0)
			var found []string
			for _, o := range orders {
				found = append(found, o.ID)
			}
			if diff := cmp.Diff(ids, found); diff != "" {
				t.Errorf("orders of %d (-want +got):\n%s", of, diff)
			}
			return err
		})
	}
	for i := range 3 {
		save(order(-5, fmt.Sprint(i), NewsState))
	}
	save(order(7, "8", NewsStuck, NewsState))
	save(order(7, "9"))
	wants([]int64{-5, 7}, -5, "0", "1", "2")
	wants([]int64{-5, 7}, 7, "8")
	save(order(7, "8"))
	wants([]int64{-5}, 7)
	update(t, s, func(tx *Tx) error { return tx.MigrateChat(-5, -6) })
	wants([]int64{-6}, -6, "0", "1", "2")
	update(t, s, func(tx *Tx) error { return tx.DropOrder(panel, "1") })
	wants([]int64{-6}, -6, "0", "2")
}

// TestOrderTroubleGoesWithTheAccount: another key has troubles of its own.
func TestOrderTroubleGoesWithTheAccount(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	trouble := func(chat int64) (found bool) {
		t.Helper()
		update(t, s, func(tx *Tx) (err error) {
			_, found, err = tx.OrderTrouble(chat)
			return err
		})
		return found
	}
	begin := func() {
		t.Helper()
		update(t, s, func(tx *Tx) error {
			if err := tx.PutAccount(Account{Chat: 7, Provider: "smm"}, secret.New("one")); err != nil {
				return err
			}
			return tx.SaveOrderTrouble(OrderTrouble{Chat: 7, Told: []string{string(resale.Unauthorized)}})
		})
		if !trouble(7) {
			t.Fatal("not kept")
		}
	}
	for what, f := range map[string]func(*Tx) error{
		"disconnected": func(tx *Tx) error { return tx.DropAccount(7, "smm") },
		"another key":  func(tx *Tx) error { return tx.PutAccount(Account{Chat: 7, Provider: "smm"}, secret.New("two")) },
		"forgotten":    func(tx *Tx) error { return tx.Forget(7, 7) },
		"moved":        func(tx *Tx) error { return tx.MigrateChat(7, 8) },
	} {
		begin()
		update(t, s, f)
		if trouble(7) {
			t.Errorf("%s: the trouble is still there", what)
		}
		update(t, s, func(tx *Tx) error { return tx.DropAccount(7, "smm") })
		update(t, s, func(tx *Tx) error { return tx.drop(chatMoves, intKey(7)) })
	}
}
