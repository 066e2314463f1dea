package ops

import (
	"context"
	"fmt"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// RenewRequest renews what a request is about for days, once, however many
// people tap and whatever days the later ones chose, and ends the request. What
// is gone at the panel is created anew, and given to the customer. The request
// is given as it stands then: somebody else may have ended it.
func (o *Ops) RenewRequest(ctx context.Context, a Act, id uint64, days int, tell TellCustomer) (Outcome, Asked, error) {
	asked, err := o.Request(ctx, a.Place.Chat, id)
	if err != nil || asked.HandledBefore(a.Person) {
		return Outcome{}, asked, err
	}
	if days < 1 || days > renewMost {
		return Outcome{Act: renewAct, State: storage.Refused, Code: resale.Invalid, Name: asked.Username}, asked, nil
	}
	key, out, err := o.approve(ctx, a, asked, days)
	if err != nil {
		return out, asked, err
	}
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		if err := o.EndRequest(tx, key, a.Person, out, tell); err != nil {
			return err
		}
		now, err := readRequest(tx, a.Place.Chat, id)
		if resale.CodeOf(err) == resale.NotFound {
			return nil // the customer left meanwhile; what was done was done
		}
		asked = now
		return err
	})
	if err != nil {
		return out, asked, fmt.Errorf("end request: %w", err)
	}
	return o.resumeNow(ctx, a, key, out), asked, nil
}

// approve does what a request asks for, and gives the key of the act that did.
func (o *Ops) approve(ctx context.Context, a Act, asked Asked, days int) (string, Outcome, error) {
	renewal, anew, l, err := o.requestActs(ctx, asked)
	if err != nil {
		return "", Outcome{}, err
	}
	if anew.Key != "" {
		return o.makeAnew(ctx, a, asked, l, days)
	}
	a.Key = renewal
	out, err := o.renewAsked(ctx, a, asked.Request, asked.Username, days)
	if err != nil || out.State != storage.Refused || out.Code != resale.NotFound {
		return a.Key, out, err
	}
	name, gone := o.whereabouts(ctx, l)
	// Somebody else who tapped may be making it anew at this moment, and be seen.
	if renewal, anew, _, err = o.requestActs(ctx, asked); err != nil {
		return "", Outcome{}, err
	}
	switch {
	case anew.Key != "", gone && canMakeAnew(l):
		return o.makeAnew(ctx, a, asked, l, days)
	case name == "":
		return a.Key, out, nil
	}
	a.Key = renewal
	out, err = o.renewAsked(ctx, a, asked.Request, name, days)
	return a.Key, out, err
}

// requestActs gives the key of a request's renewal, the row of what makes it
// anew if that was begun, and its link.
func (o *Ops) requestActs(ctx context.Context, asked Asked) (renewal string, anew storage.Entry, l storage.Link, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if renewal, _, err = latestAct(tx, renewalKey(asked.ID)); err != nil {
			return err
		}
		if _, anew, err = latestAct(tx, anewKey(asked.ID)); err != nil {
			return err
		}
		if l, _, err = tx.Link(asked.Link()); err != nil {
			return err
		}
		l, err = withCategory(tx, l)
		return err
	})
	if err != nil {
		return renewal, anew, l, fmt.Errorf("read request: %w", err)
	}
	return renewal, anew, l, nil
}

func (o *Ops) renewAsked(ctx context.Context, a Act, r storage.Request, name string, days int) (Outcome, error) {
	if r.Provider == VPNResellers {
		return o.RenewVPN(ctx, a, r.ClientID, name, days)
	}
	return o.RenewClient(ctx, a, r.ClientID, name, days)
}

// whereabouts tells of a link that its panel does not find whether it is gone,
// to be found neither by its id nor by its name, or what its name is now.
// Neither of them: it cannot be told.
func (o *Ops) whereabouts(ctx context.Context, l storage.Link) (name string, gone bool) {
	s, err := o.sight(ctx, l)
	switch {
	case err == nil:
		return s.into(l, o.Now()).Username, false
	case resale.CodeOf(err) != resale.NotFound, s.panel != l.Panel:
		return "", false
	}
	c, err := o.connection(ctx, "read access", l.Provider, l.Chat)
	if err != nil {
		return "", false
	}
	if l.Provider == VPNResellers {
		_, err = c.vpn.FindByUsername(ctx, l.Username)
	} else {
		_, err = c.FindByUsername(ctx, l.Username)
	}
	return "", resale.CodeOf(err) == resale.NotFound
}
