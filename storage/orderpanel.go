package storage

import "errors"

// MoveShop takes a chat's orders, favourites and what it ordered lately from a
// panel to another one: the same account, opened with a new key. Orders that
// ended long ago stay where they are.
func (tx *Tx) MoveShop(chat int64, from, to string) error {
	if len(from) != panelLength || len(to) != panelLength || from == to {
		return errors.New("move shop: no panels")
	}
	if _, err := tx.adoptOrders(chat, from, to); err != nil {
		return err
	}
	favourites, err := tx.Favourites(chat, from)
	if err != nil {
		return err
	}
	for _, f := range favourites {
		if err := tx.DropFavourite(chat, from, f.Service); err != nil {
			return err
		}
		f.Panel = to
		if err := tx.SaveFavourite(f); err != nil && !errors.Is(err, ErrFull) {
			return err
		}
	}
	used, err := tx.UsedServices(chat, "")
	if err != nil {
		return err
	}
	for i := range used {
		if used[i].Panel == from {
			used[i].Panel = to
		}
	}
	return tx.saveUsed(chat, used)
}
