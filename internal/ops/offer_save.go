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

// SaveOffer keeps a new offer, whose ID is "", or what was changed of one that
// is there: the counters, and the chat that it is of, stay. NotConnected: the
// chat has no account with its provider. NotFound: there is no such offer of
// the chat. Invalid names the Fields that are wrong: name, text, length,
// category, limits; offers when the chat has too many.
func (o *Ops) SaveOffer(ctx context.Context, f storage.Offer) (saved storage.Offer, err error) {
	if err := checkOffer(f); err != nil {
		return f, err
	}
	id := storage.NewOfferID()
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		saved = f
		if saved.Chat, err = tx.NowChat(f.Chat); err != nil {
			return err
		}
		if saved.Panel, err = tx.PanelIn(saved.Chat, f.Provider); err != nil {
			return err
		}
		if saved.Panel == "" {
			return &resale.Error{Act: "save offer", Code: resale.NotConnected}
		}
		if f.ID == "" {
			return saveNewOffer(tx, &saved, id)
		}
		was, err := offerOf(tx, saved.Chat, f.ID)
		if err != nil {
			return err
		}
		saved.Taken, saved.Day, saved.TakenDay, saved.At = was.Taken, was.Day, was.TakenDay, was.At
		saved.Stuck, saved.Told = "", was.Told
		return tx.SaveOffer(saved)
	})
	if err != nil {
		return f, fmt.Errorf("save offer: %w", err)
	}
	return saved, nil
}

func saveNewOffer(tx *storage.Tx, f *storage.Offer, id string) error {
	all, err := tx.OffersOf(f.Chat)
	if err != nil {
		return err
	}
	if len(all) >= OffersLimit {
		return wrongOffer("offers")
	}
	f.ID, f.Taken, f.Day, f.TakenDay = id, 0, "", 0
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
