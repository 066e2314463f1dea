package ops

import (
	"context"
	"errors"

	"resellerbot/storage"
)

// ClaimsWaiting gets a value soon after a claim was made, or may go on.
func (o *Ops) ClaimsWaiting() <-chan struct{} { return nil }

// DueClaimPanels gives the panels with claims that are due, the longest due
// first.
func (o *Ops) DueClaimPanels(ctx context.Context) ([]string, error) {
	return nil, errors.New("not yet")
}

// DueClaims gives a panel's claims that are due, the longest due first.
func (o *Ops) DueClaims(ctx context.Context, panel string, limit int) ([]storage.Claim, error) {
	return nil, errors.New("not yet")
}

// GrantClaim makes what was claimed, once, and has its person told. A claim
// that cannot be made now is left for later, and one whose answer was lost is
// left open until it is known what became of it: neither is an error.
func (o *Ops) GrantClaim(ctx context.Context, c storage.Claim, tell TellClaim) error {
	return errors.New("not yet")
}
