package storage_test

import (
	"testing"

	"github.com/govalues/decimal"

	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// TestAlertsOfTwoAccounts: each has its own, and another key is told anew.
func TestAlertsOfTwoAccounts(t *testing.T) {
	s := openNew(t)
	connect := func(provider, key string) {
		update(t, s, func(tx *storage.Tx) error {
			return tx.PutAccount(storage.Account{Chat: 7, Provider: provider}, secret.New(key))
		})
	}
	connect("smm", "a")
	connect("vpnresellers", "b")
	low, five := decimal.MustParse("2"), decimal.MustParse("5")
	update(t, s, func(tx *storage.Tx) error {
		shop := storage.Shop{Chat: 7}
		before := shop
		shop.SetAlert("smm", storage.LowAlert{Below: &low, Told: true})
		shop.SetAlert("vpnresellers", storage.LowAlert{Below: &five, Told: true})
		if before.Alert("smm").Below != nil || before.Alert("vpnresellers").Below != nil {
			t.Error("a copy is changed")
		}
		return tx.SaveShop(shop)
	})
	connect("vpnresellers", "c")
	view(t, s, func(tx *storage.Tx) error {
		shop, _, err := tx.Shop(7)
		if a := shop.Alert("smm"); a.Below == nil || !a.Below.Equal(low) || !a.Told || shop.LowBalance == nil {
			t.Errorf("smm: %+v", a)
		}
		if a := shop.Alert("vpnresellers"); a.Below == nil || !a.Below.Equal(five) || a.Told {
			t.Errorf("vpnresellers: %+v", a)
		}
		return err
	})
}
