package ops

import (
	"context"
	"errors"

	"resellerbot/storage"
)

// ClaimOffer takes a place of an offer for a person, or says why not. All
// limits are checked, and the place is taken, in one transaction; no panel is
// called. The act's key names the claim: the same key gives the same claim
// again. What was claimed is made by the worker, at once, see DueClaims.
func (o *Ops) ClaimOffer(ctx context.Context, a Act, id string, member Membership) (storage.Claim, Refusal, error) {
	return storage.Claim{}, "", errors.New("not yet")
}
