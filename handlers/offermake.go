package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// makeOffer keeps the new offer. Its id was drawn before, so that a step that
// runs again makes no second one.
func (d Deps) makeOffer(ctx context.Context, t *dialog.Turn, s *newOfferSheet) (dialog.Next, error) {
	o := s.Offer
	o.Chat, o.Thread, o.By, o.Lang = t.Input.Place.Chat, t.Input.Place.Thread, t.Input.Person.ID, t.Lang
	o, err := d.Ops.SaveOffer(ctx, o)
	if err != nil {
		return dialog.Next{}, err
	}
	t.Note(chat.T("offers.created"))
	return dialog.Go("offercard " + o.ID), nil
}

// changeOffer changes an offer as it is by then.
func (d Deps) changeOffer(ctx context.Context, t *dialog.Turn, id string, change func(*storage.Offer)) error {
	_, err := d.Ops.ChangeOffer(ctx, t.Input.Place.Chat, id, change)
	return err
}
