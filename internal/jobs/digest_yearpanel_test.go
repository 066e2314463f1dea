package jobs_test

import (
	"context"
	"net/http"
	"time"

	"golang.org/x/time/rate"
	"pgregory.net/rapid"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/servex"
	"resellerbot/providers/vpnresellers"
)

// yearPanel is what happens at a panel in the course of a year.
type yearPanel interface {
	add(name string, expires time.Time, exempt bool)
	all() []yearClient
	renew(id int64, days int) error
	remove(id int64) error
	revoke(yes bool)
}

// yearClient is a client, or an account. Nobody is warned of one that is
// exempt: a trial, or an account that renews itself.
type yearClient struct {
	id       int64
	username string
	expires  time.Time
	exempt   bool
}

func (y *year) servex(_ string, key secret.String) *servex.Client {
	return servex.New(servex.Config{BaseURL: "http://panel.test/api", Key: key, HTTP: y.web(), Limiter: rate.NewLimiter(rate.Inf, 0)})
}

func (y *year) vpn(_ string, key secret.String) *vpnresellers.Client {
	return vpnresellers.New(vpnresellers.Config{BaseURL: "http://panel.test/v4_1", Key: key, HTTP: y.web(), Limiter: rate.NewLimiter(rate.Inf, 0)})
}

func (y *year) web() *http.Client { return &http.Client{Transport: within{y.handler}} }

// openPanel opens the panel of the year's provider.
func (y *year) openPanel() {
	if y.provider == ops.VPNResellers {
		p := sandbox.NewVPN(sandbox.VPNOptions{Now: func() time.Time { return y.now }, Daily: "0.000001"})
		p.Quirk(sandbox.VPNQuirks{Expired: rapid.SampledFrom([]sandbox.VPNExpired{"", sandbox.VPNExpiredDisabled, sandbox.VPNExpiredStatus}).Draw(y.t, "over")})
		y.handler, y.panel = p, yearAccounts{p, p.AddKey(yearKey, "1000")}
		return
	}
	p := sandbox.NewServex(sandbox.ServexOptions{Now: func() time.Time { return y.now }})
	y.handler = p
	y.panel = yearClients{p, y.servex("", secret.New(yearKey)), p.AddCategory("Premium", time.Time{})}
	y.panel.revoke(false)
}

type yearClients struct {
	panel  *sandbox.ServexPanel
	client *servex.Client
	place  int64
}

func (p yearClients) add(name string, expires time.Time, exempt bool) {
	kind := "user"
	if exempt {
		kind = "test"
	}
	p.panel.AddClient(sandbox.ServexClient{Username: name, Kind: kind, CategoryID: p.place, OwnerID: 42, Expires: expires})
}

func (p yearClients) all() (all []yearClient) {
	for _, c := range p.panel.Clients() {
		all = append(all, yearClient{c.ID, c.Username, c.Expires, c.Kind == "test"})
	}
	return all
}

func (p yearClients) renew(id int64, days int) error {
	_, err := p.client.RenewClient(context.Background(), id, days)
	return err
}

func (p yearClients) remove(id int64) error { return p.client.DeleteClient(context.Background(), id) }

func (p yearClients) revoke(yes bool) {
	if yes {
		p.panel.RevokeKey(yearKey)
	} else {
		p.panel.AddKey(yearKey, false, 42)
	}
}

type yearAccounts struct {
	panel *sandbox.VPNPanel
	user  int64
}

func (p yearAccounts) add(name string, expires time.Time, exempt bool) {
	a := sandbox.VPNAccount{User: p.user, Username: name, Password: "secret1"}
	if !exempt {
		a.Expires = resale.VPNExpiry(expires)
	}
	p.panel.AddAccount(a)
}

func (p yearAccounts) all() (all []yearClient) {
	for _, a := range p.panel.Accounts() {
		all = append(all, yearClient{a.ID, a.Username, a.Expires, a.Expires.IsZero()})
	}
	return all
}

func (p yearAccounts) renew(id int64, days int) error {
	p.panel.SetAccount(id, func(a *sandbox.VPNAccount) {
		if !a.Expires.IsZero() {
			a.Expires = a.Expires.AddDate(0, 0, days)
		}
	})
	return nil
}

func (p yearAccounts) remove(id int64) error { p.panel.DropAccount(id); return nil }

func (p yearAccounts) revoke(yes bool) {
	if yes {
		p.panel.ReplaceKey(yearKey, "another")
	} else {
		p.panel.ReplaceKey("another", yearKey)
	}
}
