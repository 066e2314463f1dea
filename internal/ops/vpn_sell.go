package ops

import (
	"context"
	"errors"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const sellVPNAct = "create vpn account"

// VPNSale is an account to be sold, and its end. A zero Until has it renew
// itself, billed daily: only when the person said so.
type VPNSale struct {
	New   resale.NewVPNAccount
	Until time.Time
}

// SellVPN creates an account, once, and then sets its end. Taken: somebody has
// the name. NoFunds: the balance does not do. When the answer is lost the
// account is looked for by its name and adopted; there is never a second one.
// The panel bills daily until the end is set, so that is written down in the
// transaction that settles the creation and retried until it is done; meanwhile
// Outcome.VPN.ExpiryOpen says so.
func (o *Ops) SellVPN(ctx context.Context, a Act, s VPNSale) (Outcome, error) {
	in := intent{Username: s.New.Username, VPN: &vpnIntent{Thing: vpnAccount, New: s.New, Until: vpnDay(s.Until)}}
	err := errors.Join(resale.CheckVPNUsername(s.New.Username), resale.CheckVPNPassword(s.New.Password), checkUntil(in.VPN.Until, o.Now()))
	if err != nil {
		out := Outcome{Act: sellVPNAct, State: storage.Refused, Code: resale.CodeOf(err)}
		in.VPN.tell(&out, in, result{})
		return out, nil
	}
	out, err := o.perform(ctx, a, sellVPN(), in)
	if err != nil {
		return out, err
	}
	return o.endSale(ctx, a, out)
}

// vpnDay is the day to set for an end; none stays none.
func vpnDay(until time.Time) time.Time {
	if until.IsZero() {
		return until
	}
	return resale.VPNExpiry(until)
}

// checkUntil lets no end pass that has come already.
func checkUntil(until, now time.Time) error {
	if until.IsZero() || until.After(now) {
		return nil
	}
	return &resale.Error{Act: "check end", Code: resale.Invalid, Fields: []string{"until"}}
}

func sellVPN() effect {
	return effect{
		name:     sellVPNAct,
		provider: VPNResellers,
		prepare: func(ctx context.Context, c connection, in *intent) error {
			free, err := c.vpn.UsernameFree(ctx, in.Username)
			if err == nil && !free {
				return &resale.Error{Act: sellVPNAct, Code: resale.Taken}
			}
			return err
		},
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			made, err := c.vpn.CreateAccount(ctx, in.VPN.New)
			return ofAccount(made), err
		},
		look: lookForSold,
	}
}

// lookForSold finds an account whose creation was not answered. The name was
// free before, so what has it now is ours if it has our password too. A name
// that is taken without being listed may be ours: nothing is created then.
func lookForSold(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
	found, err := c.vpn.FindByUsername(ctx, in.Username)
	switch {
	case resale.CodeOf(err) == resale.NotFound:
		free, err := c.vpn.UsernameFree(ctx, in.Username)
		if err == nil && free {
			return absent, result{}, nil
		}
		return unclear, result{}, err
	case err != nil:
		return unclear, result{}, err
	}
	ours, err := c.vpn.ValidateAccount(ctx, found.ID, found.Username, in.VPN.New.Password)
	switch code := resale.CodeOf(err); {
	case code == "" && !ours:
		return unclear, result{}, nil
	case ctx.Err() != nil, mayPass(code):
		return unclear, result{}, err
	}
	return present, ofAccount(found), nil // a panel that cannot validate says nothing against it
}

// mayPass tells of a failure to read that may be over in a while.
func mayPass(code resale.Code) bool {
	return code == resale.Unavailable || code == resale.Blocked || code == resale.RateLimited || code == resale.NoFunds
}

func ofAccount(a resale.VPNAccount) result { return result{VPN: &vpnResult{Account: a}} }
