package storage_test

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

func TestShop(t *testing.T) {
	s := openNew(t)
	low := decimal.MustParse("12.50")
	want := storage.Shop{
		Chat: 7, Thread: 2, Person: 5, Lang: "en", LowBalance: &low, LowTold: true, At: time.Unix(9, 0).UTC(),
		Margin: resale.Margin{Percent: decimal.MustParse("33.3"), Round: decimal.MustParse("0.05")},
	}
	update(t, s, func(tx *storage.Tx) error { return tx.SaveShop(want) })
	kept := func() (got storage.Shop) {
		view(t, s, func(tx *storage.Tx) (err error) {
			got, _, err = tx.Shop(7)
			return err
		})
		return got
	}
	if diff := cmp.Diff(want, kept()); diff != "" {
		t.Error(diff)
	}
	connect := func(provider, key string) {
		update(t, s, func(tx *storage.Tx) error {
			return tx.PutAccount(storage.Account{Chat: 7, Provider: provider}, secret.New(key))
		})
	}
	connect("smm", "a")
	update(t, s, func(tx *storage.Tx) error { return tx.SaveShop(want) })
	connect("smm", "a")
	connect("servex", "b")
	if !kept().LowTold {
		t.Error("the low of the same account is forgotten")
	}
	connect("smm", "b")
	if got := kept(); got.LowTold || got.Margin != want.Margin {
		t.Errorf("with another account: %+v", got)
	}
}

func TestFavourites(t *testing.T) {
	s := openNew(t)
	a, b := panelOf("a"), panelOf("b")
	favourite := func(panel, service string) storage.Favourite {
		return storage.Favourite{Chat: 7, Panel: panel, Service: service, Name: "Likes", Rate: decimal.MustParse("0.90"), At: time.Unix(9, 0).UTC()}
	}
	changed := favourite(a, "12")
	changed.Gone, changed.Rate = true, decimal.MustParse("1.2")
	other := favourite(a, "3")
	other.Chat = 8
	update(t, s, func(tx *storage.Tx) error {
		for _, f := range []storage.Favourite{favourite(a, "12"), favourite(a, "1"), favourite(b, "5"), favourite(a, "9"), other, changed} {
			if err := tx.SaveFavourite(f); err != nil {
				return err
			}
		}
		return tx.DropFavourite(7, a, "9")
	})
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Favourites(7, a)
		if diff := cmp.Diff([]storage.Favourite{favourite(a, "1"), changed}, got); diff != "" {
			t.Error(diff)
		}
		if all, err := tx.Favourites(7, ""); len(all) != 3 || err != nil {
			t.Errorf("at every panel: %v, %v", all, err)
		}
		return err
	})
	update(t, s, func(tx *storage.Tx) error {
		for i := range storage.MaxFavourites - 2 {
			if err := tx.SaveFavourite(favourite(a, "x"+strconv.Itoa(i))); err != nil {
				return err
			}
		}
		if err := tx.SaveFavourite(favourite(a, "one more")); !errors.Is(err, storage.ErrFull) {
			t.Errorf("one more: %v", err)
		}
		return tx.SaveFavourite(changed) // a row that is there may change
	})
}

func TestLastUsedServices(t *testing.T) {
	s := openNew(t)
	a, b := panelOf("a"), panelOf("b")
	at := func(n int) time.Time { return time.Unix(int64(n), 0).UTC() }
	update(t, s, func(tx *storage.Tx) error {
		for n := range 25 {
			if err := tx.UseService(7, a, strconv.Itoa(n), at(n)); err != nil {
				return err
			}
		}
		if err := tx.UseService(7, a, "10", at(100)); err != nil {
			return err
		}
		return tx.UseService(7, b, "10", at(99))
	})
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.UseService(-8, a, "24", at(200)); err != nil {
			return err
		}
		return tx.MigrateChat(7, -8)
	})
	view(t, s, func(tx *storage.Tx) error {
		all, err := tx.UsedServices(-8, "")
		if err != nil || len(all) != 20 {
			t.Fatalf("%d are kept, %v", len(all), err)
		}
		want := []storage.UsedService{{Panel: a, Service: "24", At: at(200)}, {Panel: a, Service: "10", At: at(100)}, {Panel: b, Service: "10", At: at(99)}}
		if diff := cmp.Diff(want, all[:3]); diff != "" {
			t.Error(diff)
		}
		if last := all[19]; last.Service != "6" {
			t.Errorf("the last is %+v", last)
		}
		one, err := tx.UsedServices(-8, b)
		if diff := cmp.Diff(want[2:], one); diff != "" {
			t.Error(diff)
		}
		return err
	})
}

func TestBalances(t *testing.T) {
	s := openNew(t)
	now := time.Now().UTC().Truncate(time.Hour)
	add := func(key, amount, currency string, after time.Duration) {
		update(t, s, func(tx *storage.Tx) error {
			return tx.AddBalance(storage.BalanceSample{
				Panel: panelOf(key), At: now.Add(after), Amount: decimal.MustParse(amount), Currency: currency,
			})
		})
	}
	kept := func(since time.Duration) (amounts []string) {
		view(t, s, func(tx *storage.Tx) error {
			all, err := tx.Balances(panelOf("a"), now.Add(since))
			for _, b := range all {
				amounts = append(amounts, b.Amount.String()+" "+b.At.Sub(now).String())
			}
			return err
		})
		return amounts
	}
	add("a", "5", "USD", -41*24*time.Hour)
	add("a", "10.50", "USD", 0)
	add("a", "10.500", "USD", time.Minute) // says nothing new
	add("b", "3", "USD", 2*time.Minute)
	add("a", "10.49", "USD", 3*time.Minute)
	add("a", "10.49", "USD", 62*time.Minute)
	add("a", "10.49", "THB", 62*time.Minute)
	add("a", "10.49", "THB", 122*time.Minute)
	want := []string{"10.50 0s", "10.49 3m0s", "10.49 1h2m0s", "10.49 2h2m0s"}
	if diff := cmp.Diff(want, kept(0)); diff != "" {
		t.Error(diff)
	}
	if got := kept(-1000 * time.Hour); len(got) != 5 {
		t.Errorf("from long ago: %v", got)
	}
	if n, err := s.Trim(t.Context(), now); n != 1 || err != nil {
		t.Errorf("%d rows trimmed, %v", n, err)
	}
	if diff := cmp.Diff(want, kept(-1000*time.Hour)); diff != "" {
		t.Error(diff)
	}
	view(t, s, func(tx *storage.Tx) error {
		last, found, err := tx.LastBalance(panelOf("a"))
		if !found || last.Currency != "THB" || last.Panel != panelOf("a") {
			t.Errorf("the last: %v, %+v", found, last)
		}
		if _, found, err := tx.LastBalance(panelOf("none")); found || err != nil {
			t.Errorf("of a panel without any: %v, %v", found, err)
		}
		return err
	})
}

func TestPanelsOfAccounts(t *testing.T) {
	s := openNew(t)
	put := func(chat int64, provider, key string) {
		update(t, s, func(tx *storage.Tx) error {
			return tx.PutAccount(storage.Account{Chat: chat, Provider: provider}, secret.New(key))
		})
	}
	wants := func(key string, want ...int64) {
		t.Helper()
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.ChatsWith("smm", panelOf(key))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("chats with %s:\n%s", key, diff)
			}
			return err
		})
	}
	put(-5, "smm", "a")
	put(7, "smm", "a")
	put(7, "servex", "a")
	put(9, "smm", "b")
	wants("a", -5, 7)
	wants("b", 9)
	put(7, "smm", "b") // in the place of the former one
	put(7, "smm", "b")
	wants("a", -5)
	wants("b", 7, 9)
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.MigrateChat(-5, -6); err != nil {
			return err
		}
		return tx.DropAccount(9, "smm")
	})
	wants("a", -6)
	wants("b", 7)
	view(t, s, func(tx *storage.Tx) error {
		panels, err := tx.Panels("smm")
		if len(panels) != 2 || err != nil {
			t.Errorf("panels: %v, %v", panels, err)
		}
		if _, found, err := tx.ChatWith("smm", ""); found || err != nil {
			t.Errorf("a chat with no panel: %v, %v", found, err)
		}
		return nil
	})
}
