package ops

import (
	"context"
	"time"
)

// SetVPNExpiry sets the day, in UTC, at whose beginning an account ends, see
// resale.VPNExpiry; zero lets it renew itself, billed daily. One that is asked
// for while an earlier one is still open comes in its place.
func (o *Ops) SetVPNExpiry(ctx context.Context, a Act, id int64, username string, until time.Time) (Outcome, error) {
	return Outcome{}, errNotReady
}

// SetVPNDisabled keeps an account from connecting, or lets it connect again.
func (o *Ops) SetVPNDisabled(ctx context.Context, a Act, id int64, username string, off bool) (Outcome, error) {
	return Outcome{}, errNotReady
}

// SetVPNPassword sets the password of an account. It cannot be read back: when
// the answer is lost, it is set again.
func (o *Ops) SetVPNPassword(ctx context.Context, a Act, id int64, username, password string) (Outcome, error) {
	return Outcome{}, errNotReady
}

// DeleteVPN removes an account, once. One that is not there is refused with
// resale.NotFound; one that goes while its answer is lost counts as removed.
func (o *Ops) DeleteVPN(ctx context.Context, a Act, id int64, username string) (Outcome, error) {
	return Outcome{}, errNotReady
}
