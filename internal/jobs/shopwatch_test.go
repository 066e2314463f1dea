package jobs_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"
	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/smm"
	"resellerbot/storage"
)

const wholesaleKey = "5a7f0123456789abcdef0123456789ab"

// wholesale is a panel whose key two chats share, 7 and 8, and what they are
// told: "7 low 9.50", "8 price 1".
type wholesale struct {
	t      *testing.T
	now    time.Time
	file   string
	keys   *secret.Keyring
	panel  *sandbox.SMMPanel
	base   string
	web    *http.Client
	store  *storage.Store
	ops    *ops.Ops
	told   []string
	broken error // what telling fails with
}

func newWholesale(t *testing.T) *wholesale {
	t.Helper()
	w := &wholesale{t: t, now: time.Date(2026, 5, 22, 12, 0, 0, 0, time.UTC), file: filepath.Join(t.TempDir(), "bot.db")}
	w.panel = sandbox.NewSMM(sandbox.SMMOptions{Now: func() time.Time { return w.now }})
	var err error
	w.base, err = w.panel.Start()
	w.must(err)
	w.panel.AddKey(wholesaleKey, "20")
	for i := range 4 {
		w.panel.AddService(sandbox.SMMService{ID: i + 1, Name: fmt.Sprintf("Service %d", i+1), Type: "Default", Category: "Net", Rate: "1.00", Min: 1, Max: 9})
	}
	w.keys, err = secret.NewKeyring()
	w.must(err)
	transport := httpapi.Transport([]netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")})
	w.web = &http.Client{Transport: transport}
	w.open()
	t.Cleanup(func() { _ = w.store.Close(); transport.CloseIdleConnections(); _ = w.panel.Close() })
	for _, chat := range []int64{7, 8} {
		w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error {
			return w.ops.Connect(tx, storage.Account{Chat: chat, Provider: ops.SMM, By: 1}, secret.New(wholesaleKey))
		}))
	}
	return w
}

func (w *wholesale) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *wholesale) open() {
	w.t.Helper()
	var err error
	w.store, err = storage.OpenUnsynced(w.file, w.keys, storage.Options{Now: func() time.Time { return w.now }})
	w.must(err)
	w.ops = ops.New(ops.Config{Store: w.store, Now: func() time.Time { return w.now }, SMM: func(_ string, key secret.String) *smm.Client {
		return smm.New(smm.Config{BaseURL: w.base, Key: key, HTTP: w.web, Timeout: 5 * time.Second, Limiter: rate.NewLimiter(rate.Inf, 0), Pause: time.Millisecond})
	}})
}

func (w *wholesale) restart() {
	w.t.Helper()
	w.must(w.store.Close())
	w.open()
}

// choose sets a chat's threshold and adds its favourites.
func (w *wholesale) choose(chat int64, low string, favourites ...string) {
	w.t.Helper()
	list, err := w.ops.Services(w.t.Context(), chat)
	w.must(err)
	for _, id := range favourites {
		service, _ := list.Find(id)
		full, err := w.ops.AddFavourite(w.t.Context(), chat, list.Panel, service)
		if err != nil || full {
			w.t.Fatal(full, err)
		}
	}
	if low == "" {
		return
	}
	amount := decimal.MustParse(low)
	w.must(w.ops.ChangeShop(w.t.Context(), chat, func(s *storage.Shop) { s.LowBalance = &amount }))
}

// pass runs both jobs every minute.
func (w *wholesale) pass(d time.Duration) {
	w.t.Helper()
	var said []string
	tell := func(line string) error { said = append(said, line); return w.broken }
	favourites := jobs.Favourites(w.ops, func(_ *storage.Tx, n ops.FavouriteNews) error {
		var parts []string
		for _, c := range n.Changes {
			parts = append(parts, fmt.Sprintf("%s %s", c.Kind, c.Service.ID))
		}
		return tell(fmt.Sprintf("%d %s", n.Place.Chat, strings.Join(parts, ", ")))
	})
	balances := jobs.Balances(w.ops, func(_ *storage.Tx, n ops.BalanceNews) error {
		return tell(fmt.Sprintf("%d low %v", n.Shop.Chat, n.Balance.Amount.Trim(0)))
	})
	for end := w.now.Add(d); w.now.Before(end); w.now = w.now.Add(time.Minute) {
		for _, job := range []func() error{func() error { return favourites(w.t.Context()) }, func() error { return balances(w.t.Context()) }} {
			said = nil
			err := job()
			if w.broken == nil {
				w.must(err)
				w.told = append(w.told, said...)
			}
		}
	}
}

func (w *wholesale) wants(want ...string) {
	w.t.Helper()
	if diff := cmp.Diff(want, w.told); diff != "" {
		w.t.Errorf("told by %s (-want +got):\n%s", w.now.Format("15:04"), diff)
	}
	w.told = nil
}

// TestEachChatHearsOfItsOwn: thresholds and favourites are the chat's, the
// readings are the panel's; neither a restart nor a crash while it is told
// repeats or loses anything.
func TestEachChatHearsOfItsOwn(t *testing.T) {
	w := newWholesale(t)
	w.choose(7, "10", "1", "2")
	w.choose(8, "15", "2", "3")
	w.pass(65 * time.Minute)
	w.wants()

	w.panel.SetBalance(wholesaleKey, "12")
	w.panel.SetRate(1, "1.5")
	w.panel.SetRate(2, "0.5")
	w.broken = errors.New("the disk is full")
	w.pass(45 * time.Minute) // tried, and not noted
	w.broken = nil
	w.wants()
	w.restart()
	w.pass(45 * time.Minute)
	w.restart()
	w.pass(45 * time.Minute)
	w.wants("7 price 1, price 2", "8 price 2", "8 low 12")

	w.panel.SetBalance(wholesaleKey, "9.5")
	w.panel.RemoveService(3)
	w.panel.SetRate(1, "1.00")
	w.panel.SetRate(1, "1.50") // as it was
	w.pass(90 * time.Minute)
	w.wants("8 gone 3", "7 low 9.5")

	w.panel.SetBalance(wholesaleKey, "15")
	w.pass(15 * time.Minute)
	w.panel.SetBalance(wholesaleKey, "14.99")
	w.pass(15 * time.Minute)
	w.wants("8 low 14.99")
}

// TestReadingsAreFew: a day of watching, whatever the number of chats.
func TestReadingsAreFew(t *testing.T) {
	w := newWholesale(t)
	w.choose(7, "10", "1")
	w.choose(8, "", "1")
	before := w.panel.Counts()
	w.pass(24 * time.Hour)
	now := w.panel.Counts()
	if n := now["services"].Asked - before["services"].Asked; n < 47 || n > 50 {
		t.Errorf("services were read %d times in a day", n)
	}
	// Each reading of the services may ask for the currency.
	if n := now["balance"].Asked - before["balance"].Asked; n < 143 || n > 145+50 {
		t.Errorf("the balance was read %d times in a day", n)
	}
	w.wants()
}

// TestNobodyWatches: without thresholds, orders and favourites nothing is read.
func TestNobodyWatches(t *testing.T) {
	w := newWholesale(t)
	w.pass(3 * time.Hour)
	if calls := w.panel.Counts(); len(calls) > 0 {
		t.Errorf("asked: %v", calls)
	}
	panel := storage.PanelOf(ops.SMM, "", secret.New(wholesaleKey))
	w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error {
		return tx.SaveOrder(storage.Order{Chat: 8, Panel: panel, ID: "1", Key: "k", Service: "1", At: w.now})
	}))
	w.pass(time.Hour)
	if n := w.panel.Count("balance").Asked; n != 6 {
		t.Errorf("who ordered lately: the balance was read %d times in an hour", n)
	}
}

// TestAnUnreachableChat is told when it is back.
func TestAnUnreachableChat(t *testing.T) {
	w := newWholesale(t)
	w.choose(7, "10", "1")
	w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error { return tx.SaveChat(storage.Chat{ID: 7, Unreachable: true}) }))
	w.pass(time.Hour)
	w.panel.SetBalance(wholesaleKey, "1")
	w.panel.SetRate(1, "2.00")
	w.pass(2 * time.Hour)
	w.wants()
	w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error { return tx.SaveChat(storage.Chat{ID: 7}) }))
	w.pass(2 * time.Hour)
	if len(w.told) != 2 {
		t.Errorf("told %v", w.told)
	}
}
