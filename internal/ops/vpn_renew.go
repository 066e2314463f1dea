package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// renewMost bounds by how many days anything is renewed at once.
const renewMost = 3650

// RenewVPN adds days to an account's end, or to now when that is past, once: the
// day is reckoned from what the panel shows before the first call, and kept, so
// that a repeated call sets the same one. Changed: the account renews itself, so
// there is no end to move. While an earlier act on its end is open it is Busy.
func (o *Ops) RenewVPN(ctx context.Context, a Act, id int64, username string, days int) (Outcome, error) {
	in := intent{ID: id, Username: username, Days: days, VPN: &vpnIntent{Thing: vpnExpiry}}
	if days < 1 || days > renewMost {
		out := Outcome{Act: expireVPNAct, State: storage.Refused, Code: resale.Invalid}
		in.VPN.tell(&out, in, result{})
		return out, nil
	}
	return o.perform(ctx, a, o.expireVPN(), in)
}

// extends tells of a renewal: it adds to the end that is there.
func (in intent) extends() bool { return in.VPN != nil && in.VPN.Thing == vpnExpiry && in.Days > 0 }

// longer reckons the new end of a renewal, from the account as it was just read.
func (in *intent) longer(now time.Time) error {
	if !in.extends() {
		return nil
	}
	from := in.VPN.Before.Expires
	switch {
	case in.VPN.Before.RenewsItself():
		return &resale.Error{Act: expireVPNAct, Code: resale.Changed}
	case from.Before(now):
		from = now
	}
	in.VPN.Until = vpnDay(from.AddDate(0, 0, in.Days))
	return nil
}
