package storage

import "time"

// orderLife is how long an order is kept after its end.
const orderLife = 400 * 24 * time.Hour

// ordersIn gives the keys of the orders in a chat, of one person unless 0.
func (tx *Tx) ordersIn(chat, person int64) ([][]byte, error) {
	prefix := intKey(chat)
	if person != 0 {
		prefix = join(prefix, intKey(person))
	}
	keys, err := tx.keysFrom(orderPlace, prefix, nil, 0)
	for i, key := range keys {
		keys[i] = key[16:]
	}
	return keys, err
}

// eachOrderIn hands the orders in a chat, of one person unless 0, to f, which
// may change or drop the one that it is given.
func (tx *Tx) eachOrderIn(chat, person int64, f func(Order) error) error {
	keys, err := tx.ordersIn(chat, person)
	if err != nil {
		return err
	}
	for _, key := range keys { // one by one: there may be very many
		found, err := loadAll[Order](tx, orderRows, [][]byte{key})
		if err != nil {
			return err
		}
		if err := f(found[0]); err != nil {
			return err
		}
	}
	return nil
}

// forgetShop deletes a chat's orders and everything that it chose for them.
func (tx *Tx) forgetShop(chat int64) error {
	err := tx.eachOrderIn(chat, 0, func(o Order) error { return tx.DropOrder(o.Panel, o.ID) })
	if err != nil {
		return err
	}
	if err := tx.forgetFavourites(chat); err != nil {
		return err
	}
	return tx.DropShop(chat)
}

// forgetBuyer takes a person's name off the orders that they placed for a
// chat.
func (tx *Tx) forgetBuyer(chat, person int64) error {
	return tx.eachOrderIn(chat, person, func(old Order) error {
		o := old
		o.Person = 0
		return tx.putOrder(old, o)
	})
}

func (tx *Tx) migrateOrders(from, to int64) error {
	return tx.eachOrderIn(from, 0, func(old Order) error {
		o := old
		o.Chat = to
		return tx.putOrder(old, o)
	})
}

// trimOrders deletes orders that came to their end long ago. An order that did
// not is never deleted but by Forget.
func (tx *Tx) trimOrders() (int, error) {
	keys, err := tx.keysBefore(orderEnded, tx.now().Add(-orderLife), trimSize)
	if err != nil {
		return 0, err
	}
	for _, key := range keys {
		if err := tx.DropOrder(string(key[:panelLength]), string(key[panelLength:])); err != nil {
			return 0, err
		}
	}
	return len(keys), nil
}
