package ops

import (
	"context"
	"encoding/json"
	"fmt"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// anewNames is how many names are tried for what is made anew.
const anewNames = 5

// makeAnew creates, once, what a request asks for and is gone, under its old
// name or, when somebody has that, another one. Of those who tap at once the
// first one's proposal counts: it is written down before it is acted on.
func (o *Ops) makeAnew(ctx context.Context, a Act, asked Asked, l storage.Link, days int) (key string, out Outcome, err error) {
	for range anewNames {
		row, err := o.intendAnew(ctx, a, asked, l, days)
		if err != nil {
			return row.Key, Outcome{}, fmt.Errorf("create anew: %w", err)
		}
		var in intent
		if err := json.Unmarshal(row.Intent, &in); err != nil {
			return row.Key, Outcome{}, fmt.Errorf("create anew: read journal: %w", err)
		}
		e := createClient()
		if asked.Provider == VPNResellers {
			e = sellVPN()
		}
		a.Key = row.Key
		if out, err = o.perform(ctx, a, e, in); err != nil {
			return row.Key, out, err
		}
		if out.State != storage.Refused || out.Code != resale.Taken {
			out, err = o.afterAnew(ctx, a, out)
			return row.Key, out, err
		}
		key = row.Key
	}
	return key, out, nil
}

// intendAnew writes down what is to be created, or gives what was.
func (o *Ops) intendAnew(ctx context.Context, a Act, asked Asked, l storage.Link, days int) (row storage.Entry, err error) {
	c, err := o.connection(ctx, "create anew", asked.Provider, a.Place.Chat)
	if err != nil {
		return row, err
	}
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		a.Key, row, err = latestAct(tx, anewKey(asked.ID))
		return err
	})
	if err != nil || row.Key != "" {
		return row, err
	}
	name := l.Username
	if a.Key != anewKey(asked.ID) {
		name = o.ProposeUsername()
	}
	if asked.Provider == VPNResellers {
		return o.intend(ctx, a, c, sellVPN(), o.saleAnew(name, days))
	}
	made := resale.NewClient{
		Username: name, Password: o.ProposePassword().Reveal(), CategoryID: l.Category, Limit: max(1, l.Limit), Duration: days, Kind: resale.Paid,
	}
	return o.intend(ctx, a, c, createClient(), intent{New: made, Username: name, Days: days})
}

func (o *Ops) saleAnew(name string, days int) intent {
	return intent{Username: name, Days: days, VPN: &vpnIntent{
		Thing: vpnAccount, New: resale.NewVPNAccount{Username: name, Password: o.ProposePassword().Reveal()},
		Until: vpnDay(o.Now().AddDate(0, 0, days)),
	}}
}

// withCategory adds to a link what its claim knows of it: that of a trial which
// went before it was ever looked at has no category.
func withCategory(tx *storage.Tx, l storage.Link) (storage.Link, error) {
	if l.Category != 0 || l.Provider != Servex {
		return l, nil
	}
	c, found, err := tx.ClaimOfClient(l.Chat, l.Provider, l.ClientID)
	if found {
		l.Category, l.Limit = c.Category, c.Devices
	}
	return l, err
}

// canMakeAnew tells whether enough is known of what a link led to.
func canMakeAnew(l storage.Link) bool { return l.Provider == VPNResellers || l.Category != 0 }

// afterAnew sets the end of an account that was sold, and finds what was
// created by a person's word: the journal does not have its number.
func (o *Ops) afterAnew(ctx context.Context, a Act, out Outcome) (Outcome, error) {
	out, err := o.endSale(ctx, a, out)
	if err != nil || out.State != storage.Done || madeID(out) != 0 {
		return out, err
	}
	if out.VPN == nil {
		if c, err := o.panel(ctx, "read access", a.Place.Chat); err == nil {
			if found, err := c.FindByUsername(ctx, out.Name); err == nil {
				out.Client, out.After = found, found.Expires
			}
		}
		return out, nil
	}
	if c, err := o.vpn(ctx, "read access", a.Place.Chat); err == nil {
		if found, err := c.vpn.FindByUsername(ctx, out.Name); err == nil {
			out.VPN.Account = found
		}
	}
	return out, nil
}

// madeID is the number of what was created, 0 when it is not known.
func madeID(out Outcome) int64 {
	if out.VPN != nil {
		return out.VPN.Account.ID
	}
	return out.Client.ID
}
