package ops_test

import (
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// refuseExpiry lets nothing set an end until Heal.
func (w *tunnels) refuseExpiry() {
	w.panel.Fail(sandbox.VPNFault{Path: "accounts/{id}/expire", Kind: sandbox.VPN429})
}

// sellOpen sells bia while the panel refuses to set an end.
func (w *tunnels) sellOpen() ops.Outcome {
	w.t.Helper()
	w.refuseExpiry()
	out, err := w.SellVPN(w.t.Context(), w.act("k"), w.sale())
	if err != nil || out.State != storage.Done || !out.VPN.ExpiryOpen || out.VPN.Why != resale.RateLimited {
		w.t.Fatalf("%q %+v, %v", out.State, out.VPN, err)
	}
	return out
}

// TestAnEndIsOwedUntilItIsSet, however often and however long it is refused.
func TestAnEndIsOwedUntilItIsSet(t *testing.T) {
	w := newTunnels(t)
	w.sellOpen()
	for range 40 {
		w.pass(15 * time.Minute)
		w.reconcileOnce()
	}
	if n := w.writes(); n < 20 || n > 60 || len(w.told) != 0 {
		t.Errorf("%d writes, told %+v", n, w.told)
	}
	if out, err := w.SellVPN(t.Context(), w.act("k"), w.sale()); err != nil || !out.VPN.ExpiryOpen {
		t.Errorf("asked again: %+v, %v", out.VPN, err)
	}
	w.panel.Heal()
	w.pass(15 * time.Minute)
	w.reconcile()
	if len(w.told) != 1 || w.told[0].State != storage.Done || !w.told[0].After.Equal(saleEnd()) {
		t.Errorf("told %+v", w.told)
	}
	out, err := w.SellVPN(t.Context(), w.act("k"), w.sale())
	w.wantDone(vpnDeeds()[0], "at last", out, err)
}

// TestTheBalanceEndsInBetween: the account is made of the last cent, and the
// panel wants money for everything after it.
func TestTheBalanceEndsInBetween(t *testing.T) {
	w := newTunnels(t)
	w.panel.Quirk(sandbox.VPNQuirks{Broke: sandbox.VPNBrokeAll})
	w.panel.SetBalance(ourKey, "0.07")
	out, err := w.SellVPN(t.Context(), w.act("k"), w.sale())
	if err != nil || out.State != storage.Done || !out.VPN.ExpiryOpen || out.VPN.Why != resale.NoFunds {
		t.Fatalf("%q %q %+v, %v", out.State, out.Code, out.VPN, err)
	}
	if out, err := w.SellVPN(t.Context(), w.act("k2"), ops.VPNSale{New: resale.NewVPNAccount{Username: "caio", Password: "abc1234"}}); err != nil || out.State != storage.Refused || out.Code != resale.NoFunds {
		t.Errorf("another: %q %q, %v", out.State, out.Code, err)
	}
	w.pass(24 * time.Hour)
	w.reconcileOnce()
	w.panel.SetBalance(ourKey, "10")
	w.reconcile()
	out, err = w.SellVPN(t.Context(), w.act("k"), w.sale())
	w.wantDone(vpnDeeds()[0], "with money", out, err)
}

// TestWhatComesInPlaceOfAnOwedEnd: another end or none that a person wants, the
// removal of the account, an end that was set by hand.
func TestWhatComesInPlaceOfAnOwedEnd(t *testing.T) {
	other := time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		do   func(w *tunnels, bia int64) (ops.Outcome, error)
		end  time.Time
		last storage.State
	}{
		"another end": {func(w *tunnels, bia int64) (ops.Outcome, error) {
			return w.SetVPNExpiry(t.Context(), w.act("x"), bia, "bia", other)
		}, other, storage.Refused},
		"none": {func(w *tunnels, bia int64) (ops.Outcome, error) {
			return w.SetVPNExpiry(t.Context(), w.act("x"), bia, "bia", time.Time{})
		}, time.Time{}, storage.Refused},
		"removal": {func(w *tunnels, bia int64) (ops.Outcome, error) {
			return w.DeleteVPN(t.Context(), w.act("x"), bia, "bia")
		}, time.Time{}, storage.Refused},
		"by hand": {func(w *tunnels, bia int64) (ops.Outcome, error) {
			w.panel.SetAccount(bia, func(a *sandbox.VPNAccount) { a.Expires = other })
			return ops.Outcome{State: storage.Done}, nil
		}, other, storage.Done},
		"a refused end": {func(w *tunnels, bia int64) (ops.Outcome, error) {
			w.refuseExpiry()
			out, err := w.SetVPNExpiry(t.Context(), w.act("x"), bia, "bia", other)
			w.panel.Heal()
			out.State = map[resale.Code]storage.State{resale.RateLimited: storage.Done}[out.Code]
			return out, err
		}, saleEnd(), storage.Done},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTunnels(t)
			out := w.sellOpen()
			w.panel.Heal()
			if out, err := c.do(w, out.VPN.Account.ID); err != nil || out.State != storage.Done {
				t.Fatalf("%q %q, %v", out.State, out.Code, err)
			}
			w.reconcile()
			if got := w.account("bia").Expires; !got.Equal(c.end) || len(w.told) != 1 || w.told[0].State != c.last {
				t.Errorf("ends %v, told %+v", got, w.told)
			}
			if out, err := w.SellVPN(t.Context(), w.act("k"), w.sale()); err != nil || out.VPN.ExpiryOpen {
				t.Errorf("%+v, %v", out.VPN, err)
			}
		})
	}
}

// TestAnOwedEndComesTooLate: its day is over when the panel lets it be set.
func TestAnOwedEndComesTooLate(t *testing.T) {
	w := newTunnels(t)
	w.panel.Quirk(sandbox.VPNQuirks{FutureExpiry: true})
	w.sellOpen()
	w.pass(40 * 24 * time.Hour)
	w.panel.Heal()
	w.reconcile()
	if got, now := w.account("bia").Expires, w.Now(); got.Before(now.Add(-time.Hour)) || got.Sub(now) > 24*time.Hour {
		t.Errorf("ends %v, now is %v", got, now)
	}
}
