package ops

import (
	"context"

	"resellerbot/internal/resale"
)

// glanceVPN looks at an act by another key of its chat, which may be the same
// account's new one. An account that is surely the one meant gets the end that
// is owed, for it is billed until then; a sale is done if there is an account
// of that name and password. Nothing else is called or judged.
func (p *pursuit) glanceVPN(ctx context.Context, c connection) (settled bool, err error) {
	switch {
	case p.in.VPN == nil, c.vpn == nil, p.row.BaseURL != c.base:
		return false, nil
	case p.in.owed():
		now, err := c.vpn.Account(ctx, p.in.ID)
		if err != nil || !sameVPN(p.in.VPN.Before, now) {
			return false, nil
		}
		_, err = p.pursue(ctx)
		return true, err
	case p.name == sellVPNAct && p.row.Calls > 0:
		found, err := c.vpn.FindByUsername(ctx, p.in.Username)
		if err != nil {
			return false, nil
		}
		ours, err := c.vpn.ValidateAccount(ctx, found.ID, found.Username, p.in.VPN.New.Password)
		if err != nil || !ours {
			return false, nil
		}
		_, err = p.adopt(ctx, ofAccount(found))
		return true, err
	}
	return false, nil
}

// sameVPN tells whether two readings are surely of one account.
func sameVPN(a, b resale.VPNAccount) bool {
	return a.ID == b.ID && a.Username == b.Username && !a.Created.IsZero() && a.Created.Equal(b.Created)
}
