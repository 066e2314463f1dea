package ops

import (
	"errors"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// ClaimNewsKind is what there is to tell of a claim.
type ClaimNewsKind string

// The news.
const (
	ClaimGranted ClaimNewsKind = "granted" // to the customer: here it is
	ClaimRefused ClaimNewsKind = "refused" // to the customer: it cannot be had; their place was given back
	OfferStuck   ClaimNewsKind = "stuck"   // to the reseller, once a day: claims wait or are refused, Claim.Code says why
)

// ClaimNews is something to tell of a claim. The password that the access has
// is Claim.Password.
type ClaimNews struct {
	Kind    ClaimNewsKind
	Claim   storage.Claim
	Offer   storage.Offer     // as it is now; zero when it was deleted
	Client  resale.Client     // ClaimGranted at Servex, with its links
	Account resale.VPNAccount // ClaimGranted at VPNresellers; its Expires may still be being set, Claim.Ends says what it will be
}

// TellClaim puts news into the outbox. It runs in the transaction that makes
// them true, and may run more than once.
type TellClaim func(*storage.Tx, ClaimNews) error

// IsClaim tells whether an act of the journal was begun for a claim: nobody in
// the reseller's chat waits to hear its end.
func IsClaim(key string) bool { return false }

// EndClaim brings a claim to the end that its act came to: granted, with its
// link made and its delivery queued; or refused, and its place given back; or
// to be tried once more. Any other act, one that is not settled, and a claim
// that is at its end leave everything as it is.
func (o *Ops) EndClaim(tx *storage.Tx, key string, out Outcome, tell TellClaim) error {
	return errors.New("not yet")
}
