package ops

import (
	"strconv"

	"resellerbot/storage"
)

// RequestSlot names the message that asks a reseller about a request.
func RequestSlot(id uint64) string { return "request:" + strconv.FormatUint(id, 10) }

// RequestReader gives the person in whose language a chat is asked about a
// link: who connected the panel, or else who invited the customer.
func RequestReader(tx *storage.Tx, chat int64, l storage.Link) (person int64, err error) {
	a, found, err := tx.Account(chat, l.Provider)
	if err != nil || !found {
		return l.By, err
	}
	if _, known, err := tx.Person(a.By); err != nil || !known {
		return l.By, err
	}
	return a.By, nil
}

// closeRequest keeps a request that ended, and takes its buttons away from
// everybody who still sees them.
func closeRequest(tx *storage.Tx, r storage.Request) error {
	if err := stripRequest(tx, r); err != nil {
		return err
	}
	return tx.SaveRequest(r)
}

// stripRequest stands in the lane of the message itself, so that it never comes
// before it.
func stripRequest(tx *storage.Tx, r storage.Request) error {
	return tx.Queue(&storage.Outgoing{Key: storage.OutKey{Chat: r.Chat, Lane: storage.Alerts}, Kind: storage.Strip, Slot: RequestSlot(r.ID)})
}

// Unlink takes a link from its customer, and with it their open request. A link
// that is not there is no error.
func Unlink(tx *storage.Tx, key storage.LinkKey) error {
	r, open, err := tx.RequestOf(key)
	if err != nil {
		return err
	}
	if open {
		if err := stripRequest(tx, r); err != nil {
			return err
		}
	}
	return tx.DropLink(key)
}
