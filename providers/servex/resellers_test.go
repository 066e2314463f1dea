package servex

import (
	"testing"

	"resellerbot/internal/resale"
)

func norte(t *testing.T) resale.Reseller {
	return resale.Reseller{
		ID: 501, Name: "Norte Net", Username: "nortenet", MaxUsers: 50, UsedUsers: 12, AccountType: resale.Validity,
		CategoryIDs: []int64{279, 280}, Expires: at(t, "2026-09-01T00:00:00Z"), Status: "active", Note: "paga dia 5",
	}
}

func TestSX07ListResellers(t *testing.T) {
	c, p := start(t, ok("resellers.json"))
	got, err := c.ListResellers(t.Context(), resale.ResellerQuery{Page: 3, Limit: 20, Search: "no", Status: "active", Scope: resale.All})
	same(t, []resale.Reseller{norte(t), {
		ID: 502, Name: "Sul", Username: "sul22", MaxUsers: 120, UsedUsers: 7, AccountType: resale.Credit, Status: "suspended", Note: "novo",
	}}, got, err)
	p.wasAsked("GET", "/api/resellers", "page=3&limit=20&search=no&status=active&scope=todos", nil)
}

func newNorte(t *testing.T) resale.NewReseller {
	return resale.NewReseller{
		Name: "Norte Net", Username: "nortenet", Password: "senha123", MaxUsers: 50, AccountType: resale.Validity,
		CategoryIDs: []int64{279}, Expires: at(t, "2026-09-01T21:00:00Z"), Note: "novo",
	}
}

func TestSX08CreateReseller(t *testing.T) {
	c, p := start(t, recorded{status: 201, file: "reseller_created.json"})
	got, err := c.CreateReseller(t.Context(), newNorte(t))
	same(t, resale.Reseller{
		ID: 510, Name: "Norte Net", Username: "nortenet", MaxUsers: 50, UsedUsers: -1, AccountType: resale.Validity,
		CategoryIDs: []int64{279}, Expires: at(t, "2026-09-01T00:00:00Z"), Status: "active",
	}, got, err)
	p.wasAsked("POST", "/api/resellers", "", map[string]any{
		"name": "Norte Net", "username": "nortenet", "password": "senha123", "max_users": 50.0, "account_type": "validity",
		"category_ids": []any{279.0}, "expiration_date": "2026-09-01", "obs": "novo",
	})
}

func TestSX08LooksUpAResellerThatTheAnswerLeftOut(t *testing.T) {
	c, p := start(t, recorded{status: 201, file: "message_only.json"}, ok("resellers.json"))
	got, err := c.CreateReseller(t.Context(), newNorte(t))
	same(t, norte(t), got, err)
	if len(p.asked) != 2 || p.asked[1].Query.Get("search") != "nortenet" {
		t.Errorf("asked %+v", p.asked)
	}
}

func TestSX08AResellerThatIsNotFoundEitherIsUnknown(t *testing.T) {
	c, _ := start(t, recorded{status: 201, file: "message_only.json"}, ok("resellers_none.json"))
	if _, err := c.CreateReseller(t.Context(), newNorte(t)); resale.CodeOf(err) != resale.Unknown {
		t.Errorf("got %v", err)
	}
}

func TestSX08AFailureAdoptsNoReseller(t *testing.T) {
	c, p := start(t, recorded{status: 500}, ok("resellers.json")) // one of that name was there before
	if _, err := c.CreateReseller(t.Context(), newNorte(t)); resale.CodeOf(err) != resale.Unknown || len(p.asked) != 1 {
		t.Errorf("got %v after %d calls", err, len(p.asked))
	}
}

func TestSX09UpdateReseller(t *testing.T) {
	c, p := start(t, ok("message_only.json"))
	users, note := 80, "paga dia 10"
	got, err := c.UpdateReseller(t.Context(), norte(t), resale.ResellerEdit{MaxUsers: &users, Note: &note})
	want := norte(t)
	want.MaxUsers, want.Note = 80, note
	same(t, want, got, err)
	p.wasAsked("PUT", "/api/resellers/501", "", map[string]any{
		"name": "Norte Net", "username": "nortenet", "max_users": 80.0, "account_type": "validity",
		"category_ids": []any{279.0, 280.0}, "expiration_date": "2026-09-01", "obs": note, "observation": note,
	})
}

func TestSX09NeverSendsAnEmptyListOfCategories(t *testing.T) {
	c, p := start(t, ok("message_only.json"))
	password := "nova1234"
	current := resale.Reseller{ID: 502, Name: "Sul", Username: "sul22", MaxUsers: 120, AccountType: resale.Credit, Expires: at(t, "2026-09-01T00:00:00Z")}
	_, err := c.UpdateReseller(t.Context(), current, resale.ResellerEdit{Password: &password, CategoryIDs: []int64{}})
	if err != nil {
		t.Fatal(err)
	}
	p.wasAsked("PUT", "/api/resellers/502", "", map[string]any{
		"name": "Sul", "username": "sul22", "password": "nova1234", "max_users": 120.0, "account_type": "credit",
	})
}

func TestSX10DeleteReseller(t *testing.T) {
	c, p := start(t, ok("message_only.json"))
	if err := c.DeleteReseller(t.Context(), 501); err != nil {
		t.Fatal(err)
	}
	p.wasAsked("DELETE", "/api/resellers/501", "", nil)
}

func TestSX11RenewReseller(t *testing.T) {
	c, p := start(t, ok("reseller_renewed.json"))
	got, err := c.RenewReseller(t.Context(), 501, 30)
	same(t, at(t, "2026-10-01T00:00:00Z"), got, err)
	p.wasAsked("POST", "/api/resellers/501/renew", "", map[string]any{"days": 30.0})
}

func TestSX12ToggleReseller(t *testing.T) {
	c, p := start(t, ok("reseller_toggled.json"))
	got, err := c.ToggleReseller(t.Context(), 501)
	same(t, "suspended", got, err)
	p.wasAsked("PUT", "/api/resellers/501/toggle-status", "", nil)
}

func TestFindResellerIsExact(t *testing.T) {
	c, _ := start(t, ok("resellers.json"))
	if got, err := c.FindReseller(t.Context(), "SUL22"); err != nil || got.ID != 502 {
		t.Errorf("found %+v, %v", got, err)
	}
	if _, err := c.FindReseller(t.Context(), "sul"); resale.CodeOf(err) != resale.NotFound {
		t.Errorf("found somebody else: %v", err)
	}
	if got, err := c.FindResellerByID(t.Context(), 502, "sul22", resale.Own, resale.All); err != nil || got.Username != "sul22" {
		t.Errorf("found %+v, %v", got, err)
	}
	if _, err := c.FindResellerByID(t.Context(), 503, "sul22"); resale.CodeOf(err) != resale.NotFound {
		t.Errorf("found another id: %v", err)
	}
}
