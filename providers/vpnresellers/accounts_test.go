package vpnresellers

import (
	"testing"
	"time"

	"resellerbot/internal/resale"
)

func ana() resale.VPNAccount {
	return resale.VPNAccount{
		ID: 9, Username: "ana.silva", Active: true, Status: "Active", Expires: at("2026-09-18 00:00:00"),
		WireGuardIP: "10.250.7.19", WireGuardPublicKey: "b7Nn0QyVx5rJ2sT8uW1zC4eG6hK9mP3qL0dF5aX7oYs=",
		Created: at("2026-03-24 19:26:24"), Updated: at("2026-03-28 17:44:21"),
	}
}

func disabled() resale.VPNAccount {
	a := ana()
	a.Active, a.Status, a.Updated = false, "Disabled", at("2026-03-29 08:00:01")
	return a
}

func renewing() resale.VPNAccount {
	a := ana()
	a.Expires = time.Time{}
	return a
}

func TestVR01CheckUsername(t *testing.T) {
	c, p := start(t, recorded(t, 200, "username_free.json"), recorded(t, 422, "username_taken.json"))
	for _, want := range []bool{true, false} {
		free, err := c.UsernameFree(t.Context(), "ana@x&y")
		same(t, want, free, err)
	}
	const asked = "GET /accounts/check_username?username=ana%40x%26y"
	p.wasAsked(asked, asked)
}

func TestVR02ListAccounts(t *testing.T) {
	c, p := start(t, recorded(t, 200, "accounts.json"))
	got, err := c.Accounts(t.Context(), resale.AccountQuery{Page: 1, PerPage: 2, Status: resale.VPNActive})
	other := resale.VPNAccount{
		ID: 10, Username: "Ana.Silva", Status: "Disabled", WireGuardIP: "10.250.7.20",
		WireGuardPublicKey: "c8Oo1RzWy6sK3tU9vX2aD5fH7iL0nQ4rM1eG6bY8pZt=", Created: at("2026-03-27 17:22:45"), Updated: at("2026-04-23 09:06:45"),
	}
	same(t, resale.VPNPage[resale.VPNAccount]{Items: []resale.VPNAccount{ana(), other}, Page: 1, Pages: 2, Total: 3}, got, err)
	if !got.More() || !got.Items[1].RenewsItself() || got.Items[0].RenewsItself() {
		t.Errorf("%+v", got)
	}
	p.wasAsked("GET /accounts?page=1&per_page=2&status=Active")
}

func TestVR03CreateAccount(t *testing.T) {
	made := renewing()
	made.Updated = made.Created
	for body, customer := range map[string]*resale.AccountCustomer{
		``:                              nil,
		`,"customer":{"customer_id":1}`: {ID: 1, Email: "unused@example.com", Project: 4},
		`,"customer":{"first_name":"Joana","last_name":"Braga","email":"joana@example.com","project_id":4}`: {
			FirstName: "Joana", LastName: "Braga", Email: "joana@example.com", Project: 4,
		},
	} {
		c, p := start(t, recorded(t, 201, "account_created.json"))
		got, err := c.CreateAccount(t.Context(), resale.NewVPNAccount{Username: "ana.silva", Password: testPassword, Customer: customer})
		same(t, made, got, err)
		p.wasAsked(`POST /accounts {"username":"ana.silva","password":"` + testPassword + `"` + body + `}`)
	}
}

func TestVR04ReadAccount(t *testing.T) {
	c, p := start(t, recorded(t, 200, "account.json"))
	got, err := c.Account(t.Context(), 9)
	same(t, ana(), got, err)
	p.wasAsked("GET /accounts/9")
}

func TestVR05DeleteAccount(t *testing.T) {
	c, p := start(t, recorded(t, 200, "done.json"), says(204, ""), recorded(t, 404, "not_found.json"))
	for _, want := range []string{"", "", "not_found: Account not found."} {
		if got := outcome(c.DeleteAccount(t.Context(), 9)); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	p.wasAsked("DELETE /accounts/9", "DELETE /accounts/9", "DELETE /accounts/9")
}

func TestVR06EnableAccount(t *testing.T) {
	c, p := start(t, recorded(t, 200, "account.json"))
	got, err := c.EnableAccount(t.Context(), 9)
	same(t, ana(), got, err)
	p.wasAsked("PUT /accounts/9/enable")
}

func TestVR07DisableAccount(t *testing.T) {
	c, p := start(t, recorded(t, 200, "account_disabled.json"))
	got, err := c.DisableAccount(t.Context(), 9)
	same(t, disabled(), got, err)
	p.wasAsked("PUT /accounts/9/disable")
}

func TestVR08ChangePassword(t *testing.T) {
	c, p := start(t, recorded(t, 200, "account.json"))
	got, err := c.ChangePassword(t.Context(), 9, testPassword)
	same(t, ana(), got, err)
	p.wasAsked(`PUT /accounts/9/change_password {"password":"` + testPassword + `"}`)
}

func TestVR09SetExpiry(t *testing.T) {
	c, p := start(t, recorded(t, 200, "account.json"), recorded(t, 200, "account_renewing.json"))
	lisbon := time.FixedZone("", 3600)
	got, err := c.SetExpiry(t.Context(), 9, time.Date(2026, 9, 19, 0, 30, 0, 0, lisbon)) // the 18th, in UTC
	same(t, ana(), got, err)
	got, err = c.SetExpiry(t.Context(), 9, time.Time{})
	same(t, renewing(), got, err)
	p.wasAsked(`PUT /accounts/9/expire {"expire_at":"2026-09-18"}`, `PUT /accounts/9/expire {"expire_at":null}`)
}

// A yes that does not show what was asked for is none: the account is billed on.
func TestAnExpiryThatWasNotSet(t *testing.T) {
	c, p := start(t, recorded(t, 200, "account_renewing.json"), recorded(t, 200, "account.json"))
	if _, err := c.SetExpiry(t.Context(), 9, at("2026-09-18 00:00:00")); outcome(err) != "unknown" {
		t.Error(err)
	}
	if _, err := c.SetExpiry(t.Context(), 9, time.Time{}); outcome(err) != "unknown" {
		t.Error(err)
	}
	if len(p.asked) != 2 {
		t.Error(p.asked)
	}
}

func TestVR11EnableByUsername(t *testing.T) {
	c, p := start(t, recorded(t, 200, "account.json"))
	got, err := c.EnableByUsername(t.Context(), "ana.silva")
	same(t, ana(), got, err)
	p.wasAsked(`PUT /un/accounts/enable {"username":"ana.silva"}`)
}

func TestVR12DisableByUsername(t *testing.T) {
	c, p := start(t, recorded(t, 200, "account_disabled.json"))
	got, err := c.DisableByUsername(t.Context(), "ana.silva")
	same(t, disabled(), got, err)
	p.wasAsked(`PUT /un/accounts/disable {"username":"ana.silva"}`)
}

func TestVR13ChangePasswordByUsername(t *testing.T) {
	c, p := start(t, recorded(t, 200, "account.json"))
	got, err := c.ChangePasswordByUsername(t.Context(), "ana.silva", testPassword)
	same(t, ana(), got, err)
	p.wasAsked(`PUT /un/accounts/change_password {"username":"ana.silva","password":"` + testPassword + `"}`)
}

func TestVR14AccountOf(t *testing.T) {
	c, p := start(t, recorded(t, 200, "account.json"), says(401, `{"message":"Unauthorized.","code":401}`))
	got, err := c.AccountOf(t.Context(), "ana.silva", testPassword)
	same(t, ana(), got, err)
	if _, err := c.AccountOf(t.Context(), "ana.silva", testPassword); outcome(err) != "unauthorized: Unauthorized." {
		t.Error(err)
	}
	p.wasAsked("GET /un/accounts/show?username=ana.silva", "GET /un/accounts/show?username=ana.silva")
}
