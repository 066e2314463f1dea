package ops

import (
	"context"
	"encoding/json"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// sighting is what a panel shows of what a link leads to.
type sighting struct {
	client  resale.Client     // of a Servex link
	account resale.VPNAccount // of a VPNresellers link
	panel   string            // that was asked, also when it did not find it
}

// sight finds what a link leads to, by its id and by its name, also under a new
// name: to a customer who is told that the access is gone it is final.
func (o *Ops) sight(ctx context.Context, l storage.Link) (s sighting, err error) {
	c, err := o.connection(ctx, "read access", l.Provider, l.Chat)
	if err != nil {
		return s, err
	}
	s.panel = c.panel
	if l.Provider == VPNResellers {
		s.account, err = seeAccount(ctx, c, l)
		return s, err
	}
	s.client, err = c.FindClient(ctx, l.ClientID, l.Username)
	if resale.CodeOf(err) == resale.NotFound {
		s.client, err = c.FindRenamed(ctx, l.ClientID)
	}
	return s, err
}

// seeAccount does not believe a panel at once that an account is gone.
func seeAccount(ctx context.Context, c connection, l storage.Link) (resale.VPNAccount, error) {
	found, err := c.vpn.Account(ctx, l.ClientID)
	if resale.CodeOf(err) != resale.NotFound {
		return found, err
	}
	found, err = c.vpn.FindByUsername(ctx, l.Username)
	if err == nil && found.ID != l.ClientID { // another one took its name
		err = &resale.Error{Act: "read access", Code: resale.NotFound}
	}
	return found, err
}

// into takes what was seen into the link, but for its end.
func (s sighting) into(l storage.Link, now time.Time) storage.Link {
	l.Panel = s.panel
	if l.Provider == VPNResellers {
		l.Username, l.Off = s.account.Username, disabled(s.account, now)
		return l
	}
	l.Username, l.Category, l.Limit, l.Trial = s.client.Username, s.client.CategoryID, s.client.Limit, s.client.Kind == resale.Test
	l.Off = s.client.Status == resale.Suspended
	return l
}

// end gives when the access ends. The end of a sold account counts before the
// panel has it, as long as it is owed.
func (s sighting) end(tx *storage.Tx, l storage.Link, now time.Time) (time.Time, error) {
	switch {
	case l.Provider != VPNResellers:
		return s.client.Expires, nil
	case !s.account.RenewsItself(), l.Expires.IsZero():
		return s.account.Expires, nil
	}
	open, err := tx.Unsettled(now.Add(farFuture), 0)
	for _, row := range open {
		var in intent
		if row.Provider == l.Provider && json.Unmarshal(row.Intent, &in) == nil && in.owed() && in.ID == l.ClientID {
			return l.Expires, err
		}
	}
	return s.account.Expires, err
}
