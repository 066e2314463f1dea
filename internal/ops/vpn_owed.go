package ops

import (
	"context"
	"encoding/json"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// expirySuffix of a sale's key: the act that sets the sold account's end.
const expirySuffix = ".expiry"

// owesExpiry tells of a sale that is done and whose end is to be set.
func owesExpiry(out Outcome) bool {
	return out.Act == sellVPNAct && out.State == storage.Done && out.VPN != nil && !out.VPN.Until.IsZero()
}

// intendNext writes down, with an act's end, what must come after it: whoever
// waits does it at once, Reconcile what is left.
func (p *pursuit) intendNext(tx *storage.Tx, row storage.Entry, out *Outcome) error {
	now := row
	if p.asked {
		now.Settled, now.Told = now.Settled.Add(orphanAfter), false
	}
	return intendAfter(tx, row, out, now)
}

// intendAfter takes when that is due, and whether somebody is to be told, from due.
func intendAfter(tx *storage.Tx, row storage.Entry, out *Outcome, due storage.Entry) error {
	switch {
	case turnsPaid(row.Act, row.State, out.Client):
		out.Turning = true
		return intendPaid(tx, row, out.Client, due.Settled, due.Told)
	case owesExpiry(*out):
		out.VPN.ExpiryOpen = true
		return intendExpiry(tx, row, *out.VPN, due)
	}
	return nil
}

func intendExpiry(tx *storage.Tx, sale storage.Entry, v VPNOutcome, due storage.Entry) error {
	raw, err := json.Marshal(intent{
		ID: v.Account.ID, Username: v.Account.Username, VPN: &vpnIntent{Thing: vpnExpiry, Until: v.Until, Owed: true, Before: v.Account},
	})
	if err != nil {
		return err
	}
	_, _, err = tx.Intend(storage.Entry{
		Key: sale.Key + expirySuffix, Act: expireVPNAct, Provider: sale.Provider, Panel: sale.Panel, BaseURL: sale.BaseURL,
		Chat: sale.Chat, Thread: sale.Thread, Person: sale.Person, Lang: sale.Lang,
		State: storage.Pending, Intent: raw, At: sale.Settled, Next: due.Settled, Told: due.Told,
	})
	return err
}

// endSale sets at once the end of what was sold, for who waits. What does not
// go well now is left to Reconcile.
func (o *Ops) endSale(ctx context.Context, a Act, out Outcome) (Outcome, error) {
	if !owesExpiry(out) {
		return out, nil
	}
	out.VPN.ExpiryOpen = true
	a.Key += expirySuffix
	if _, found, err := o.entry(ctx, a.Key); err != nil || !found {
		out.VPN.ExpiryOpen = false // so long ago that its row is gone, as only settled ones go
		return out, err
	}
	ended, err := o.perform(ctx, a, o.expireVPN(), intent{ID: out.VPN.Account.ID, Username: out.Name, VPN: &vpnIntent{Thing: vpnExpiry}})
	switch {
	case ctx.Err() != nil:
		return Outcome{}, ctx.Err() // begun anew with the same keys, nothing happens twice
	case err != nil:
		o.Log.Warn("set the end of a sold account", "act", a.Key, "err", err)
	case ended.State == storage.Done:
		out.VPN.Account, out.VPN.ExpiryOpen, out.After = ended.VPN.Account, false, ended.After
	case ended.State == storage.Refused: // it is gone, or has another end
		out.VPN.ExpiryOpen = false
	default:
		out.VPN.Why = ended.VPN.Why
	}
	return out, nil
}

// goOnBehind does what stands behind an act that was settled late.
func (o *Ops) goOnBehind(ctx context.Context, row storage.Entry, out Outcome) (Outcome, error) {
	if owesExpiry(out) {
		place := chat.Place{Chat: row.Chat, Thread: row.Thread}
		return o.endSale(ctx, Act{Key: row.Key, Place: place, Person: row.Person, Lang: row.Lang}, out)
	}
	return o.turned(ctx, row.Key, out)
}

// stillOwed keeps what the panel refused today to be done later, unless the
// account is surely gone.
func (p *pursuit) stillOwed(ctx context.Context, code resale.Code, r result) (Outcome, error) {
	if code == resale.NotFound && goneVPN(ctx, p.panel, p.in) {
		return p.settle(ctx, storage.Refused, code, r)
	}
	r.VPN = &vpnResult{Account: p.in.VPN.Before, Why: code}
	return p.leaveOpen(ctx, r)
}

// goneVPN tells whether an account is to be found neither by its id nor by its
// name: one such answer alone may be a panel's mistake.
func goneVPN(ctx context.Context, c connection, in intent) bool {
	if in.ID != 0 {
		if _, err := c.vpn.Account(ctx, in.ID); resale.CodeOf(err) != resale.NotFound {
			return false
		}
	}
	_, err := c.vpn.FindByUsername(ctx, in.Username)
	return resale.CodeOf(err) == resale.NotFound
}
