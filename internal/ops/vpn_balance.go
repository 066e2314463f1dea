package ops

import (
	"context"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
)

// What an account costs a month of 30 days by the public price list, in cents
// of a US dollar; the API does not tell it.
const (
	vpnMonthCents = 199
	vpnMonthDays  = 30
)

// vpnBilledMost is how many accounts a balance is shown with at most.
const vpnBilledMost = 1000

// VPNBalanceView is what a chat's account with VPNresellers has, and how long
// that lasts. Open and OpenCost are 0: there are no orders.
type VPNBalanceView struct {
	BalanceView
	Billed int             // active accounts, which are billed daily
	More   bool            // there are more than were counted, or they could not be counted
	Daily  decimal.Decimal // about what Billed cost a day in US dollars, at the list price
}

// Days is about how many days the balance lasts, by what was spent lately or
// else by Daily, and whether that can be told.
func (v VPNBalanceView) Days() (int, bool) {
	if days, ok := v.BalanceView.Days(); ok {
		return days, true
	}
	if v.More || !v.Daily.IsPos() {
		return 0, false
	}
	if !v.Amount.IsPos() {
		return 0, true
	}
	days, err := v.Amount.Quo(v.Daily)
	if err != nil {
		return 0, false
	}
	whole, _, fits := days.Floor(0).Int64(0)
	return int(min(whole, longestLast)), fits
}

// VPNBalance reads what a chat's account with VPNresellers has. While the panel
// does not answer, the last balance that was seen is given, as Stale.
func (o *Ops) VPNBalance(ctx context.Context, chat int64) (v VPNBalanceView, err error) {
	c, err := o.vpn(ctx, readBalanceAct, chat)
	if err != nil {
		return VPNBalanceView{}, err
	}
	if v.BalanceView, err = o.balanceOf(ctx, c, VPNResellers, chat); err != nil || v.Stale {
		v.More = v.Stale
		return v, err
	}
	if v.Billed, v.More, err = o.billed(ctx, c); err != nil {
		if ctx.Err() != nil {
			return VPNBalanceView{}, ctx.Err()
		}
		o.Log.Warn("count billed accounts", "err", err)
		v.More = true
	}
	v.Daily, err = vpnDaily(v.Billed)
	return v, err
}

// billed counts the accounts that are billed daily now. Whether a disabled one
// is, is not documented.
func (o *Ops) billed(ctx context.Context, c connection) (n int, more bool, err error) {
	for account, err := range c.vpn.AllAccounts(ctx, resale.AccountQuery{Status: resale.VPNActive}) {
		switch {
		case err != nil:
			return n, true, err
		case n >= vpnBilledMost:
			return n, true, nil
		case account.Active && !account.Over(o.Now()):
			n++
		}
	}
	return n, false, nil
}

func vpnDaily(accounts int) (decimal.Decimal, error) {
	cents, err := decimal.New(int64(accounts)*vpnMonthCents, 2)
	if err != nil {
		return decimal.Decimal{}, err
	}
	daily, err := cents.Quo(decimal.MustNew(vpnMonthDays, 0))
	return daily.Round(2), err
}
