package ops

import (
	"context"
	"errors"
	"fmt"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// AtHand is what a chat finds without searching.
type AtHand struct {
	Favourites []storage.Favourite
	Used       []storage.UsedService // the last one first
}

// Favourite gives the favourite with a service's number.
func (h AtHand) Favourite(service string) (storage.Favourite, bool) {
	for _, f := range h.Favourites {
		if f.Service == service {
			return f, true
		}
	}
	return storage.Favourite{}, false
}

// AtHand gives a chat's favourites and last used services at the panel that it
// has now.
func (o *Ops) AtHand(ctx context.Context, chat int64) (h AtHand, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if chat, err = tx.NowChat(chat); err != nil {
			return err
		}
		panel, err := tx.PanelIn(chat, SMM)
		if err != nil || panel == "" {
			return err
		}
		if h.Favourites, err = tx.Favourites(chat, panel); err != nil {
			return err
		}
		h.Used, err = tx.UsedServices(chat, panel)
		return err
	})
	if err != nil {
		return AtHand{}, fmt.Errorf("list favourites: %w", err)
	}
	return h, nil
}

// AddFavourite keeps a service of the chat's panel at hand, at the price that
// the person saw. full: there are storage.MaxFavourites already.
func (o *Ops) AddFavourite(ctx context.Context, chat int64, panel string, s resale.Service) (full bool, err error) {
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		full = false
		now, err := tx.NowChat(chat)
		if err != nil {
			return err
		}
		if is, err := tx.PanelIn(now, SMM); err != nil || is != panel {
			return err // another account meanwhile
		}
		err = tx.SaveFavourite(storage.Favourite{Chat: now, Panel: panel, Service: s.ID, Name: s.Name, Rate: s.Rate, At: o.Now().UTC()})
		if errors.Is(err, storage.ErrFull) {
			full, err = true, nil
		}
		return err
	})
	if err != nil {
		return false, fmt.Errorf("add favourite: %w", err)
	}
	return full, nil
}

// DropFavourite takes a service off the chat's favourites; none is no error.
func (o *Ops) DropFavourite(ctx context.Context, chat int64, service string) error {
	err := o.Store.Update(ctx, func(tx *storage.Tx) error {
		now, err := tx.NowChat(chat)
		if err != nil {
			return err
		}
		panel, err := tx.PanelIn(now, SMM)
		if err != nil || panel == "" {
			return err
		}
		return tx.DropFavourite(now, panel, service)
	})
	if err != nil {
		return fmt.Errorf("drop favourite: %w", err)
	}
	return nil
}
