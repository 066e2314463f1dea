package ops

import (
	"context"

	"github.com/govalues/decimal"
)

// VPNBalanceView is what a chat's account with VPNresellers has, and how long
// that lasts. Open and OpenCost are 0: there are no orders.
type VPNBalanceView struct {
	BalanceView
	Billed int             // accounts that are billed daily now
	More   bool            // there are more than were counted
	Daily  decimal.Decimal // about what they cost a day, at the list price; see Days for the true pace
}

// Days is about how many days the balance lasts, by what was spent lately or
// else by Daily, and whether that can be told.
func (v VPNBalanceView) Days() (int, bool) { return v.BalanceView.Days() }

// VPNBalance reads what a chat's account with VPNresellers has. While the panel
// does not answer, the last balance that was seen is given, as Stale.
func (o *Ops) VPNBalance(ctx context.Context, chat int64) (VPNBalanceView, error) {
	c, err := o.vpn(ctx, readBalanceAct, chat)
	if err != nil {
		return VPNBalanceView{}, err
	}
	now, err := c.vpn.Balance(ctx)
	return VPNBalanceView{BalanceView: BalanceView{Balance: now, At: o.Now().UTC()}}, err
}
