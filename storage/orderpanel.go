package storage

import "errors"

// MoveShop takes a chat's orders, favourites and what it ordered lately from a
// panel to another one: the same account, opened with a new key. An order whose
// number somebody else has there stays where it is.
func (tx *Tx) MoveShop(chat int64, from, to string) error {
	if len(from) != panelLength || len(to) != panelLength || from == to {
		return errors.New("move shop: no panels")
	}
	if err := tx.moveOrders(chat, from, to); err != nil {
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

func (tx *Tx) moveOrders(chat int64, from, to string) error {
	return tx.eachOrderIn(chat, 0, func(o Order) error {
		if o.Panel != from {
			return nil
		}
		moved := o
		moved.Panel = to
		if _, taken, err := tx.Order(to, o.ID); err != nil || taken {
			return err
		}
		if err := tx.DropOrder(from, o.ID); err != nil {
			return err
		}
		return tx.putOrder(Order{}, moved)
	})
}
