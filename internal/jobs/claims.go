package jobs

import (
	"context"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// How many claims are worked on at once, and how long one may take.
const (
	claimsWidth   = 32
	claimsOfPanel = 4
	claimTimeout  = 2 * time.Minute
)

// Claims makes what people claim, as soon as they do: at most a few at once of
// each panel, and each panel in its turn. It runs until ctx ends, and returns
// when what was begun has returned.
func Claims(o *ops.Ops, tell ops.TellClaim) func(context.Context) error {
	return due[storage.Claim, storage.ClaimKey]{
		name: "make claim", width: claimsWidth, ofPanel: claimsOfPanel, timeout: claimTimeout,
		woken: o.ClaimsWaiting(), panels: o.DueClaimPanels, read: o.DueClaims, key: storage.Claim.Key,
		do:  func(ctx context.Context, c storage.Claim) error { return o.GrantClaim(ctx, c, tell) },
		log: o.Log,
	}.run
}
