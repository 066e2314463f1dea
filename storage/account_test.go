package storage_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

func TestAccount(t *testing.T) {
	s := openNew(t)
	at := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	servex := storage.Account{Chat: 1, Provider: "servex", Admin: true, By: 1, At: at}
	xmplus := storage.Account{Chat: 1, Provider: "xmplus", BaseURL: "https://panel.example", By: 1, At: at}
	update(t, s, func(tx *storage.Tx) error {
		for _, a := range []storage.Account{xmplus, servex, {Chat: 2, Provider: "servex"}} {
			if err := tx.PutAccount(a, secret.New("key of "+a.Provider)); err != nil {
				return err
			}
		}
		if err := tx.PutAccount(servex, secret.String{}); err == nil {
			t.Error("an account without a key was put")
		}
		return tx.PutAccount(servex, secret.New("new key"))
	})
	view(t, s, func(tx *storage.Tx) error {
		servex.Panel = storage.PanelOf("servex", "", secret.New("new key"))
		xmplus.Panel = storage.PanelOf("xmplus", "https://panel.example", secret.New("key of xmplus"))
		all, err := tx.Accounts(1)
		if diff := cmp.Diff([]storage.Account{servex, xmplus}, all); diff != "" || err != nil {
			t.Errorf("%v\n%s", err, diff)
		}
		key, err := tx.AccountKey(1, "servex")
		if key.Reveal() != "new key" || err != nil {
			t.Errorf("another key, %v", err)
		}
		return nil
	})
	update(t, s, func(tx *storage.Tx) error { return tx.DropAccount(1, "servex") })
	view(t, s, func(tx *storage.Tx) error {
		if _, found, err := tx.Account(1, "servex"); found || err != nil {
			t.Errorf("dropped and found: %v, %v", found, err)
		}
		if _, err := tx.AccountKey(1, "servex"); resale.CodeOf(err) != resale.NotConnected {
			t.Errorf("AccountKey = %v", err)
		}
		_, err := tx.AccountKey(2, "servex")
		return err
	})
}
