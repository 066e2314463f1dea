package storage

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// fillShop writes at least one row into every bucket of orders.
func fillShop(tx *Tx) []func() error {
	panel, now := strings.Repeat("0", panelLength), time.Now()
	o := Order{
		Chat: 2, Person: 1, Panel: panel, Key: "c", Name: canary, Next: now,
		Values: resale.OrderValues{resale.FieldLink: canary}, Pointed: []string{canary}, News: []string{NewsStuck},
	}
	refilled := o
	refilled.Status.State, refilled.Refill = resale.OrderCompleted, RefillFollow{ID: "1", Next: now}
	ended := o
	ended.Status.State = resale.OrderCompleted
	saved := func(o Order, id string) func() error {
		o.ID = id
		return func() error { return tx.SaveOrder(o) }
	}
	return []func() error{
		saved(o, "1"), saved(refilled, "2"), saved(ended, "3"),
		func() error { return tx.SaveOrderTrouble(OrderTrouble{Chat: 2, Panel: panel, Told: []string{canary}}) },
		func() error { return tx.SaveShop(Shop{Chat: 2, Lang: canary}) },
		func() error { return tx.SaveFavourite(Favourite{Chat: 2, Panel: panel, Service: "7", Name: canary}) },
		func() error { return tx.UseService(2, panel, canary, now) },
		func() error { return tx.AddBalance(BalanceSample{Panel: panel, At: now, Currency: canary}) },
	}
}

// ordersMigrate opens a file of the version before orders: the panels of its
// accounts are found.
func ordersMigrate(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	update(t, s, func(tx *Tx) error {
		accounts, err := tx.bucket("accounts")
		if err != nil {
			return err
		}
		if err := accounts.DeleteBucket([]byte("panels")); err != nil {
			return err
		}
		for _, name := range []string{"orders", "shops", "favourites", "used", "balances"} {
			if err := tx.bolt.DeleteBucket([]byte(name)); err != nil {
				return err
			}
		}
		// Accounts of the oldest version do not say what panel they are of.
		if err := tx.put(accountKeys, accountKey(-7, "servex"), []byte("key")); err != nil {
			return err
		}
		return save(tx, accountRows, accountKey(-7, "servex"), Account{Chat: -7, Provider: "servex"})
	})
	setSchema(t, s, slices.IndexFunc(migrations(), func(m migration) bool { return m.name == "orders" }))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path, keys)
	fill(t, s)
	update(t, s, func(tx *Tx) error {
		chats, err := tx.ChatsWith("servex", PanelOf("servex", "", secret.New("key")))
		if diff := cmp.Diff([]int64{-7}, chats); diff != "" {
			t.Error(diff)
		}
		return err
	})
}
