package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

const (
	toggleVPNAct = "toggle vpn account"
	removeVPNAct = "delete vpn account"
)

// SetVPNDisabled keeps an account from connecting, or lets it connect again.
// One that is asked for while an earlier one is still open comes in its place.
func (o *Ops) SetVPNDisabled(ctx context.Context, a Act, id int64, username string, off bool) (Outcome, error) {
	return o.perform(ctx, a, o.toggleVPN(), intent{ID: id, Username: username, Want: off, VPN: &vpnIntent{Thing: vpnState}})
}

func (o *Ops) toggleVPN() effect {
	return effect{
		name:       toggleVPNAct,
		provider:   VPNResellers,
		repeatable: true,
		prepare:    readVPN,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			toggle := c.vpn.EnableAccount
			if in.Want {
				toggle = c.vpn.DisableAccount
			}
			now, err := toggle(ctx, in.ID)
			if err == nil && now.Active == in.Want && !now.Over(o.Now()) { // one that is over may read as disabled
				return ofAccount(now), &resale.Error{Act: toggleVPNAct, Code: resale.Unknown}
			}
			return ofAccount(now), err
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			now, err := c.vpn.Account(ctx, in.ID)
			switch {
			case resale.CodeOf(err) == resale.NotFound:
				return absent, result{}, nil
			case err != nil:
				return unclear, result{}, err
			case now.Active == in.Want:
				return absent, ofAccount(now), nil
			}
			return present, ofAccount(now), nil
		},
	}
}

// DeleteVPN removes an account, once. One that is not there is refused with
// resale.NotFound; one that goes while its answer is lost counts as removed.
func (o *Ops) DeleteVPN(ctx context.Context, a Act, id int64, username string) (Outcome, error) {
	return o.perform(ctx, a, removeVPN(), intent{ID: id, Username: username, VPN: &vpnIntent{Thing: vpnRemoval}})
}

func removeVPN() effect {
	return effect{
		name:       removeVPNAct,
		provider:   VPNResellers,
		repeatable: true,
		prepare:    readVPN,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			return ofAccount(in.VPN.Before), c.vpn.DeleteAccount(ctx, in.ID)
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			now, err := c.vpn.Account(ctx, in.ID)
			switch {
			case resale.CodeOf(err) == resale.NotFound && goneVPN(ctx, c, in):
				return present, ofAccount(in.VPN.Before), nil
			case err != nil:
				return unclear, result{}, err
			}
			return absent, ofAccount(now), nil
		},
	}
}
