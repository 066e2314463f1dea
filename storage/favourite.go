package storage

import (
	"errors"
	"time"

	"github.com/govalues/decimal"
)

// MaxFavourites is how many favourites a chat may have at a panel.
const MaxFavourites = 100

// ErrFull says that there is no place for one more.
var ErrFull = errors.New("there is no place for one more")

// Favourite is a service that a chat wants at hand, and to hear about when it
// changes.
type Favourite struct {
	Chat    int64           `json:"chat"`
	Panel   string          `json:"panel"` // see PanelOf
	Service string          `json:"service"`
	Name    string          `json:"name,omitempty"`
	Rate    decimal.Decimal `json:"rate"`           // as it was last read, or told
	Gone    bool            `json:"gone,omitempty"` // the panel did not list it any more
	At      time.Time       `json:"at"`             // when it was chosen; filled in when zero
}

func (f Favourite) rowKey() []byte { return favouriteKey(f.Chat, f.Panel, f.Service) }

func favouriteKey(chat int64, panel, service string) []byte {
	return join(intKey(chat), []byte(panel), []byte(service))
}

// Favourite gives a chat's favourite, and whether the service is one.
func (tx *Tx) Favourite(chat int64, panel, service string) (Favourite, bool, error) {
	return load[Favourite](tx, favouriteRows, favouriteKey(chat, panel, service))
}

// SaveFavourite keeps a favourite, in the place of its former row. It is an
// ErrFull when the chat has MaxFavourites others at the panel.
func (tx *Tx) SaveFavourite(f Favourite) error {
	if len(f.Panel) != panelLength || f.Service == "" || len(f.Service) > longestID {
		return errors.New("save favourite: no panel or no service")
	}
	_, found, err := tx.Favourite(f.Chat, f.Panel, f.Service)
	if err != nil {
		return err
	}
	if !found {
		n, err := tx.countFrom(favouriteRows, favouriteKey(f.Chat, f.Panel, ""))
		if err != nil {
			return err
		}
		if n >= MaxFavourites {
			return ErrFull
		}
	}
	if f.At.IsZero() {
		f.At = tx.now()
	}
	f.At = f.At.UTC()
	return save(tx, favouriteRows, f.rowKey(), f)
}

// Favourites gives a chat's favourites at a panel, by the text of their
// numbers; panel "" is every panel.
func (tx *Tx) Favourites(chat int64, panel string) ([]Favourite, error) {
	keys, err := tx.keysFrom(favouriteRows, favouriteKey(chat, panel, ""), nil, 0)
	if err != nil {
		return nil, err
	}
	return loadAll[Favourite](tx, favouriteRows, keys)
}

// DropFavourite forgets a favourite; none is no error.
func (tx *Tx) DropFavourite(chat int64, panel, service string) error {
	return tx.drop(favouriteRows, favouriteKey(chat, panel, service))
}

func (tx *Tx) forgetFavourites(chat int64) error {
	favourites, err := tx.Favourites(chat, "")
	if err != nil {
		return err
	}
	for _, f := range favourites {
		if err := tx.drop(favouriteRows, f.rowKey()); err != nil {
			return err
		}
	}
	return tx.drop(usedRows, intKey(chat))
}

func (tx *Tx) migrateFavourites(from, to int64) error {
	favourites, err := tx.Favourites(from, "")
	if err != nil {
		return err
	}
	used, err := tx.UsedServices(from, "")
	if err != nil {
		return err
	}
	if err := tx.forgetFavourites(from); err != nil {
		return err
	}
	for _, f := range favourites {
		f.Chat = to
		if _, there, err := tx.Favourite(to, f.Panel, f.Service); err != nil {
			return err
		} else if there {
			continue
		}
		if err := save(tx, favouriteRows, f.rowKey(), f); err != nil { // even over the bound
			return err
		}
	}
	return tx.migrateUsed(used, to)
}
