package ops

import (
	"context"
	"fmt"

	"resellerbot/storage"
)

// OpenClaim is what is being made for a person.
type OpenClaim struct {
	storage.Claim
	OfferName string // "" when the offer was deleted
}

// OpenClaims gives what a person claimed and does not have yet.
func (o *Ops) OpenClaims(ctx context.Context, person int64) (open []OpenClaim, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		all, err := tx.ClaimsBy(person)
		if err != nil {
			return err
		}
		for _, c := range all {
			if c.State != storage.ClaimOpen {
				continue
			}
			offer, _, err := tx.Offer(c.Offer)
			if err != nil {
				return err
			}
			open = append(open, OpenClaim{c, offer.Name})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list open claims: %w", err)
	}
	return open, nil
}

// ClaimOfLink gives the claim by which a person got what a link is about, and
// whether there is one.
func (o *Ops) ClaimOfLink(ctx context.Context, key storage.LinkKey) (c storage.Claim, ok bool, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		chat, err := tx.NowChat(key.Chat)
		if err != nil {
			return err
		}
		c, ok, err = tx.ClaimOfClient(chat, key.Provider, key.Client)
		return err
	})
	if err != nil {
		return storage.Claim{}, false, fmt.Errorf("read claim of link: %w", err)
	}
	if !ok || c.Person != key.Person {
		return storage.Claim{}, false, nil
	}
	return c, true, nil
}
