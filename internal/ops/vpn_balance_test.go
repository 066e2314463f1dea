package ops_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// watch runs the balances that are due, every ten minutes for so long, and
// gives what was told.
func (w *tunnels) watch(d time.Duration) (news []ops.BalanceNews) {
	w.t.Helper()
	for range d / (10 * time.Minute) {
		w.pass(10 * time.Minute)
		due, err := w.DueBalances(w.t.Context())
		w.must(err)
		for _, panel := range due {
			w.must(w.WatchBalance(w.t.Context(), panel, func(_ *storage.Tx, n ops.BalanceNews) error {
				news = append(news, n)
				return nil
			}))
		}
	}
	return news
}

// TestALowBalanceOfVPNIsTold once, by its own alert and not the SMM panel's.
func TestALowBalanceOfVPNIsTold(t *testing.T) {
	w := newTunnels(t)
	below, other := decimal.MustParse("99.95"), decimal.MustParse("1000")
	w.must(w.ChangeShop(t.Context(), ourChat, func(s *storage.Shop) { s.LowBalance = &other }))
	if news := w.watch(2 * time.Hour); len(news) != 0 {
		t.Errorf("told %+v by the alert of another provider", news)
	}
	w.must(w.ChangeShop(t.Context(), ourChat, func(s *storage.Shop) { s.SetAlert(ops.VPNResellers, storage.LowAlert{Below: &below}) }))
	news := w.watch(4 * 24 * time.Hour)
	if len(news) != 1 || news[0].Provider != ops.VPNResellers || !news[0].Below.Equal(below) || !news[0].Balance.Amount.Less(below) {
		t.Fatalf("told %+v", news)
	}
	v, err := w.VPNBalance(t.Context(), ourChat)
	if err != nil || v.Alert.Below == nil || !v.Alert.Told || v.Stale || !v.Spent.Week.Known() {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestWhatAccountsCostADay(t *testing.T) {
	w := newTunnels(t)
	user := w.account("ana").User
	for name, change := range map[string]func(*sandbox.VPNAccount){
		"on": func(*sandbox.VPNAccount) {}, "off": func(a *sandbox.VPNAccount) { a.Disabled = true },
		"over": func(a *sandbox.VPNAccount) { a.Expires = w.Now().Add(-time.Hour) },
	} {
		a := sandbox.VPNAccount{User: user, Username: name, Password: "abc1234"}
		change(&a)
		w.panel.AddAccount(a)
	}
	w.panel.SetBalance(ourKey, "1.99")
	v, err := w.VPNBalance(t.Context(), ourChat)
	if err != nil || v.Billed != 2 || v.More || v.Daily.String() != "0.13" {
		t.Errorf("%+v, %v", v, err)
	}
	if days, ok := v.Days(); !ok || days != 15 {
		t.Errorf("%d days, %v", days, ok)
	}
	w.wire.set(func(int, *http.Request) (*http.Response, error) { return nil, errCut })
	if v, err = w.VPNBalance(t.Context(), ourChat); err != nil || !v.Stale || v.Amount.String() != "1.99" {
		t.Errorf("%+v, %v", v, err)
	}
}
