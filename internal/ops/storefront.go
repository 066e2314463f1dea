package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// summaryHour is when a store's summary comes that chose no hour.
const summaryHour = 9

// Storefront gives the store of a chat, and whether it has one.
func (o *Ops) Storefront(ctx context.Context, chat int64) (s storage.Storefront, found bool, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if chat, err = tx.NowChat(chat); err != nil {
			return err
		}
		s, found, err = tx.Storefront(chat)
		return err
	})
	if err != nil {
		return s, false, fmt.Errorf("read store: %w", err)
	}
	return s, found, nil
}

// FindStorefront gives the store that a deep link leads to, and whether there
// is one; see Storefront.Open for whether it serves anybody.
func (o *Ops) FindStorefront(ctx context.Context, id string) (s storage.Storefront, found bool, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		s, found, err = tx.StorefrontByID(id)
		return err
	})
	if err != nil {
		return s, false, fmt.Errorf("read store: %w", err)
	}
	return s, found, nil
}

// OpenStorefront gives a chat that connected an XMPlus panel its store, in the
// caller's transaction. One that it had before is the same again, with its link
// and on or off as it was.
func (o *Ops) OpenStorefront(tx *storage.Tx, a storage.Account) error {
	s, found, err := tx.Storefront(a.Chat)
	if err != nil {
		return fmt.Errorf("open store: %w", err)
	}
	if !found {
		s = storage.Storefront{ID: storage.NewOfferID(), Chat: a.Chat, On: true, Summary: true, Hour: summaryHour}
	}
	who, _, err := tx.Person(a.By)
	if err != nil {
		return fmt.Errorf("open store: %w", err)
	}
	s.Thread, s.By, s.Lang = a.Thread, a.By, who.Lang
	if s, err = o.followPanel(tx, s, a); err != nil {
		return fmt.Errorf("open store: %w", err)
	}
	if s.Next, err = o.nextSummary(tx, s); err != nil {
		return fmt.Errorf("open store: %w", err)
	}
	if err := tx.SaveStorefront(s); err != nil {
		return fmt.Errorf("open store: %w", err)
	}
	return nil
}

// ChangeStorefront saves what a person changed of a chat's store; change may run
// more than once. NotConnected: there is none.
func (o *Ops) ChangeStorefront(ctx context.Context, chat int64, change func(*storage.Storefront)) (s storage.Storefront, err error) {
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		if chat, err = tx.NowChat(chat); err != nil {
			return err
		}
		was, found, err := tx.Storefront(chat)
		if err != nil {
			return err
		}
		if !found {
			return &resale.Error{Act: "change store", Code: resale.NotConnected}
		}
		s = was
		change(&s)
		s.ID, s.Chat, s.Panel, s.Panels, s.Last, s.Until = was.ID, was.Chat, was.Panel, was.Panels, was.Last, was.Until
		if s.Summary != was.Summary || s.Hour != was.Hour {
			if s.Next, err = o.nextSummary(tx, s); err != nil {
				return err
			}
		}
		return tx.SaveStorefront(s)
	})
	if err != nil {
		return s, fmt.Errorf("change store: %w", err)
	}
	return s, nil
}

// openStore gives the store of a chat if it serves customers, else an error with
// StoreClosed.
func openStore(tx *storage.Tx, act string, chat int64) (storage.Storefront, error) {
	s, found, err := tx.Storefront(chat)
	if err != nil {
		return s, err
	}
	if !found || !s.Open() {
		return s, &resale.Error{Act: act, Code: resale.StoreClosed}
	}
	return s, nil
}

// panelZone gives the zone of the times that the panel of a chat's store
// writes.
func panelZone(tx *storage.Tx, chat int64) (*time.Location, error) {
	s, _, err := tx.Storefront(chat)
	if err != nil {
		return nil, err
	}
	if zone, err := time.LoadLocation(s.Zone); err == nil && s.Zone != "" {
		return zone, nil
	}
	place, _, err := tx.Chat(chat)
	return zoneOf(place), err
}
