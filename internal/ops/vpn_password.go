package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const passwordVPNAct = "set vpn password"

// SetVPNPassword sets the password of an account. It cannot be read back: when
// the answer is lost and the panel does not say that it has it, it is set again.
func (o *Ops) SetVPNPassword(ctx context.Context, a Act, id int64, username, password string) (Outcome, error) {
	in := intent{ID: id, Username: username, VPN: &vpnIntent{Thing: vpnPassword, Password: password}}
	if err := resale.CheckVPNPassword(password); err != nil {
		out := Outcome{Act: passwordVPNAct, State: storage.Refused, Code: resale.CodeOf(err)}
		in.VPN.tell(&out, in, result{})
		return out, nil
	}
	return o.perform(ctx, a, passwordVPN(), in)
}

func passwordVPN() effect {
	return effect{
		name:       passwordVPNAct,
		provider:   VPNResellers,
		repeatable: true,
		prepare:    readVPN,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			now, err := c.vpn.ChangePassword(ctx, in.ID, in.VPN.Password)
			return ofAccount(now), err
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			right, err := c.vpn.ValidateAccount(ctx, in.ID, in.Username, in.VPN.Password)
			switch code := resale.CodeOf(err); {
			case code == "" && right:
				return present, ofAccount(in.VPN.Before), nil
			case ctx.Err() != nil, mayPass(code):
				return unclear, result{}, err
			}
			return absent, result{}, nil
		},
	}
}
