package ops

import (
	"context"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// vpnCountMost is how many accounts CheckVPN counts when the panel does not say.
const vpnCountMost = 5000

// FoundVPN is what a key of VPNresellers opens.
type FoundVPN struct {
	Balance  resale.Balance
	Accounts int
	Capped   bool // there are more than were counted
}

// CheckVPN tries a key and counts the accounts that it opens. It changes
// nothing and stores nothing.
func (o *Ops) CheckVPN(ctx context.Context, key secret.String) (f FoundVPN, err error) {
	c := o.VPNResellers("", key)
	if f.Balance, err = c.Balance(ctx); err != nil {
		return FoundVPN{}, err
	}
	first, err := c.Accounts(ctx, resale.AccountQuery{Page: 1})
	if f.Accounts = first.Total; err != nil || f.Accounts > 0 || len(first.Items) == 0 {
		return f, err
	}
	for _, err := range c.AllAccounts(ctx, resale.AccountQuery{Page: 1}) {
		if err != nil {
			return FoundVPN{}, err
		}
		if f.Accounts++; f.Accounts >= vpnCountMost {
			f.Capped = true
			break
		}
	}
	return f, nil
}

// VPNAccountPage is one page of accounts. Pages and Total are 0 when the panel
// did not say.
type VPNAccountPage struct {
	Accounts           []resale.VPNAccount
	Page, Pages, Total int
}

// More tells whether another page follows.
func (p VPNAccountPage) More() bool { return p.Page < p.Pages }

func vpnAccountPage(p resale.VPNPage[resale.VPNAccount], err error) (VPNAccountPage, error) {
	return VPNAccountPage{Accounts: p.Items, Page: p.Page, Pages: p.Pages, Total: p.Total}, err
}

// vpn gives the way to a chat's account with VPNresellers.
func (o *Ops) vpn(ctx context.Context, act string, chat int64) (connection, error) {
	return o.connection(ctx, act, VPNResellers, chat)
}

// VPNAccounts gives one page of a chat's accounts. With a username only the
// account of exactly that name is given, if there is one.
func (o *Ops) VPNAccounts(ctx context.Context, chat int64, q resale.AccountQuery) (VPNAccountPage, error) {
	c, err := o.vpn(ctx, "list vpn accounts", chat)
	if err != nil {
		return VPNAccountPage{}, err
	}
	if q.Username == "" {
		return vpnAccountPage(c.vpn.Accounts(ctx, q))
	}
	found, err := c.vpn.FindByUsername(ctx, q.Username)
	switch {
	case resale.CodeOf(err) == resale.NotFound:
		return VPNAccountPage{Page: 1, Pages: 1}, nil
	case err != nil:
		return VPNAccountPage{}, err
	}
	return VPNAccountPage{Accounts: []resale.VPNAccount{found}, Page: 1, Pages: 1, Total: 1}, nil
}

// VPNAccount reads one account.
func (o *Ops) VPNAccount(ctx context.Context, chat, id int64) (resale.VPNAccount, error) {
	c, err := o.vpn(ctx, "read vpn account", chat)
	if err != nil {
		return resale.VPNAccount{}, err
	}
	return c.vpn.Account(ctx, id)
}

// VPNNameFree tells whether nobody has an account of that name, at any
// reseller. The name must be one that resale.CheckVPNUsername lets pass.
func (o *Ops) VPNNameFree(ctx context.Context, chat int64, username string) (bool, error) {
	c, err := o.vpn(ctx, "check vpn username", chat)
	if err != nil {
		return false, err
	}
	return c.vpn.UsernameFree(ctx, username)
}

// ValidateVPN tells whether an account has that password. It changes nothing.
func (o *Ops) ValidateVPN(ctx context.Context, chat, id int64, username, password string) (bool, error) {
	c, err := o.vpn(ctx, "validate vpn account", chat)
	if err != nil {
		return false, err
	}
	return c.vpn.ValidateAccount(ctx, id, username, password)
}

// VPNGeoIP gives where the panel believes this program to be.
func (o *Ops) VPNGeoIP(ctx context.Context, chat int64) (resale.GeoIP, error) {
	c, err := o.vpn(ctx, "look up place", chat)
	if err != nil {
		return resale.GeoIP{}, err
	}
	return c.vpn.GeoIP(ctx)
}
