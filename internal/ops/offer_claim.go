package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// ClaimOffer takes a place of an offer for a person, or says why not. All
// limits are checked, and the place is taken, in one transaction; no panel is
// called. The act's key names the claim: the same key gives the same claim
// again. What was claimed is made by the worker, at once, see DueClaims.
func (o *Ops) ClaimOffer(ctx context.Context, a Act, id string, member Membership) (c storage.Claim, no Refusal, err error) {
	// A flood of people who get nothing must not make others wait for the disk.
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		c, no, err = o.claimable(tx, a, id, member)
		return err
	})
	if err == nil && no == "" && c.Offer == "" {
		err = o.Store.Update(ctx, func(tx *storage.Tx) error {
			c, no, err = o.takePlace(tx, a, id, member)
			return err
		})
	}
	switch {
	case err != nil:
		return storage.Claim{}, "", fmt.Errorf("claim offer: %w", err)
	case no != "":
		return storage.Claim{}, no, nil
	}
	o.claiming.wake()
	return c, "", nil
}

// claimable gives the claim that the act made before, or says why there can be
// none.
func (o *Ops) claimable(tx *storage.Tx, a Act, id string, member Membership) (storage.Claim, Refusal, error) {
	v, err := o.viewOffer(tx, id, a.Person)
	if err != nil {
		return storage.Claim{}, "", err
	}
	for _, c := range v.Claims {
		if c.Act == a.Key && a.Key != "" {
			return c, "", nil
		}
	}
	switch {
	case v.Refused != "":
		return storage.Claim{}, v.Refused, nil
	case v.Offer.Member == 0, member == IsMember:
		return storage.Claim{}, "", nil
	case member == NotMember:
		return storage.Claim{}, OfferNotMember, nil
	}
	return storage.Claim{}, OfferCannotCheck, nil
}

func (o *Ops) takePlace(tx *storage.Tx, a Act, id string, member Membership) (storage.Claim, Refusal, error) {
	c, no, err := o.claimable(tx, a, id, member)
	if err != nil || no != "" || c.Offer != "" {
		return c, no, err
	}
	f, _, err := tx.Offer(id)
	if err != nil {
		return c, "", err
	}
	now := o.Now().UTC()
	if c, err = o.newClaim(tx, a, f, now); err != nil {
		return c, "", err
	}
	f.Take(now)
	if err := tx.SaveOffer(f); err != nil {
		return c, "", err
	}
	return c, "", tx.SaveClaim(c)
}

// newClaim keeps what was promised, whatever becomes of the offer. The name and
// the password are drawn by lot: a panel learns nothing of its customers.
func (o *Ops) newClaim(tx *storage.Tx, a Act, f storage.Offer, now time.Time) (storage.Claim, error) {
	mine, err := tx.ClaimsOfPerson(f.ID, a.Person)
	if err != nil {
		return storage.Claim{}, err
	}
	n := 1
	if len(mine) > 0 {
		n = mine[len(mine)-1].N + 1 // not their count: keys of acts are made of it
	}
	who, _, err := tx.Person(a.Person)
	if err != nil {
		return storage.Claim{}, err
	}
	panel, err := tx.PanelIn(f.Chat, f.Provider)
	if err != nil {
		return storage.Claim{}, err
	}
	c := storage.Claim{
		Offer: f.ID, Person: a.Person, N: n, Act: a.Key, Chat: f.Chat, Thread: f.Thread, Name: who.Name, Lang: a.Lang,
		Provider: f.Provider, Panel: panel, Category: f.Category, Minutes: f.Minutes, Devices: max(f.Devices, 1), Days: f.Days,
		State: storage.ClaimOpen, Username: o.ProposeUsername(), Password: o.ProposePassword().Reveal(), At: now, Next: now,
	}
	if f.Provider == VPNResellers {
		c.Until = resale.VPNExpiry(now.AddDate(0, 0, f.Days))
	}
	return c, nil
}
