package ops

import (
	"context"
	"fmt"
	"strings"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// The bounds of an offer's texts and numbers.
const (
	OfferNameLimit = 60  // characters
	OfferTextLimit = 700 // characters
	OfferMinutes   = 30 * 24 * 60
	OfferDays      = 90
	OfferMost      = 100_000 // of a limit
	OffersLimit    = 50      // offers of one chat
)

// SaveOffer keeps a new offer, whose ID is "" or was drawn for it and whose At
// is zero, or what was changed of one that is there: the counters, and the chat
// that it is of, stay. So the same new offer saved twice is one. NotConnected:
// the chat has no account with its provider. NotFound: there is no such offer of
// the chat. Invalid names the Fields that are wrong: name, text, length,
// category, limits; offers when the chat has too many.
func (o *Ops) SaveOffer(ctx context.Context, f storage.Offer) (saved storage.Offer, err error) {
	if f.ID == "" {
		f.ID = storage.NewOfferID()
	}
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		saved, err = saveOffer(tx, f)
		return err
	})
	if err != nil {
		return f, fmt.Errorf("save offer: %w", err)
	}
	return saved, nil
}

// ChangeOffer changes a chat's offer as it is by then; change may run more than
// once. Errors are those of SaveOffer.
func (o *Ops) ChangeOffer(ctx context.Context, chat int64, id string, change func(*storage.Offer)) (saved storage.Offer, err error) {
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		f, err := offerOf(tx, chat, id)
		if err != nil {
			return err
		}
		change(&f)
		saved, err = saveOffer(tx, f)
		return err
	})
	if err != nil {
		return saved, fmt.Errorf("change offer: %w", err)
	}
	return saved, nil
}

func saveOffer(tx *storage.Tx, f storage.Offer) (storage.Offer, error) {
	err := checkOffer(f)
	if err != nil {
		return f, err
	}
	if f.Chat, err = tx.NowChat(f.Chat); err != nil {
		return f, err
	}
	if f.Panel, err = tx.PanelIn(f.Chat, f.Provider); err != nil {
		return f, err
	}
	if f.Panel == "" {
		return f, &resale.Error{Act: "save offer", Code: resale.NotConnected}
	}
	was, found, err := tx.Offer(f.ID)
	switch {
	case err != nil:
		return f, err
	case !found && f.At.IsZero():
		err = saveNewOffer(tx, &f)
		return f, err
	case !found || was.Chat != f.Chat:
		return f, &resale.Error{Act: "save offer", Code: resale.NotFound}
	}
	f.Taken, f.Day, f.TakenDay, f.At = was.Taken, was.Day, was.TakenDay, was.At
	f.Stuck, f.Told = "", was.Told
	return f, tx.SaveOffer(f)
}

func saveNewOffer(tx *storage.Tx, f *storage.Offer) error {
	all, err := tx.OffersOf(f.Chat)
	if err != nil {
		return err
	}
	if len(all) >= OffersLimit {
		return wrongOffer("offers")
	}
	f.Taken, f.Day, f.TakenDay = 0, "", 0
	return tx.SaveOffer(*f)
}

func checkOffer(f storage.Offer) error {
	within := func(n, least, most int) bool { return n >= least && n <= most }
	name, text := strings.TrimSpace(f.Name), []rune(f.Text)
	switch {
	case name == "", len([]rune(name)) > OfferNameLimit:
		return wrongOffer("name")
	case len(text) > OfferTextLimit:
		return wrongOffer("text")
	case f.Provider == Servex && !within(f.Minutes, 1, OfferMinutes), f.Provider == VPNResellers && !within(f.Days, 1, OfferDays):
		return wrongOffer("length")
	case f.Provider == Servex && f.Category == 0:
		return wrongOffer("category")
	case !within(f.PerPerson, 1, OfferMost), !within(f.PerDay, 0, OfferMost), !within(f.Total, 0, OfferMost), !within(f.Devices, 0, 100):
		return wrongOffer("limits")
	case f.Provider != Servex && f.Provider != VPNResellers:
		return &resale.Error{Act: "check offer", Code: resale.Unsupported}
	}
	return nil
}

func wrongOffer(field string) error {
	return &resale.Error{Act: "check offer", Code: resale.Invalid, Fields: []string{field}}
}

// Offer gives a chat's offer; NotFound when it is another's or gone.
func (o *Ops) Offer(ctx context.Context, chat int64, id string) (f storage.Offer, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		f, err = offerOf(tx, chat, id)
		return err
	})
	if err != nil {
		return f, fmt.Errorf("read offer: %w", err)
	}
	return f, nil
}

func offerOf(tx *storage.Tx, chat int64, id string) (storage.Offer, error) {
	f, found, err := tx.Offer(id)
	if err == nil && (!found || f.Chat != chat) {
		err = &resale.Error{Act: "read offer", Code: resale.NotFound}
	}
	if err != nil {
		return storage.Offer{}, err
	}
	return f, nil
}

// Offers gives a chat's offers, the newest first.
func (o *Ops) Offers(ctx context.Context, chat int64) (all []storage.Offer, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		all, err = tx.OffersOf(chat)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list offers: %w", err)
	}
	return all, nil
}

// DropOffer deletes a chat's offer. What was granted by it goes on, and who
// claimed it before gets it still. NotFound when it is another's or gone.
func (o *Ops) DropOffer(ctx context.Context, chat int64, id string) error {
	err := o.Store.Update(ctx, func(tx *storage.Tx) error {
		if _, err := offerOf(tx, chat, id); err != nil {
			return err
		}
		return tx.DropOffer(id)
	})
	if err != nil {
		return fmt.Errorf("delete offer: %w", err)
	}
	return nil
}
