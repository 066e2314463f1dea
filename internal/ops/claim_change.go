package ops

import (
	"context"
	"errors"

	"resellerbot/storage"
)

// StopClaim suspends, or disables, what a claim was granted, and marks it as
// stopped. NotFound: the chat has no such claim. One that is not granted is
// refused with resale.Busy while it is open, else with resale.NotFound.
func (o *Ops) StopClaim(ctx context.Context, a Act, chat int64, key storage.ClaimKey) (Outcome, storage.Claim, error) {
	return Outcome{}, storage.Claim{}, errors.New("not yet")
}

// ExtendClaim has what a claim was granted end so many days later, counted from
// now when it is over. A Servex test becomes a paid client. Refusals are those
// of StopClaim.
func (o *Ops) ExtendClaim(ctx context.Context, a Act, chat int64, key storage.ClaimKey, days int) (Outcome, storage.Claim, error) {
	return Outcome{}, storage.Claim{}, errors.New("not yet")
}
