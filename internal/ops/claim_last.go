package ops

import (
	"slices"

	"resellerbot/storage"
)

// allGiven tells the reseller, behind the end of a claim, that all places of
// its offer are given. Nothing need be noted of that: nobody claims it, so no
// claim ends, until there are more places. A refusal counts too: the limit may
// have been lowered below what is taken.
func allGiven(tx *storage.Tx, c storage.Claim, tell TellClaim) error {
	f, found, err := tx.Offer(c.Offer)
	if err != nil || !found || !f.AllTaken() {
		return err
	}
	waits, err := somebodyWaits(tx, f.ID)
	if err != nil || waits {
		return err
	}
	return tell(tx, ClaimNews{Kind: OfferTaken, Claim: c, Offer: f})
}

// somebodyWaits tells whether a claim of an offer is open: it may be refused
// yet, and give its place back. It looks at the newest first, which are made
// last, so it rarely reads more than one page but for the very last claim.
func somebodyWaits(tx *storage.Tx, offer string) (bool, error) {
	for before := ""; ; {
		claims, next, err := tx.ClaimsOf(offer, before, ClaimsPage)
		if err != nil || slices.ContainsFunc(claims, func(c storage.Claim) bool { return c.State == storage.ClaimOpen }) {
			return err == nil, err
		}
		if next == "" {
			return false, nil
		}
		before = next
	}
}
