package vpnresellers

import (
	"context"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
)

// Whatever is cut or broken around the two calls of a sale, each is sent once,
// and what became of it can be looked up.
func TestFaultsAroundASale(t *testing.T) {
	until := resale.VPNExpiry(time.Now().AddDate(0, 1, 0))
	for kind, applied := range map[sandbox.VPNFaultKind]bool{
		sandbox.VPNCutBefore: false, sandbox.VPN500: false, sandbox.VPN429: false, sandbox.VPNHTML: false, sandbox.VPNHang: false,
		sandbox.VPNCutAfter: true, sandbox.VPN500After: true, sandbox.VPNHTMLAfter: true, sandbox.VPNHangAfter: true,
		sandbox.VPNEmptyBody: true, sandbox.VPNNoData: true, sandbox.VPNTruncated: true, sandbox.VPNHugeBody: true,
	} {
		t.Run(string(kind), func(t *testing.T) {
			c, p := startSandbox(t)
			want := resale.Unknown
			if kind == sandbox.VPN429 {
				want = resale.RateLimited
			}
			p.Fail(sandbox.VPNFault{Method: "POST", Path: "accounts", Kind: kind, Times: 1})
			ctx := impatient(t, p, kind, "POST accounts")
			_, err := c.CreateAccount(ctx, resale.NewVPNAccount{Username: "ana.silva", Password: testPassword})
			if resale.CodeOf(err) != want || p.Count("POST accounts").Asked != 1 {
				t.Errorf("create: %v, asked %d times", err, p.Count("POST accounts").Asked)
			}
			found, err := c.FindByUsername(t.Context(), "ana.silva")
			if applied != (err == nil) || !applied && resale.CodeOf(err) != resale.NotFound {
				t.Fatalf("found %+v, %v", found, err)
			}
			if !applied {
				found = must(c.CreateAccount(t.Context(), resale.NewVPNAccount{Username: "ana.silva", Password: testPassword}))(t)
			}
			p.Fail(sandbox.VPNFault{Method: "PUT", Path: "accounts/{id}/expire", Kind: kind, Times: 1})
			ctx = impatient(t, p, kind, "PUT accounts/{id}/expire")
			if _, err := c.SetExpiry(ctx, found.ID, until); resale.CodeOf(err) != want {
				t.Errorf("expire: %v", err)
			}
			if now := must(c.Account(t.Context(), found.ID))(t); now.RenewsItself() == applied {
				t.Errorf("%+v", now)
			}
			if sold := must(c.SetExpiry(t.Context(), found.ID, until))(t); !sold.Expires.Equal(until) {
				t.Errorf("%+v", sold)
			}
			if acts := p.Acts("ana.silva"); acts.Creates != 1 {
				t.Errorf("%+v", acts)
			}
		})
	}
}

// impatient is a context that ends when a panel that hangs got the request.
func impatient(t *testing.T, p *sandbox.VPNPanel, kind sandbox.VPNFaultKind, operation string) context.Context {
	t.Helper()
	if kind != sandbox.VPNHang && kind != sandbox.VPNHangAfter {
		return t.Context()
	}
	ctx, cancel := context.WithCancel(t.Context())
	before, waited := p.Count(operation).Asked, make(chan struct{})
	go func() {
		defer close(waited)
		_ = p.Wait(ctx, func(p *sandbox.VPNPanel) bool { return p.Count(operation).Asked > before })
		cancel()
	}()
	t.Cleanup(func() { cancel(); <-waited })
	return ctx
}
