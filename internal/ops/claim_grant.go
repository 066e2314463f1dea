package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// How long claims wait for a panel that cannot make them, or say what became of
// one.
const (
	claimPatience  = 25 * time.Hour // then they are refused
	claimFirstWait = 30 * time.Second
	claimLastWait  = time.Hour
	claimLook      = time.Minute // after a lost answer; the journal looks sooner
	claimLastLook  = 15 * time.Minute
)

// GrantClaim makes what was claimed, once, and has its person told. A claim
// that cannot be made now is left for later, and one whose answer was lost is
// left open until it is known what became of it: neither is an error. Of one
// that was granted it looks whether its end is set by now.
func (o *Ops) GrantClaim(ctx context.Context, c storage.Claim, tell TellClaim) error {
	release, err := o.locks.take(ctx, "claim/"+claimAct(storage.Claim{Offer: c.Offer, Person: c.Person, N: c.N}))
	if err != nil {
		return fmt.Errorf("make claim: %w", err)
	}
	defer release()
	c, row, err := o.dueClaim(ctx, c.Key())
	if err != nil || c.Next.IsZero() || c.Next.After(o.Now()) {
		return err
	}
	switch c.State {
	case storage.ClaimOpen:
	case storage.ClaimGranted:
		return o.checkEnd(ctx, c, tell)
	default:
		return nil
	}
	begun := row.Key != ""
	if !begun && o.Now().Sub(c.At) > claimPatience {
		return o.endClaim(ctx, c, Outcome{State: storage.Refused, Code: tooLate(c)}, tell)
	}
	out, err := o.makeClaim(ctx, c)
	if resale.CodeOf(err) == resale.NotConnected {
		out, err = withoutAccount(row)
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err() // begun anew with the same key, nothing happens twice
	case err != nil:
		return fmt.Errorf("make claim: %w", err)
	}
	if !begun {
		o.claiming.saw(c.Panel, out.State, out.Code, o.Now())
	}
	return o.endClaim(ctx, c, out, tell)
}

// dueClaim gives a claim as it is now, and the journal's row of its act, which
// is empty when that is yet to begin.
func (o *Ops) dueClaim(ctx context.Context, key storage.ClaimKey) (c storage.Claim, row storage.Entry, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) (err error) {
		var found bool
		if c, found, err = tx.Claim(key); err != nil || !found {
			return err
		}
		row, _, err = tx.Entry(claimAct(c))
		return err
	})
	if err != nil {
		return c, row, fmt.Errorf("read claim: %w", err)
	}
	return c, row, nil
}

// withoutAccount is how a claim stands whose chat is disconnected: what was
// begun may have been made.
func withoutAccount(row storage.Entry) (Outcome, error) {
	switch {
	case row.Key == "":
		return Outcome{State: storage.Refused, Code: resale.NotConnected}, nil
	case row.State.Settled():
		return outcomeOf(row)
	}
	return Outcome{State: storage.Unknown}, nil
}

// tooLate is why a claim is given up that could not be made in time.
func tooLate(c storage.Claim) resale.Code {
	if c.Code == "" {
		return resale.Unavailable
	}
	return resale.Code(c.Code)
}

// makeClaim does a claim's act, or gives the end that it came to before.
func (o *Ops) makeClaim(ctx context.Context, c storage.Claim) (Outcome, error) {
	a := Act{Key: claimAct(c), Place: chat.Place{Chat: c.Chat, Thread: c.Thread}, Lang: c.Lang}
	if c.Chat > 0 { // a private chat: its person is the reseller
		a.Person = c.Chat
	}
	e, in := createClient(), intent{Username: c.Username, New: resale.NewClient{
		Username: c.Username, Password: c.Password, CategoryID: c.Category, Limit: max(c.Devices, 1), Duration: c.Minutes, Kind: resale.Test,
	}}
	if c.Provider == VPNResellers {
		e, in = sellVPN(), intent{Username: c.Username, VPN: &vpnIntent{
			Thing: vpnAccount, New: resale.NewVPNAccount{Username: c.Username, Password: c.Password},
			Until: vpnDay(o.Now().UTC().AddDate(0, 0, c.Days)), // from when it is made: people may have waited
		}}
	}
	out, err := o.perform(ctx, a, e, in)
	if err != nil {
		return out, err
	}
	return o.afterAnew(ctx, a, out)
}

// endClaim takes the end of a claim's act into the claim. One without an end is
// looked at again in a while.
func (o *Ops) endClaim(ctx context.Context, was storage.Claim, out Outcome, tell TellClaim) error {
	err := o.Store.Update(ctx, func(tx *storage.Tx) error {
		if out.State.Settled() && (out.State != storage.Done || madeID(out) != 0) {
			return o.EndClaim(tx, claimAct(was), out, tell)
		}
		c, found, err := tx.Claim(was.Key())
		if err != nil || !found || c.State != storage.ClaimOpen || c.Try != was.Try {
			return err
		}
		// Somebody said that it was made, and it is not to be found.
		if age := o.Now().Sub(c.At); out.State == storage.Done && age > claimPatience {
			return o.EndClaim(tx, claimAct(was), Outcome{State: storage.Refused, Code: resale.NotFound}, tell)
		}
		c.Next = o.Now().UTC().Add(min(max(o.Now().Sub(c.At)/2, claimLook), claimLastLook))
		return tx.SaveClaim(c)
	})
	if err != nil {
		return fmt.Errorf("end claim: %w", err)
	}
	return nil
}
