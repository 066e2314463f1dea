package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

var errNotReady = &resale.Error{Act: "vpn", Code: resale.Internal}

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
	return Outcome{}, errNotReady
}
