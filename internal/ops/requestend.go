package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// EndRequest ends the request whose act came to a good end, and tells the
// customer. Any other act, and any other end, leaves everything as it is.
func (o *Ops) EndRequest(tx *storage.Tx, key string, by int64, out Outcome, tell TellCustomer) error {
	id, anew, ok := requestOf(key)
	if !ok || out.State != storage.Done {
		return nil
	}
	r, ok, err := tx.Request(id)
	if err != nil || !ok || r.State == storage.RequestDone {
		return err
	}
	l, ok, err := tx.Link(r.Link())
	if err != nil || !ok {
		return err
	}
	// A person's word settles the act; the customer hears what the panel shows.
	if anew && madeID(out) == 0 || !anew && !out.After.After(out.Before) {
		l.Next = o.Now().UTC()
		return tx.SaveLink(l)
	}
	if err := o.resumeAfter(tx, key, out); err != nil {
		return err
	}
	r.State, r.By, r.Days, r.Ended = storage.RequestDone, by, out.Days, o.Now().UTC()
	if anew {
		l, err = moveLink(tx, l, &r, out)
	} else {
		err = closeRequest(tx, r)
	}
	if err != nil {
		return err
	}
	return o.tellRenewed(tx, l, anew, out, tell)
}

// tellRenewed brings the link up to what its customer has now, and tells them.
func (o *Ops) tellRenewed(tx *storage.Tx, l storage.Link, anew bool, out Outcome, tell TellCustomer) error {
	chat, _, err := tx.Chat(l.Person)
	if err != nil {
		return err
	}
	l.Trial, l.Gone, l.Off = false, time.Time{}, stopped(out, o.Now())
	l = withExpiry(l, madeEnd(out))
	l.Next = nextLook(l, o.Now().UTC(), zoneOf(chat))
	if err := tx.SaveLink(l); err != nil {
		return err
	}
	if err := claimEnds(tx, l); err != nil {
		return err
	}
	news := News{Kind: Renewed, Link: l, Fresh: anew, Client: out.Client}
	if out.VPN != nil {
		news.Account = out.VPN.Account
	}
	if anew {
		news.Password = madePassword(out)
	}
	return tell(tx, news)
}

// claimEnds has the claim that a link came by end when the link does.
func claimEnds(tx *storage.Tx, l storage.Link) error {
	c, found, err := tx.ClaimOfClient(l.Chat, l.Provider, l.ClientID)
	if err != nil || !found || c.Person != l.Person || c.Ends.Equal(l.Expires) {
		return err
	}
	c.Ends = l.Expires
	return tx.SaveClaim(c)
}

// moveLink takes a link, its request and its claim from what is gone to what was
// made in its place.
func moveLink(tx *storage.Tx, l storage.Link, r *storage.Request, out Outcome) (storage.Link, error) {
	was := l.Key()
	c, claimed, err := tx.ClaimOfClient(l.Chat, l.Provider, l.ClientID)
	if err != nil {
		return l, err
	}
	l.ClientID, l.Username = madeID(out), out.Name
	r.ClientID, r.Username = l.ClientID, l.Username
	if err := closeRequest(tx, *r); err != nil { // before its link goes, which would take it along
		return l, err
	}
	if claimed && c.Person == l.Person && (c.State == storage.ClaimGranted || c.State == storage.ClaimStopped) {
		c.State, c.ClientID, c.Username, c.Password, c.Ends = storage.ClaimGranted, l.ClientID, l.Username, madePassword(out).Reveal(), madeEnd(out)
		if err := tx.SaveClaim(c); err != nil {
			return l, err
		}
	}
	return l, tx.DropLink(was)
}

func madePassword(out Outcome) secret.String {
	if out.VPN != nil {
		return out.VPN.Password
	}
	return out.Password
}

// madeEnd is when a renewal or a sale ends; that of a sale may still be being set.
func madeEnd(out Outcome) time.Time {
	if out.VPN != nil && out.VPN.Account.RenewsItself() {
		return out.VPN.Until
	}
	return out.After
}

// DeclineRequest ends an open request with a no, and tells the customer, with a
// reason if there is one: at most NoteLimit characters, what is over is cut off.
// The request is given as it stands then.
func (o *Ops) DeclineRequest(ctx context.Context, chat, person int64, id uint64, reason string, tell TellCustomer) (asked Asked, err error) {
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		if asked, err = readRequest(tx, chat, id); err != nil || asked.State != storage.RequestOpen || asked.Busy {
			return err
		}
		r := asked.Request
		r.State, r.By, r.Ended = storage.RequestDeclined, person, o.Now().UTC()
		if err := closeRequest(tx, r); err != nil {
			return err
		}
		asked.Request = r
		l, ok, err := tx.Link(r.Link())
		if err != nil || !ok {
			return err
		}
		return tell(tx, News{Kind: Declined, Link: l, Reason: clip(reason)})
	})
	if err != nil {
		return asked, fmt.Errorf("decline request: %w", err)
	}
	return asked, nil
}
