package ops

import (
	"context"
	"fmt"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// StopClaim suspends, or disables, what a claim was granted, and marks it as
// stopped; its customer is told once. NotFound: the chat has no such claim. One that is not granted is
// refused with resale.Busy while it is open, else with resale.NotFound.
func (o *Ops) StopClaim(ctx context.Context, a Act, chat int64, key storage.ClaimKey, tell TellCustomer) (Outcome, storage.Claim, error) {
	c, out, err := o.grantedClaim(ctx, chat, key, "stop claim")
	if err != nil || out.State == storage.Refused {
		return out, c, err
	}
	if c.Provider == VPNResellers {
		out, err = o.SetVPNDisabled(ctx, a, c.ClientID, c.Username, true)
	} else {
		out, err = o.SetSuspended(ctx, a, c.ClientID, c.Username, true)
	}
	if err != nil || out.State != storage.Done {
		return out, c, err
	}
	c, err = o.changeClaim(ctx, c, func(tx *storage.Tx, c *storage.Claim) error {
		if c.State == storage.ClaimStopped {
			return nil
		}
		c.State = storage.ClaimStopped
		return o.stopLink(tx, *c, tell)
	})
	return out, c, err
}

// ExtendClaim has what a claim was granted end so many days later, counted from
// now when it is over, and tells its customer once. A Servex test becomes a paid
// client. Refusals are those
// of StopClaim.
func (o *Ops) ExtendClaim(ctx context.Context, a Act, chat int64, key storage.ClaimKey, days int, tell TellCustomer) (Outcome, storage.Claim, error) {
	c, out, err := o.grantedClaim(ctx, chat, key, "extend claim")
	if err != nil || out.State == storage.Refused {
		return out, c, err
	}
	if c.Provider == VPNResellers {
		out, err = o.RenewVPN(ctx, a, c.ClientID, c.Username, days)
	} else {
		out, err = o.RenewClient(ctx, a, c.ClientID, c.Username, days)
	}
	if err != nil || out.State != storage.Done {
		return out, c, err
	}
	c, err = o.changeClaim(ctx, c, func(tx *storage.Tx, c *storage.Claim) error {
		if out.After.IsZero() { // by a person's word: the next look at the link shows it
			return nil
		}
		c.Ends = out.After
		return o.extendLink(tx, *c, tell)
	})
	return out, c, err
}

// stopLink tells who has a claim that it does not work for now.
func (o *Ops) stopLink(tx *storage.Tx, c storage.Claim, tell TellCustomer) error {
	l, found, err := tx.Link(linkOfClaim(c))
	if err != nil || !found {
		return err
	}
	l.Off = true
	if err := tx.SaveLink(l); err != nil || !l.Gone.IsZero() || !l.Expires.IsZero() && !l.Expires.After(o.Now()) {
		return err
	}
	return tell(tx, News{Kind: Paused, Link: l})
}

func linkOfClaim(c storage.Claim) storage.LinkKey {
	return storage.LinkKey{Chat: c.Chat, Provider: c.Provider, Client: c.ClientID, Person: c.Person}
}

// extendLink brings the link of a claim up to its new end, and tells who has it.
func (o *Ops) extendLink(tx *storage.Tx, c storage.Claim, tell TellCustomer) error {
	l, found, err := tx.Link(linkOfClaim(c))
	if err != nil || !found {
		return err
	}
	zone, err := customerZone(tx, l)
	if err != nil {
		return err
	}
	l.Trial = l.Trial && c.Provider != Servex
	longer := !c.Ends.Equal(l.Expires)
	l = withExpiry(l, c.Ends)
	l.Next = nextLook(l, o.Now().UTC(), zone)
	if err := tx.SaveLink(l); err != nil || !longer { // the same act again
		return err
	}
	return tell(tx, News{Kind: Extended, Link: l})
}

// grantedClaim gives a chat's claim that was granted; the outcome says why not.
func (o *Ops) grantedClaim(ctx context.Context, chat int64, key storage.ClaimKey, act string) (c storage.Claim, out Outcome, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		c, err = claimIn(tx, chat, key)
		return err
	})
	out = Outcome{Act: act, State: storage.Refused, Name: c.Username}
	switch {
	case err != nil:
		return c, out, fmt.Errorf("%s: %w", act, err)
	case c.State == storage.ClaimOpen:
		out.Code = resale.Busy
		return c, out, nil
	case c.State != storage.ClaimGranted && c.State != storage.ClaimStopped, c.ClientID == 0:
		out.Code = resale.NotFound
		return c, out, nil
	}
	return c, Outcome{}, nil
}

// changeClaim changes a claim as it is by now, unless its person was forgotten
// meanwhile.
func (o *Ops) changeClaim(ctx context.Context, was storage.Claim, change func(*storage.Tx, *storage.Claim) error) (c storage.Claim, err error) {
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		now, found, err := tx.Claim(was.Key())
		if c = now; err != nil || !found || c.ClientID != was.ClientID {
			return err
		}
		if err := change(tx, &c); err != nil {
			return err
		}
		return tx.SaveClaim(c)
	})
	if err != nil {
		return was, fmt.Errorf("change claim: %w", err)
	}
	return c, nil
}
