package ops_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// vpnDeed is one kind of act at VPNresellers, as all tests do it.
type vpnDeed struct {
	name    string
	do      func(ctx context.Context, w *tunnels, key string) (ops.Outcome, error)
	effects func(w *tunnels) int // on the panel
}

func vpnDeeds() []vpnDeed {
	first := "Raul"
	return []vpnDeed{{
		"sell", func(ctx context.Context, w *tunnels, key string) (ops.Outcome, error) {
			return w.SellVPN(ctx, w.act(key), w.sale())
		}, func(w *tunnels) int {
			return w.panel.Acts("bia").Creates * count(w.account("bia").Expires.Equal(saleEnd()))
		},
	}, {
		"expiry", func(ctx context.Context, w *tunnels, key string) (ops.Outcome, error) {
			return w.SetVPNExpiry(ctx, w.act(key), w.ana, "ana", saleEnd())
		}, func(w *tunnels) int { return count(w.account("ana").Expires.Equal(saleEnd())) },
	}, {
		"renew", func(ctx context.Context, w *tunnels, key string) (ops.Outcome, error) {
			return w.RenewVPN(ctx, w.act(key), w.ending(), "caio", 30)
		}, func(w *tunnels) int { return int(w.account("caio").Expires.Sub(saleEnd()).Hours()) / 24 / 30 },
	}, {
		"disable", func(ctx context.Context, w *tunnels, key string) (ops.Outcome, error) {
			return w.SetVPNDisabled(ctx, w.act(key), w.ana, "ana", true)
		}, func(w *tunnels) int { return count(w.account("ana").Disabled) },
	}, {
		"password", func(ctx context.Context, w *tunnels, key string) (ops.Outcome, error) {
			return w.SetVPNPassword(ctx, w.act(key), w.ana, "ana", "new-password")
		}, func(w *tunnels) int { return count(w.account("ana").Password == "new-password") },
	}, {
		"delete", func(ctx context.Context, w *tunnels, key string) (ops.Outcome, error) {
			return w.DeleteVPN(ctx, w.act(key), w.ana, "ana")
		}, func(w *tunnels) int { return w.panel.Acts("ana").Deletes },
	}, {
		"create customer", func(ctx context.Context, w *tunnels, key string) (ops.Outcome, error) {
			n := resale.NewVPNCustomer{FirstName: "Eva", LastName: "Reis", Email: "eva@example.com", Project: w.panel.Projects()[0].ID}
			return w.CreateVPNCustomer(ctx, w.act(key), n)
		}, func(w *tunnels) int { return len(w.panel.Customers()) - 1 },
	}, {
		"edit customer", func(ctx context.Context, w *tunnels, key string) (ops.Outcome, error) {
			return w.EditVPNCustomer(ctx, w.act(key), w.panel.Customers()[0].ID, "Rui", resale.VPNCustomerEdit{FirstName: &first})
		}, func(w *tunnels) int { return count(w.panel.Customers()[0].FirstName == "Raul") },
	}, {
		"delete customer", func(ctx context.Context, w *tunnels, key string) (ops.Outcome, error) {
			return w.DeleteVPNCustomer(ctx, w.act(key), 1, "Rui")
		}, func(w *tunnels) int { return 1 - len(w.panel.Customers()) },
	}, {
		"create project", func(ctx context.Context, w *tunnels, key string) (ops.Outcome, error) {
			return w.CreateVPNProject(ctx, w.act(key), resale.NewVPNProject{Name: "South", Description: "Homes"})
		}, func(w *tunnels) int { return len(w.panel.Projects()) - 1 },
	}, {
		"edit project", func(ctx context.Context, w *tunnels, key string) (ops.Outcome, error) {
			return w.EditVPNProject(ctx, w.act(key), 1, resale.NewVPNProject{Name: "West", Description: "Shops"})
		}, func(w *tunnels) int { return count(w.panel.Projects()[0].Name == "West") },
	}}
}

// wantDone fails unless the act is done, truly and once.
func (w *tunnels) wantDone(d vpnDeed, at string, out ops.Outcome, err error) {
	w.t.Helper()
	if err != nil || out.State != storage.Done || out.Code != "" || out.VPN == nil || out.VPN.ExpiryOpen || out.Name == "" {
		w.t.Fatalf("%s, %s, is %q %q %q %+v, %v", d.name, at, out.State, out.Code, out.Detail, out.VPN, err)
	}
	if n := d.effects(w); n != 1 {
		w.t.Fatalf("%s, %s, took effect %d times", d.name, at, n)
	}
	if d.name == "sell" {
		v, sold := out.VPN, w.account("bia")
		if v.Account.ID != sold.ID || v.Password.Reveal() != sold.Password || !v.Account.Expires.Equal(sold.Expires) || !out.After.Equal(sold.Expires) {
			w.t.Errorf("%s: told %+v, after %v; on the panel: %+v", at, v, out.After, sold)
		}
	}
}

// TestEveryVPNCrash ends the process at each request of each act, before it is
// sent or once it was answered. A new process over the same file, asked for the
// same key or left to the reconciler, brings the act to one true end.
func TestEveryVPNCrash(t *testing.T) {
	for _, sent := range []bool{false, true} {
		for _, again := range []bool{false, true} {
			t.Run(fmt.Sprintf("sent %v, again %v", sent, again), func(t *testing.T) {
				t.Parallel()
				for _, d := range vpnDeeds() {
					n := 1
					for ; vpnCrash(t, d, n, sent, again); n++ {
					}
					if n < 3 {
						t.Errorf("%s makes only %d requests", d.name, n-1)
					}
				}
			})
		}
	}
}

// vpnCrash tells whether the act came to its nth request.
func vpnCrash(t *testing.T, d vpnDeed, nth int, sent, again bool) (reached bool) {
	t.Helper()
	w := newTunnels(t)
	at := fmt.Sprintf("request %d", nth)
	reached = w.interrupted(d, nth, sent)
	w.restart()
	if !again {
		w.reconcile()
		if n := d.effects(w); n != 1 {
			t.Fatalf("%s, %s: left alone, it took effect %d times", d.name, at, n)
		}
	}
	out, err := d.do(t.Context(), w, "k")
	if err != nil {
		t.Fatalf("%s, %s: %v", d.name, at, err)
	}
	if out.State == storage.Unknown {
		w.reconcile()
		if len(w.told) == 0 || w.told[0].State != storage.Done {
			t.Errorf("%s, %s: told %v", d.name, at, w.told)
		}
		out, err = d.do(t.Context(), w, "k")
	}
	w.wantDone(d, at, out, err)
	if n := w.writes(); n > 3 {
		t.Errorf("%s, %s: %d writes", d.name, at, n)
	}
	return reached
}

func (w *tunnels) interrupted(d vpnDeed, nth int, sent bool) (reached bool) {
	return w.cutOff(d.name, func(ctx context.Context) (ops.Outcome, error) { return d.do(ctx, w, "k") }, nth, sent)
}

// TestEveryVPNAnswerIsLost lets each kind of fault meet each write once, and
// every read after it, so that the act has to be found out later.
func TestEveryVPNAnswerIsLost(t *testing.T) {
	for _, kind := range []sandbox.VPNFaultKind{
		sandbox.VPNCutBefore, sandbox.VPN500, sandbox.VPNHTML,
		sandbox.VPNCutAfter, sandbox.VPN500After, sandbox.VPNHTMLAfter, sandbox.VPNEmptyBody, sandbox.VPNNoData, sandbox.VPNTruncated, sandbox.VPNHugeBody,
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			for _, d := range vpnDeeds() {
				w := newTunnels(t)
				for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
					w.panel.Fail(sandbox.VPNFault{Method: method, Times: 1, Kind: kind})
				}
				_, err := d.do(t.Context(), w, "k")
				w.must(err)
				w.reconcile()
				out, err := d.do(t.Context(), w, "k")
				w.wantDone(d, string(kind), out, err)
			}
		})
	}
}
