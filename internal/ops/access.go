package ops

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// Wish is what a customer sends with a request; both may be missing.
type Wish struct {
	Note    string        // at most NoteLimit characters; what is over is cut off
	Receipt *chat.FileRef // a picture or a file
}

// NoteLimit bounds what a customer writes to a reseller, in characters.
const NoteLimit = 500

// AccessClient reads the Servex client behind a customer's link, with its
// access links. NotFound: there is no such link any more, or no such client.
func (o *Ops) AccessClient(ctx context.Context, key storage.LinkKey) (resale.Client, error) {
	l, err := o.accessLink(ctx, key, Servex)
	if err != nil {
		return resale.Client{}, err
	}
	s, err := o.sight(ctx, l)
	return s.client, err
}

// AccessAccount reads the VPNresellers account behind a customer's link. Errors
// are those of AccessClient.
func (o *Ops) AccessAccount(ctx context.Context, key storage.LinkKey) (resale.VPNAccount, error) {
	l, err := o.accessLink(ctx, key, VPNResellers)
	if err != nil {
		return resale.VPNAccount{}, err
	}
	s, err := o.sight(ctx, l)
	return s.account, err
}

func (o *Ops) accessLink(ctx context.Context, key storage.LinkKey, provider string) (storage.Link, error) {
	a, ok, err := o.Access(ctx, key)
	if err == nil && (!ok || a.Provider != provider) {
		err = &resale.Error{Act: "read access", Code: resale.NotFound}
	}
	return a.Link, err
}

// OpenRequest keeps a customer's request for a link. One that is open already
// takes on a receipt that it did not have. told says whether there is anything
// that the reseller has to be told; NotFound: the link is gone; Forbidden: the
// reseller blocked the customer.
func (o *Ops) OpenRequest(tx *storage.Tx, key storage.LinkKey, w Wish) (r storage.Request, told bool, err error) {
	if key.Chat, err = tx.NowChat(key.Chat); err != nil {
		return r, false, err
	}
	l, ok, err := tx.Link(key)
	if err != nil {
		return r, false, err
	}
	if !ok {
		return r, false, &resale.Error{Act: "open request", Code: resale.NotFound}
	}
	if blocked, err := tx.IsBlocked(key.Chat, key.Person); err != nil {
		return r, false, err
	} else if blocked {
		return r, false, &resale.Error{Act: "open request", Code: resale.Forbidden}
	}
	r, fresh, err := tx.OpenRequest(storage.Request{
		Chat: key.Chat, Provider: key.Provider, ClientID: key.Client, Username: l.Username, Person: key.Person,
		Note: clip(w.Note), Receipt: w.Receipt, At: o.Now().UTC(),
	})
	if err != nil || fresh || w.Receipt == nil || r.Receipt != nil {
		return r, fresh, err
	}
	r.Receipt = w.Receipt
	r.Note = clip(strings.TrimSpace(r.Note + "\n" + w.Note))
	if err := stripRequest(tx, r); err != nil { // what comes now has buttons of its own
		return r, true, err
	}
	return r, true, tx.SaveRequest(r)
}

func clip(note string) string {
	if runes := []rune(note); len(runes) > NoteLimit {
		return string(runes[:NoteLimit])
	}
	return note
}
