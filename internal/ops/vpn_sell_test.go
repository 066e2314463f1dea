package ops_test

import (
	"sync"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// TestTheKeyIsReplacedMeanwhile: the account's new key sets the end, and finds
// a sale whose answer was lost.
func TestTheKeyIsReplacedMeanwhile(t *testing.T) {
	for name, fault := range map[string]sandbox.VPNFault{
		"end":  {Path: "accounts/{id}/expire", Kind: sandbox.VPN429},
		"sale": {Kind: sandbox.VPNCutAfter, Skip: 1}, // after the name was found free
	} {
		t.Run(name, func(t *testing.T) {
			w := newTunnels(t)
			w.panel.Fail(fault)
			_, err := w.SellVPN(t.Context(), w.act("k"), w.sale())
			w.must(err)
			w.panel.Heal()
			w.panel.ReplaceKey(ourKey, "another-key")
			w.connect("another-key")
			w.reconcile()
			out, err := w.SellVPN(t.Context(), w.act("k"), w.sale())
			w.wantDone(vpnDeeds()[0], name, out, err)
		})
	}
}

// TestANameThatSomebodyElseTakes while our call is lost is not ours.
func TestANameThatSomebodyElseTakes(t *testing.T) {
	for name, ours := range map[string]bool{"another reseller": false, "by hand": true} {
		t.Run(name, func(t *testing.T) {
			w := newTunnels(t)
			user := w.account("ana").User
			if !ours {
				user = w.panel.AddKey("others", "10")
			}
			w.panel.Fail(sandbox.VPNFault{Method: "POST", Path: "accounts", Times: 1, Kind: sandbox.VPNCutBefore})
			// The look at once is lost too.
			w.panel.Fail(sandbox.VPNFault{Method: "GET", Path: "accounts", Times: 3, Kind: sandbox.VPNCutBefore})
			out, err := w.SellVPN(t.Context(), w.act("k"), w.sale())
			if err != nil || out.State != storage.Unknown {
				t.Fatalf("%q, %v", out.State, err)
			}
			w.panel.Heal()
			w.panel.AddAccount(sandbox.VPNAccount{User: user, Username: "bia", Password: "theirs1"})
			for range 5 {
				w.pass(16 * time.Minute)
				w.reconcileOnce()
			}
			open, err := w.OpenActs(t.Context(), ourChat)
			if err != nil || len(open) != 1 || !w.account("bia").Expires.IsZero() || w.account("bia").Password != "theirs1" {
				t.Errorf("open %+v, %v; on the panel %+v", open, err, w.account("bia"))
			}
			if out, err := w.Decide(t.Context(), ourChat, "k", false); err != nil || out.State != storage.Refused {
				t.Errorf("%q, %v", out.State, err)
			}
		})
	}
}

// TestAPersonFindsTheSale: by a person's word it is there, and its end is set.
func TestAPersonFindsTheSale(t *testing.T) {
	w := newTunnels(t)
	w.panel.Fail(sandbox.VPNFault{Skip: 1, Kind: sandbox.VPNCutAfter})
	if out, err := w.SellVPN(t.Context(), w.act("k"), w.sale()); err != nil || out.State != storage.Unknown {
		t.Fatalf("%q, %v", out.State, err)
	}
	w.panel.Heal()
	out, err := w.Decide(t.Context(), ourChat, "k", true)
	if err != nil || out.State != storage.Done || out.VPN.ExpiryOpen || !w.account("bia").Expires.Equal(saleEnd()) {
		t.Errorf("%q %+v, %v", out.State, out.VPN, err)
	}
}

func TestASaleThatIsRefused(t *testing.T) {
	w := newTunnels(t)
	w.panel.AddAccount(sandbox.VPNAccount{User: w.panel.AddKey("others", "10"), Username: "dora", Password: "abc1234"})
	for want, sale := range map[resale.Code]ops.VPNSale{
		resale.Taken:   {New: resale.NewVPNAccount{Username: "dora", Password: "abc1234"}},
		resale.Invalid: {New: resale.NewVPNAccount{Username: "a b", Password: "abc1234"}},
	} {
		if out, err := w.SellVPN(t.Context(), w.act(string(want)), sale); err != nil || out.State != storage.Refused || out.Code != want || out.Name != sale.New.Username {
			t.Errorf("%q %q, want %s, %v", out.State, out.Code, want, err)
		}
	}
	over := w.sale()
	over.Until = w.Now().Add(-24 * time.Hour)
	if out, err := w.SellVPN(t.Context(), w.act("over"), over); err != nil || out.Code != resale.Invalid {
		t.Errorf("over: %q, %v", out.Code, err)
	}
	endless := w.sale()
	endless.Until = time.Time{}
	if out, err := w.SellVPN(t.Context(), w.act("endless"), endless); err != nil || out.State != storage.Done || out.VPN.ExpiryOpen || !out.VPN.Account.RenewsItself() {
		t.Errorf("endless: %q %+v, %v", out.State, out.VPN, err)
	}
}

func TestTenSalesAtOnceAreOne(t *testing.T) {
	w, sell := newTunnels(t), vpnDeeds()[0]
	var all sync.WaitGroup
	outs, errs := make([]ops.Outcome, 10), make([]error, 10)
	for i := range outs {
		all.Go(func() { outs[i], errs[i] = sell.do(t.Context(), w, "k") })
	}
	all.Wait()
	for i := range outs {
		w.wantDone(sell, "at once", outs[i], errs[i])
	}
	if n := w.writes(); n != 2 {
		t.Errorf("%d writes", n)
	}
}
