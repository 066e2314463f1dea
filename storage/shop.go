package storage

import (
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
)

// shopProvider is the provider whose orders a Shop is about.
const shopProvider = "smm"

// Shop is what a chat chose for its orders.
type Shop struct {
	Chat       int64            `json:"chat"`
	Thread     int              `json:"thread,omitempty"` // where the alert of a low balance goes
	Person     int64            `json:"person,omitempty"` // who saved it last
	Lang       string           `json:"lang,omitempty"`
	Margin     resale.Margin    `json:"margin,omitzero"`
	LowBalance *decimal.Decimal `json:"low_balance,omitempty"` // in the account's currency; nil: no alert
	LowTold    bool             `json:"low_told,omitempty"`    // the present low was told
	At         time.Time        `json:"at,omitzero"`           // when it was saved; filled in when zero

	// How to pay by hand: a bank, a key, a wallet. Shown to the chat's customers.
	Payment string `json:"payment,omitempty"`

	// Of accounts with other providers, see Alert.
	Alerts map[string]LowAlert `json:"alerts,omitempty"`
}

// Shop gives what a chat chose, and whether it chose anything.
func (tx *Tx) Shop(chat int64) (Shop, bool, error) {
	s, found, err := load[Shop](tx, shopRows, intKey(chat))
	s.Chat = chat
	return s, found, err
}

// SaveShop keeps what a chat chose, in the place of what it chose before.
func (tx *Tx) SaveShop(s Shop) error {
	if s.At.IsZero() {
		s.At = tx.now()
	}
	s.At = s.At.UTC()
	return save(tx, shopRows, intKey(s.Chat), s)
}

// DropShop forgets what a chat chose; nothing is no error.
func (tx *Tx) DropShop(chat int64) error { return tx.drop(shopRows, intKey(chat)) }

// openShop comes with another account: its balance and its troubles were not
// told of yet.
func (tx *Tx) openShop(a Account) error {
	if a.Provider == shopProvider {
		if err := tx.DropOrderTrouble(a.Chat); err != nil {
			return err
		}
	}
	s, found, err := tx.Shop(a.Chat)
	alert := s.Alert(a.Provider)
	if err != nil || !found || !alert.Told {
		return err
	}
	alert.Told = false
	s.SetAlert(a.Provider, alert)
	return tx.SaveShop(s)
}

// forgetShopper takes a person's name off a group's choices.
func (tx *Tx) forgetShopper(chat, person int64) error {
	s, found, err := tx.Shop(chat)
	if err != nil || !found || s.Person != person {
		return err
	}
	s.Person = 0
	return tx.SaveShop(s)
}

func (tx *Tx) migrateShop(from, to int64) error {
	s, found, err := tx.Shop(from)
	if err != nil || !found {
		return err
	}
	if err := tx.DropShop(from); err != nil {
		return err
	}
	if _, there, err := tx.Shop(to); err != nil || there {
		return err
	}
	s.Chat = to
	return tx.SaveShop(s)
}
