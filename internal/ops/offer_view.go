package ops

import (
	"context"
	"errors"

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
	return v, errors.New("not yet")
}
