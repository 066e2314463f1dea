package servex

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
)

func joao(t *testing.T) resale.Client {
	online := true
	return resale.Client{
		ID: 1245, Username: "joao45zfx", CategoryID: 279, Limit: 2, Kind: resale.Paid, Status: resale.Active,
		Expires: at(t, "2026-06-19T00:00:00Z"), Note: "cliente da ana", UUID: "7d0c3f7e-5b1a-4a53-9b0e-0d6f3c5f1a11", OwnerID: 42,
		Online: &online, LastSeen: at(t, "2026-05-22T10:15:00Z"), Created: at(t, "2026-05-20T12:30:00Z"), Updated: at(t, "2026-05-21T08:00:00Z"),
	}
}

func TestSX01ListClients(t *testing.T) {
	c, p := start(t, ok("clients.json"))
	got, err := c.ListClients(t.Context(), resale.ClientQuery{
		Page: 2, Limit: 50, Search: "ana & c°", Status: resale.ExpiresSoon, Scope: resale.OfResellers, ResellerID: 42,
	})
	same(t, []resale.Client{joao(t), {
		ID: 1246, Username: "teste77", CategoryID: 279, Limit: 1, Kind: resale.Test, Status: resale.Expired,
		Expires: at(t, "2026-05-22T14:00:00Z"), OwnerID: 42,
	}}, got, err)
	p.wasAsked("GET", "/api/clients", "page=2&limit=50&search=ana+%26+c%C2%B0&status=expires_soon&scope=dos_revendedores&resellerId=42", nil)
}

func TestSX01AsksForNothingByDefault(t *testing.T) {
	c, p := start(t, ok("clients_none.json"))
	got, err := c.ListClients(t.Context(), resale.ClientQuery{})
	same(t, nil, got, err)
	p.wasAsked("GET", "/api/clients", "", nil)
}

func TestSX01ToleratesOddScalarsAndWrappers(t *testing.T) {
	c, _ := start(t, ok("clients_odd.json"))
	yes, no := true, false
	got, err := c.ListClients(t.Context(), resale.ClientQuery{})
	same(t, []resale.Client{
		{
			ID: 1245, Username: "99123", CategoryID: 279, Limit: 2, Kind: resale.Paid, Status: resale.Active, Online: &yes,
			Expires: at(t, "2026-06-19T00:00:00Z"), Created: at(t, "2026-05-20T12:30:00Z"), Updated: at(t, "2026-05-21T08:00:00Z"),
		},
		{ID: 1246, Username: "maria", Limit: 3},
		{ID: 1247, Username: "jose", Online: &no},
	}, got, err)

	c, _ = start(t, ok("clients_bare.json"))
	got, err = c.ListClients(t.Context(), resale.ClientQuery{})
	same(t, []resale.Client{{
		ID: 7, Username: "solo", CategoryID: 1, Limit: 1, Kind: resale.Paid, Status: resale.Active, Expires: at(t, "2026-06-19T06:00:00Z"),
	}}, got, err)
}

func TestSX02CreateClient(t *testing.T) {
	c, p := start(t, recorded{status: 201, file: "client_created.json"})
	got, err := c.CreateClient(t.Context(), resale.NewClient{
		Username: "joao45zfx", Password: "senha123", CategoryID: 279, Limit: 1, Duration: 30, Kind: resale.Paid, Note: "indicado",
	})
	same(t, resale.Client{
		ID: 1300, Username: "joao45zfx", CategoryID: 279, Limit: 1, Kind: resale.Paid, Status: resale.Active, Note: "indicado", OwnerID: 42,
		Expires: at(t, "2026-06-21T15:00:00Z"), Created: at(t, "2026-05-22T15:00:00Z"), Updated: at(t, "2026-05-22T15:00:00Z"),
	}, got, err)
	p.wasAsked("POST", "/api/clients", "", map[string]any{
		"username": "joao45zfx", "password": "senha123", "category_id": 279.0, "connection_limit": 1.0, "duration": 30.0,
		"type": "user", "observation": "indicado",
	})
}

func TestSX02CreatesATestWithEveryField(t *testing.T) {
	c, p := start(t, ok("client_created_partial.json")) // 200 instead of 201, and an id as text
	got, err := c.CreateClient(t.Context(), resale.NewClient{
		Username: "teste77", Password: "senha123", CategoryID: 279, Limit: 3, Duration: 60, Kind: resale.Test, UUID: "u-1", OwnerID: 501,
	})
	same(t, resale.Client{ID: 1301, Username: "teste77", CategoryID: 279, Limit: 3, Kind: resale.Test, UUID: "u-1"}, got, err)
	p.wasAsked("POST", "/api/clients", "", map[string]any{
		"username": "teste77", "password": "senha123", "category_id": 279.0, "connection_limit": 3.0, "duration": 60.0,
		"type": "test", "v2ray_uuid": "u-1", "owner_id": 501.0,
	})
}

func TestSX03UpdateClientSendsWhatThePanelNeedsAndNoPassword(t *testing.T) {
	c, p := start(t, ok("client_updated.json"))
	limit := 5
	got, err := c.UpdateClient(t.Context(), joao(t), resale.ClientEdit{Limit: &limit})
	want := joao(t)
	want.Limit, want.Updated = 5, at(t, "2026-05-23T09:00:00Z")
	same(t, want, got, err)
	p.wasAsked("PUT", "/api/clients/1245", "", map[string]any{
		"username": "joao45zfx", "category_id": 279.0, "connection_limit": 5.0, "type": "user",
		"observation": "cliente da ana", "v2ray_uuid": "7d0c3f7e-5b1a-4a53-9b0e-0d6f3c5f1a11",
	})
}

func TestSX03UpdateClientEdits(t *testing.T) {
	c, p := start(t, ok("message_only.json"))
	name, password, kind, note, category := "joao2", "nova1234", resale.Paid, "", int64(280)
	current := resale.Client{ID: 9, Username: "joao", CategoryID: 279, Limit: 1, Kind: resale.Test, Note: "velha"}
	got, err := c.UpdateClient(t.Context(), current, resale.ClientEdit{
		Username: &name, Password: &password, Kind: &kind, Note: &note, CategoryID: &category,
	})
	same(t, resale.Client{ID: 9, Username: "joao2", CategoryID: 280, Limit: 1, Kind: resale.Paid}, got, err)
	p.wasAsked("PUT", "/api/clients/9", "", map[string]any{
		"username": "joao2", "password": "nova1234", "category_id": 280.0, "connection_limit": 1.0, "type": "user", "observation": "",
	})
}

func TestSX04DeleteClient(t *testing.T) {
	for _, answer := range []recorded{ok("client_deleted.json"), {status: 204}} {
		c, p := start(t, answer)
		if err := c.DeleteClient(t.Context(), 1245); err != nil {
			t.Fatal(err)
		}
		p.wasAsked("DELETE", "/api/clients/1245", "", nil)
	}
}

func TestSX05RenewClient(t *testing.T) {
	for file, want := range map[string]time.Time{
		"client_renewed.json":        at(t, "2026-07-19T00:00:00Z"),
		"client_renewed_nested.json": at(t, "2026-07-19T00:00:00Z"),
		"message_only.json":          {},
	} {
		c, p := start(t, ok(file))
		got, err := c.RenewClient(t.Context(), 1245, 30)
		same(t, want, got, err)
		p.wasAsked("POST", "/api/clients/1245/renew", "", map[string]any{"days": 30.0})
	}
}

func TestSX06ToggleSuspend(t *testing.T) {
	for file, want := range map[string]resale.ClientStatus{"client_suspended.json": resale.Suspended, "message_only.json": ""} {
		c, p := start(t, ok(file))
		got, err := c.ToggleSuspend(t.Context(), 1245)
		same(t, want, got, err)
		p.wasAsked("PUT", "/api/clients/1245/suspend", "", nil)
	}
}

func TestFindByUsernameIsExact(t *testing.T) {
	c, p := start(t, ok("clients_search_ana.json"))
	got, err := c.FindByUsername(t.Context(), "ana")
	if err != nil || got.ID != 33 {
		t.Errorf("found %+v, %v; want client 33", got, err)
	}
	p.wasAsked("GET", "/api/clients", "page=1&limit=100&search=ana&scope=meus", nil)

	_, err = c.FindByUsername(t.Context(), "an")
	if resale.CodeOf(err) != resale.NotFound {
		t.Errorf("found somebody else: %v", err)
	}
}

func TestFindClientGoesByID(t *testing.T) {
	c, p := start(t, ok("clients_none.json"), ok("clients_search_ana.json"))
	got, err := c.FindClient(t.Context(), 33, "ana", resale.Own, resale.OfResellers)
	if err != nil || got.Username != "Ana" {
		t.Errorf("found %+v, %v", got, err)
	}
	scopes := []string{p.asked[0].Query.Get("scope"), p.asked[1].Query.Get("scope")}
	if diff := cmp.Diff([]string{"meus", "dos_revendedores"}, scopes); diff != "" {
		t.Error(diff)
	}
	if _, err = c.FindClient(t.Context(), 34, "ana"); resale.CodeOf(err) != resale.NotFound {
		t.Errorf("client 34: %v, want not found", err)
	}
}
