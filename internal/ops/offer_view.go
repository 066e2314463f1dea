package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/storage"
)

// Refusal is why a person does not get an offer, "" when they do.
type Refusal string

// The reasons.
const (
	OfferGone        Refusal = "gone"         // there is none by that id
	OfferOff         Refusal = "off"          // turned off, or it cannot be made at present
	OfferAllTaken    Refusal = "all_taken"    // its limit is reached
	OfferDayTaken    Refusal = "day_taken"    // that of the day; a day is one in UTC
	OfferYours       Refusal = "yours"        // the limit per person is reached
	OfferBlocked     Refusal = "blocked"      // the reseller blocked the person
	OfferTooYoung    Refusal = "too_young"    // the person's Telegram account
	OfferNotMember   Refusal = "not_member"   // of the chat that the offer names
	OfferCannotCheck Refusal = "cannot_check" // whether they are
)

// Membership is what Telegram says of a person and the chat that an offer
// names.
type Membership string

// What it may be.
const (
	NotAsked   Membership = ""
	IsMember   Membership = "member"
	NotMember  Membership = "not_member"
	CannotTell Membership = "cannot_tell"
)

// OfferView is an offer as one person sees it.
type OfferView struct {
	Offer   storage.Offer
	Refused Refusal         // membership apart, of which only ClaimOffer is told
	Claims  []storage.Claim // the person's, the oldest first
	Left    int             // places that are left today; -1: no limit
}

// OfferFor gives an offer as a person sees it. One that is gone is no error.
func (o *Ops) OfferFor(ctx context.Context, id string, person int64) (v OfferView, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		v, err = o.viewOffer(tx, id, person)
		return err
	})
	if err != nil {
		return v, fmt.Errorf("read offer: %w", err)
	}
	return v, nil
}

func (o *Ops) viewOffer(tx *storage.Tx, id string, person int64) (v OfferView, err error) {
	var found bool
	if v.Offer, found, err = tx.Offer(id); err != nil {
		return v, err
	}
	// Who had it sees it even when the offer is gone.
	if v.Claims, err = tx.ClaimsOfPerson(id, person); err != nil {
		return v, err
	}
	if !found {
		v.Refused = OfferGone
		return v, nil
	}
	v.Left = placesLeft(v.Offer, o.Now())
	v.Refused, err = o.refuses(tx, v, person)
	return v, err
}

// refusalsMost is how many claims of one person the panel may refuse within a
// day, before they are told to come back later.
const refusalsMost = 5

func (o *Ops) refuses(tx *storage.Tx, v OfferView, person int64) (Refusal, error) {
	f, now := v.Offer, o.Now().UTC()
	blocked, err := tx.IsBlocked(f.Chat, person)
	if err != nil {
		return "", err
	}
	panel, err := tx.PanelIn(f.Chat, f.Provider)
	if err != nil {
		return "", err
	}
	had, failed := 0, 0
	for _, c := range v.Claims {
		switch {
		case c.HasPlace():
			had++
		case now.Sub(c.At) < stuckSilent:
			failed++
		}
	}
	switch {
	case blocked:
		return OfferBlocked, nil
	case had >= f.PerPerson:
		return OfferYours, nil
	case !f.On, panel == "", failed >= refusalsMost:
		return OfferOff, nil
	case f.YoungestID > 0 && person > f.YoungestID:
		return OfferTooYoung, nil
	case f.AllTaken():
		return OfferAllTaken, nil
	case f.PerDay > 0 && f.TakenOn(now) >= f.PerDay:
		return OfferDayTaken, nil
	}
	return "", nil
}

// placesLeft is how many places can be taken today, -1 when there is no limit.
func placesLeft(f storage.Offer, now time.Time) int {
	left := -1
	if f.Total > 0 {
		left = max(f.Total-f.Taken, 0)
	}
	if f.PerDay > 0 {
		today := max(f.PerDay-f.TakenOn(now), 0)
		if left < 0 || today < left {
			left = today
		}
	}
	return left
}
