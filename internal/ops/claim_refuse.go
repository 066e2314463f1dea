package ops

import (
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// How often a reseller is told that an offer is stuck, and after what time that
// is said of trouble that mostly passes.
const (
	stuckSilent = 24 * time.Hour
	stuckPasses = 10 * time.Minute
)

// refused takes what the panel surely did not do: another name is tried, or it
// is tried later, or the place is given back. Each try is an act of its own.
func (o *Ops) refused(tx *storage.Tx, c storage.Claim, f storage.Offer, out Outcome, tell TellClaim) error {
	now, fate := o.Now().UTC(), fateOf(out.Code)
	age := now.Sub(c.At)
	c.Try++
	c.Code = string(out.Code)
	switch {
	case fate == claimRenamed && c.Named+1 < claimNames:
		c.Named++
		c.Username, c.Code, c.Next = o.ProposeUsername(), "", now
		return tx.SaveClaim(c)
	case fate == claimWaits && age <= claimPatience:
		c.Next = now.Add(min(max(age, claimFirstWait), claimLastWait))
		if err := tx.SaveClaim(c); err != nil {
			return err
		}
		return o.stuck(tx, c, f, tell)
	}
	c.State, c.Next = storage.ClaimRefused, time.Time{}
	if err := tx.SaveClaim(c); err != nil {
		return err
	}
	if f.ID != "" {
		f.GiveBack(c.At)
		if err := tx.SaveOffer(f); err != nil {
			return err
		}
	}
	err := tell(tx, ClaimNews{Kind: ClaimRefused, Claim: c, Offer: f})
	if err != nil || out.Code == resale.Refused && out.Detail == "" { // the reseller's own word, see Decide
		return err
	}
	return o.stuck(tx, c, f, tell)
}

// stuck notes why an offer cannot be given, and tells its reseller so once a
// day.
func (o *Ops) stuck(tx *storage.Tx, c storage.Claim, f storage.Offer, tell TellClaim) error {
	now := o.Now().UTC()
	if f.ID == "" || passes(resale.Code(c.Code)) && now.Sub(c.At) < stuckPasses {
		return nil
	}
	due := now.Sub(f.Told) >= stuckSilent
	if !due && f.Stuck == c.Code {
		return nil
	}
	if f.Stuck = c.Code; due {
		f.Told = now
	}
	if err := tx.SaveOffer(f); err != nil || !due {
		return err
	}
	return tell(tx, ClaimNews{Kind: OfferStuck, Claim: c, Offer: f})
}

// passes tells of trouble that is mostly over soon, without anybody's doing.
func passes(code resale.Code) bool {
	return code == resale.Unavailable || code == resale.RateLimited || code == resale.Blocked || code == resale.Internal
}
