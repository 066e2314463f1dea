package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const expireVPNAct = "set vpn expiry"

// SetVPNExpiry sets the day, in UTC, at whose beginning an account ends, see
// resale.VPNExpiry; zero lets it renew itself, billed daily. One that is asked
// for while an earlier one is still open comes in its place.
func (o *Ops) SetVPNExpiry(ctx context.Context, a Act, id int64, username string, until time.Time) (Outcome, error) {
	in := intent{ID: id, Username: username, VPN: &vpnIntent{Thing: vpnExpiry, Until: vpnDay(until)}}
	if err := checkUntil(in.VPN.Until, o.Now()); err != nil {
		out := Outcome{Act: expireVPNAct, State: storage.Refused, Code: resale.CodeOf(err)}
		in.VPN.tell(&out, in, result{})
		return out, nil
	}
	return o.perform(ctx, a, o.expireVPN(), in)
}

func (o *Ops) expireVPN() effect {
	return effect{
		name:       expireVPNAct,
		provider:   VPNResellers,
		repeatable: true,
		prepare: func(ctx context.Context, c connection, in *intent) error {
			if in.VPN.Owed { // it is known, and nothing stops it
				return nil
			}
			if err := readVPN(ctx, c, in); err != nil {
				return err
			}
			return in.longer(o.Now())
		},
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			if in.ID == 0 {
				found, err := c.vpn.FindByUsername(ctx, in.Username)
				if err != nil {
					return result{}, err
				}
				in.ID = found.ID
			}
			now, err := c.vpn.SetExpiry(ctx, in.ID, in.VPN.end(o.Now()))
			return ofAccount(now), err
		},
		look: lookAtExpiry,
	}
}

// end is the day to set now. What is owed may come so late that its day is
// over, which panels refuse: it ends as soon as can be then.
func (in *vpnIntent) end(now time.Time) time.Time {
	if in.Owed && !in.Until.After(now) {
		return resale.VPNExpiry(now.Add(time.Second))
	}
	return in.Until
}

func lookAtExpiry(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
	now, err := findVPN(ctx, c, in)
	switch {
	case resale.CodeOf(err) == resale.NotFound:
		return absent, result{}, nil
	case err != nil:
		return unclear, result{}, err
	case in.VPN.Owed && !now.RenewsItself(): // ours, or one that somebody else set
		return present, ofAccount(now), nil
	case now.RenewsItself() != in.VPN.Until.IsZero(), !now.Expires.UTC().Truncate(spentDay).Equal(in.VPN.Until.Truncate(spentDay)):
		if in.extends() && !now.Expires.Equal(in.VPN.Before.Expires) {
			return unclear, ofAccount(now), nil // somebody else moved it: set again, ours might shorten it
		}
		return absent, ofAccount(now), nil
	}
	return present, ofAccount(now), nil
}

// findVPN reads an account by its id, or by its name when that is not known.
func findVPN(ctx context.Context, c connection, in intent) (resale.VPNAccount, error) {
	if in.ID == 0 {
		return c.vpn.FindByUsername(ctx, in.Username)
	}
	return c.vpn.Account(ctx, in.ID)
}

func readVPN(ctx context.Context, c connection, in *intent) (err error) {
	in.VPN.Before, err = c.vpn.Account(ctx, in.ID)
	return err
}
