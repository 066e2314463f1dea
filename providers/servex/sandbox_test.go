package servex

import (
	"testing"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi/clienttest"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
)

// TestALifeOnThePanel goes through a client's whole life with a panel that
// keeps state, so that the calls fit each other and not only their records.
func TestALifeOnThePanel(t *testing.T) {
	now := time.Date(2026, 5, 22, 12, 0, 0, 0, time.UTC)
	p := sandbox.NewServex(sandbox.ServexOptions{Now: func() time.Time { return now }})
	base, err := p.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	p.AddKey(testKey, false, 42)
	category := p.AddCategory("Premium", time.Time{})
	c := New(Config{BaseURL: base, Key: secret.New(testKey), HTTP: clienttest.Web(t), Limiter: rate.NewLimiter(rate.Inf, 0)})
	ctx := t.Context()

	if admin, err := c.KeyKind(ctx); admin || err != nil {
		t.Errorf("admin %v, %v", admin, err)
	}
	p.Fail(sandbox.ServexFault{Method: "POST", Times: 1, Kind: sandbox.ServexCutAfter})
	_, err = c.CreateClient(ctx, resale.NewClient{Username: "ana", Password: "abc123", CategoryID: category, Limit: 1, Duration: 60, Kind: resale.Test})
	if resale.CodeOf(err) != resale.Unknown {
		t.Fatalf("create: %v", err)
	}
	ana, err := c.FindByUsername(ctx, "ANA")
	if err != nil || ana.Kind != resale.Test || !ana.Expires.Equal(now.Add(time.Hour)) {
		t.Fatalf("found %+v, %v", ana, err)
	}

	paid, limit := resale.Paid, 3
	if ana, err = c.UpdateClient(ctx, ana, resale.ClientEdit{Kind: &paid, Limit: &limit}); err != nil {
		t.Fatal(err)
	}
	expires, err := c.RenewClient(ctx, ana.ID, 30)
	same(t, now.Add(time.Hour).AddDate(0, 0, 30), expires, err)
	for _, want := range []resale.ClientStatus{resale.Suspended, resale.Active} {
		status, err := c.ToggleSuspend(ctx, ana.ID)
		same(t, want, status, err)
	}
	found, err := c.FindClient(ctx, ana.ID, "ana")
	ana.Expires = expires
	same(t, ana, found, err)
	if got := p.Clients()[0]; got.Password != "abc123" || p.Creates("ana") != 1 || p.Renewals(ana.ID) != 1 {
		t.Errorf("on the panel: %+v, %d creations, %d renewals", got, p.Creates("ana"), p.Renewals(ana.ID))
	}

	if err := c.DeleteClient(ctx, ana.ID); err != nil {
		t.Fatal(err)
	}
	if err := c.DeleteClient(ctx, ana.ID); resale.CodeOf(err) != resale.Forbidden {
		t.Errorf("deleted twice: %v", err)
	}
}
