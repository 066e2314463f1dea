package ops

import (
	"context"
	"errors"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// ClaimsPage is how many claims ClaimsOf gives at once.
const ClaimsPage = 8

// ClaimsOf gives who took a chat's offer, the newest first, from a cursor on:
// "" or what it gave as next, which is "" at the end. NotFound when the offer
// is another chat's or gone.
func (o *Ops) ClaimsOf(ctx context.Context, chat int64, offer, cursor string) (claims []storage.Claim, next string, err error) {
	return nil, "", errors.New("not yet")
}

// ClaimNow is a claim with what its panel shows of it now.
type ClaimNow struct {
	storage.Claim
	Offer   storage.Offer // zero when it was deleted
	Blocked bool          // its person is on the chat's list
	Client  resale.Client
	Account resale.VPNAccount
	Unseen  resale.Code // why the panel shows nothing: NotFound, Unavailable and so on; "" when it does, or there is nothing yet
}

// ClaimCard gives a chat's claim and what its panel shows of it now. NotFound:
// the chat has no such claim.
func (o *Ops) ClaimCard(ctx context.Context, chat int64, key storage.ClaimKey) (ClaimNow, error) {
	return ClaimNow{}, errors.New("not yet")
}
