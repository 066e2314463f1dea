package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/storage"
)

// endPatience is how long the end of an account that was given away may be
// missing before its reseller hears of it: the panel bills it daily until then.
const endPatience = 15 * time.Minute

// endOwed tells when it is to be looked at again whether a granted claim has
// its end; zero when it has.
func (o *Ops) endOwed(out Outcome) time.Time {
	if out.VPN == nil || !out.VPN.ExpiryOpen {
		return time.Time{}
	}
	return o.Now().UTC().Add(endPatience)
}

// checkEnd tells the reseller, once, of an account that was granted and whose
// end could not be set since. The journal goes on trying.
func (o *Ops) checkEnd(ctx context.Context, was storage.Claim, tell TellClaim) error {
	err := o.Store.Update(ctx, func(tx *storage.Tx) error {
		c, found, err := tx.Claim(was.Key())
		if err != nil || !found || c.State != storage.ClaimGranted || !c.Next.Equal(was.Next) {
			return err
		}
		c.Next = time.Time{}
		if err := tx.SaveClaim(c); err != nil {
			return err
		}
		owed, found, err := tx.Entry(claimAct(c) + expirySuffix)
		if err != nil || !found || owed.State.Settled() {
			return err
		}
		f, _, err := tx.Offer(c.Offer)
		if err != nil {
			return err
		}
		return tell(tx, ClaimNews{Kind: ClaimEndless, Claim: c, Offer: f})
	})
	if err != nil {
		return fmt.Errorf("check end of claim: %w", err)
	}
	return nil
}
