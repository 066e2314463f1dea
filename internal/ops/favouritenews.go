package ops

import (
	"context"
	"fmt"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// FavouriteChangeKind says what happened to a favourite.
type FavouriteChangeKind string

// What can happen to a favourite.
const (
	Repriced FavouriteChangeKind = "price"
	Vanished FavouriteChangeKind = "gone"
	Returned FavouriteChangeKind = "back"
)

// FavouriteChange is what a chat hears about one of its favourites.
type FavouriteChange struct {
	Kind    FavouriteChangeKind
	Service resale.Service  // as it is now; of what is gone only the number and the name
	Was     decimal.Decimal // the rate that was told last
}

// FavouriteNews are all changes that a chat hears about at once.
type FavouriteNews struct {
	Place    chat.Place
	Person   int64 // whose language it is in
	Currency string
	Changes  []FavouriteChange
}

// TellFavourites puts news into the outbox. It runs in the transaction that
// notes them, and may run more than once.
type TellFavourites func(*storage.Tx, FavouriteNews) error

// DueFavourites gives the panels whose favourites are to be compared now: each
// of them every half hour.
func (o *Ops) DueFavourites(ctx context.Context) (due []string, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		due = nil
		panels, err := tx.Panels(SMM)
		if err != nil {
			return err
		}
		for _, panel := range o.favourites.due(panels, o.Now()) {
			if some, err := anyFavourite(tx, panel); err != nil {
				return err
			} else if some {
				due = append(due, panel)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list due favourites: %w", err)
	}
	return due, nil
}

func anyFavourite(tx *storage.Tx, panel string) (bool, error) {
	chats, err := tx.ChatsWith(SMM, panel)
	for _, chat := range chats {
		favourites, err := tx.Favourites(chat, panel)
		if err != nil || len(favourites) > 0 {
			return err == nil, err
		}
	}
	return false, err
}

// CompareFavourites holds the favourites of all chats with a panel against its
// list, and has each chat told once what is different. A panel that does not
// answer is no error: its turn comes again.
func (o *Ops) CompareFavourites(ctx context.Context, panel string, tell TellFavourites) error {
	c, chats, err := o.anyConnection(ctx, panel)
	if err != nil || len(chats) == 0 {
		return err
	}
	list, err := o.services(ctx, c, servicesLife)
	if err != nil {
		return onlyInternal(err)
	}
	look := favouriteLook{list: list, services: make(map[string]resale.Service, len(list.Services))}
	for _, s := range list.Services {
		look.services[s.ID] = s
	}
	look.whole = o.favourites.believe(panel, len(list.Services), o.Now())
	for _, chat := range chats {
		if err := o.Store.Update(ctx, func(tx *storage.Tx) error { return look.compare(tx, chat, tell) }); err != nil {
			return fmt.Errorf("compare favourites of chat %d: %w", chat, err)
		}
	}
	return nil
}

// anyConnection gives the way to a panel, and the chats that have it.
func (o *Ops) anyConnection(ctx context.Context, panel string) (c connection, chats []int64, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		chats, err = tx.ChatsWith(SMM, panel)
		return err
	})
	if err != nil || len(chats) == 0 {
		return connection{}, nil, err
	}
	c, err = o.connection(ctx, "read panel", SMM, chats[0])
	if resale.CodeOf(err) == resale.NotConnected || err == nil && c.panel != panel {
		return connection{}, nil, nil // disconnected in this very moment
	}
	return c, chats, err
}

// onlyInternal leaves of an error what the operator must hear of.
func onlyInternal(err error) error {
	if resale.CodeOf(err) == resale.Internal {
		return err
	}
	return nil
}
