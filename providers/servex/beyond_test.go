package servex

import (
	"testing"

	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi/clienttest"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
)

// TestBeyondOwnClients looks for a client of somebody else's.
func TestBeyondOwnClients(t *testing.T) {
	p := sandbox.NewServex(sandbox.ServexOptions{})
	base, err := p.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	p.AddKey(testKey, true, 42)
	id := p.AddClient(sandbox.ServexClient{Username: "ana", OwnerID: 43})
	c := New(Config{BaseURL: base, Key: secret.New(testKey), HTTP: clienttest.Web(t), Limiter: rate.NewLimiter(rate.Inf, 0)})
	if _, err := c.FindClient(t.Context(), id, "ana"); resale.CodeOf(err) != resale.NotFound {
		t.Errorf("among own clients: %v", err)
	}
	found, err := c.Beyond(resale.All).FindClient(t.Context(), id, "ana")
	if err != nil || found.ID != id {
		t.Errorf("%+v, %v", found, err)
	}
	p.AddKey(testKey, false, 42) // now a reseller's, which may not ask for all
	if _, err := c.Beyond(resale.All).FindByUsername(t.Context(), "ana"); resale.CodeOf(err) != resale.NotFound {
		t.Errorf("where the key may not look: %v", err)
	}
}
