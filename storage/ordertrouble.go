package storage

import "time"

// OrderTrouble is why a chat's orders cannot be seen.
type OrderTrouble struct {
	Chat  int64     `json:"chat"`
	Panel string    `json:"panel"` // see PanelOf
	Since time.Time `json:"since"`
	Ended time.Time `json:"ended,omitzero"` // over, and the chat is to be told so
	Told  []string  `json:"told,omitempty"` // what it was told
}

// OrderTrouble gives a chat's trouble, and whether it has one.
func (tx *Tx) OrderTrouble(chat int64) (OrderTrouble, bool, error) {
	return load[OrderTrouble](tx, orderTroubles, intKey(chat))
}

// SaveOrderTrouble keeps a chat's trouble, in the place of a former one.
func (tx *Tx) SaveOrderTrouble(t OrderTrouble) error {
	t.Since, t.Ended = t.Since.UTC(), t.Ended.UTC()
	return save(tx, orderTroubles, intKey(t.Chat), t)
}

// DropOrderTrouble forgets a chat's trouble; none is no error.
func (tx *Tx) DropOrderTrouble(chat int64) error { return tx.drop(orderTroubles, intKey(chat)) }

// migrateTrouble: the next look finds it again.
func (tx *Tx) migrateTrouble(from, _ int64) error { return tx.DropOrderTrouble(from) }
