package vpnresellers

import (
	"context"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
)

// startSandbox is a panel that keeps state, so that the calls fit each other
// and not only their records. It has a server and a port of each kind.
func startSandbox(t *testing.T, more ...func(*Config)) (*Client, *sandbox.VPNPanel) {
	t.Helper()
	p := sandbox.NewVPN(sandbox.VPNOptions{})
	base, err := p.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	p.AddKey(testKey, "100.00")
	p.AddServer(sandbox.VPNServer{CountryCode: "NL", City: "Amsterdam"})
	p.AddVLESSServer(sandbox.VPNServer{CountryCode: "TH", City: "Bangkok"})
	p.AddPort(sandbox.VPNPort{Protocol: "udp", Number: 1194, Default: true})
	return clientOf(t, base, more...), p
}

// dialects are the ways in which the panel may differ.
func dialects() map[string]sandbox.VPNQuirks {
	return map[string]sandbox.VPNQuirks{
		"as documented": {},
		"bare":          {NoCode: true, OnlyJSON: true, Forbids: true, Balance: sandbox.VPNNumber, Dates: sandbox.VPNDatesISO, Validate: sandbox.VPNValidateBare, VLESS: sandbox.VPNVLESSBare},
		"as printed": {
			Dates: sandbox.VPNDatesOffset, Validate: sandbox.VPNValidateAccount, Create: sandbox.VPNCreateDocumented, VLESS: sandbox.VPNVLESSLink,
			UsernameFilter: sandbox.VPNFilterExact, PortFlags: true, PagedServers: true, Capacity: sandbox.VPNString,
		},
		"odd": {
			Dates: sandbox.VPNDatesDay, Create: sandbox.VPNCreateBoth, UsernameFilter: sandbox.VPNFilterPart, PageSize: 2, NewestFirst: true, Branded: true,
			Capacity: sandbox.VPNMissing, Expired: sandbox.VPNExpiredStatus, Profile: sandbox.VPNProfileCRLF, FutureExpiry: true,
		},
		"plain": {Dates: sandbox.VPNDatesPlain, Capacity: sandbox.VPNNull, Expired: sandbox.VPNExpiredDisabled},
	}
}

// An account's life, in every dialect.
func TestTheLifeOfAnAccount(t *testing.T) {
	for name, quirks := range dialects() {
		t.Run(name, func(t *testing.T) {
			c, p := startSandbox(t)
			p.Quirk(quirks)
			ctx, until := t.Context(), resale.VPNExpiry(time.Now().AddDate(0, 1, 0))
			for _, other := range []string{"ana1", "ana2", "bruno", "ana.silva.2"} {
				must(c.CreateAccount(ctx, resale.NewVPNAccount{Username: other, Password: testPassword}))(t)
			}
			project := must(c.CreateProject(ctx, resale.NewVPNProject{Name: "Shop", Description: "Ours."}))(t)
			made := must(c.CreateAccount(ctx, resale.NewVPNAccount{Username: "ana.silva", Password: testPassword, Customer: &resale.AccountCustomer{
				FirstName: "Ana", LastName: "Silva", Email: "ana@example.com", Project: project.ID,
			}}))(t)
			sold := must(c.SetExpiry(ctx, made.ID, until))(t)
			if !made.RenewsItself() || !sold.Expires.Equal(until) || !sold.Active {
				t.Errorf("%+v, then %+v", made, sold)
			}
			if found := must(c.FindByUsername(ctx, "ana.silva"))(t); found != sold {
				t.Errorf("found %+v, want %+v", found, sold)
			}
			if _, err := c.FindByUsername(ctx, "nobody"); resale.CodeOf(err) != resale.NotFound {
				t.Errorf("found nobody: %v", err)
			}
			if _, err := c.CreateAccount(ctx, resale.NewVPNAccount{Username: "ana.silva", Password: testPassword}); resale.CodeOf(err) != resale.Taken {
				t.Errorf("a name twice: %v", err)
			}
			if !must(c.ValidateAccount(ctx, made.ID, "ana.silva", testPassword))(t) || must(c.ValidateAccount(ctx, made.ID, "ana.silva", "other-one"))(t) {
				t.Error("validation")
			}
			if off := must(c.DisableAccount(ctx, made.ID))(t); off.Active {
				t.Errorf("%+v", off)
			}
			if on := must(c.EnableByUsername(ctx, "ana.silva"))(t); !on.Active {
				t.Errorf("%+v", on)
			}
			must(c.ChangePassword(ctx, made.ID, "another.one"))(t)
			if own := must(c.AccountOf(ctx, "ana.silva", "another.one"))(t); own.ID != made.ID {
				t.Errorf("%+v", own)
			}
			if all := strings.Fields(gather(t, c, resale.AccountQuery{})); len(all) != 5 {
				t.Errorf("%v", all)
			}
			if err := c.DeleteAccount(ctx, made.ID); err != nil {
				t.Error(err)
			}
			if _, err := c.Account(ctx, made.ID); resale.CodeOf(err) != resale.NotFound {
				t.Errorf("deleted: %v", err)
			}
			if acts := p.Acts("ana.silva"); acts.Creates != 1 || acts.Expires != 1 || acts.Deletes != 1 {
				t.Errorf("%+v", acts)
			}
		})
	}
}

// must gives what a call gave, and fails the test when it failed.
func must[T any](value T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func TestPeopleAndPlaces(t *testing.T) {
	for name, quirks := range dialects() {
		t.Run(name, func(t *testing.T) {
			c, p := startSandbox(t)
			p.Quirk(quirks)
			ctx := t.Context()
			project := must(c.CreateProject(ctx, resale.NewVPNProject{Name: "Shop", Description: "Ours."}))(t)
			customer := must(c.CreateCustomer(ctx, resale.NewVPNCustomer{FirstName: "Ana", LastName: "Silva", Email: "ana@example.com", Project: project.ID}))(t)
			account := must(c.CreateAccount(ctx, resale.NewVPNAccount{Username: "ana.silva", Password: testPassword, Customer: &resale.AccountCustomer{ID: customer.ID}}))(t)
			if len(p.Projects()) != 1 || len(p.Customers()) != 1 {
				t.Errorf("%+v, %+v", p.Projects(), p.Customers())
			}
			for what, of := range map[string]func(context.Context, int64, int, int) (resale.VPNPage[resale.VPNAccount], error){
				"customer": c.CustomerAccounts, "project": c.ProjectAccounts,
			} {
				if got := must(of(ctx, map[string]int64{"customer": customer.ID, "project": project.ID}[what], 1, 10))(t); len(got.Items) != 1 || got.Items[0] != account {
					t.Errorf("%s: %+v", what, got)
				}
			}
			if err := c.DeleteCustomer(ctx, customer.ID); outcome(err) != "invalid: Unable to delete a customer that has accounts. [customer]" {
				t.Error(err)
			}
			servers, ports := must(c.Servers(ctx))(t), must(c.Ports(ctx))(t)
			if len(servers) != 1 || servers[0].City != "Amsterdam" || len(ports) != 1 || !ports[0].Default {
				t.Fatalf("%+v, %+v", servers, ports)
			}
			if file := must(c.OpenVPN(ctx, servers[0].ID, ports[0].ID))(t); !strings.Contains(file.Content, "auth-user-pass") {
				t.Error(file.Content)
			}
			if file := must(c.WireGuard(ctx, servers[0].ID, account.ID))(t); !strings.Contains(file.Content, "Address = "+account.WireGuardIP) {
				t.Error(file.Content)
			}
			far := must(c.VLESSServers(ctx))(t)
			link := must(c.VLESS(ctx, far[0].ID, account.ID))(t)
			if !strings.HasPrefix(link.Content, "vless://") || !resale.ShowsSupplier(link.Content, far...) || resale.ShowsSupplier(far[0].City, far...) {
				t.Error(link.Content)
			}
			if balance := must(c.Balance(ctx))(t); balance.Amount.Cmp(dec("99.93")) != 0 {
				t.Errorf("%v", balance.Amount)
			}
			must(c.GeoIP(ctx))(t)
		})
	}
}

// A panel without VLESS, and one whose balance is out, say so.
func TestWhatAPanelRefuses(t *testing.T) {
	c, p := startSandbox(t)
	p.Quirk(sandbox.VPNQuirks{VLESS: sandbox.VPNVLESSAbsent})
	if _, err := c.VLESSServers(t.Context()); resale.CodeOf(err) != resale.Unsupported {
		t.Error(err)
	}
	if _, err := c.VLESS(t.Context(), 1, 1); resale.CodeOf(err) != resale.Unsupported {
		t.Error(err)
	}
	p.SetBalance(testKey, "0.01")
	if _, err := c.CreateAccount(t.Context(), resale.NewVPNAccount{Username: "ana.silva", Password: testPassword}); resale.CodeOf(err) != resale.NoFunds {
		t.Error(err)
	}
	if _, err := c.Servers(t.Context()); resale.CodeOf(err) != resale.NoFunds {
		t.Error(err)
	}
}
