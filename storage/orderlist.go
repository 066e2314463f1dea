package storage

import (
	"bytes"
	"encoding/hex"
	"errors"
	"slices"
	"strings"

	"resellerbot/internal/resale"
)

const (
	ordersRead  = 2000 // rows that one listing reads at most
	ordersShown = 10   // when nothing is said
)

// OrderQuery says which orders of a chat are listed.
type OrderQuery struct {
	Before    string // where the list goes on: what OrdersOf gave, or Order.Cursor; "" from the newest
	Limit     int    // 0: 10
	Open      bool   // only those that have not come to their end
	Attention bool   // only those of NeedsAttention
	Search    string // an order's exact number, or a part of a link or of a service's name
}

func (q OrderQuery) index() bucket {
	switch {
	case q.Attention:
		return orderAttention
	case q.Open:
		return orderOpen
	default:
		return orderListed
	}
}

func (q OrderQuery) match(o Order) bool {
	if q.Open && o.Status.State.Final() || q.Attention && !o.NeedsAttention() {
		return false
	}
	if q.Search == "" || o.ID == q.Search {
		return true
	}
	part := strings.ToLower(q.Search)
	for _, text := range []string{o.Name, o.Values[resale.FieldLink], o.Values[resale.FieldUsername]} {
		if strings.Contains(strings.ToLower(text), part) {
			return true
		}
	}
	return false
}

// Cursor is the order's place in the list of its chat.
func (o Order) Cursor() string { return cursorOf(join(timeKey(o.At.UTC()), o.rowKey())) }

// cursorOf writes a key of a list without its chat, as text.
func cursorOf(key []byte) string { return hex.EncodeToString(key[:8]) + string(key[8:]) }

func parseCursor(cursor string) ([]byte, error) {
	if len(cursor) < 16 {
		return nil, errors.New("list orders: no cursor")
	}
	at, err := hex.DecodeString(cursor[:16])
	if err != nil {
		return nil, errors.New("list orders: no cursor")
	}
	return join(at, []byte(cursor[16:])), nil
}

// OrdersOf lists orders of a chat, the newest first. next is where the list
// goes on, "" at its end. It reads at most 2,000 rows: a search may find
// nothing and still go on. A number that is one of the chat's orders' is not
// looked for in anything else.
func (tx *Tx) OrdersOf(chat int64, q OrderQuery) (orders []Order, next string, err error) {
	q.Search = strings.TrimSpace(q.Search)
	if q.Limit < 1 {
		q.Limit = ordersShown
	}
	if q.Search != "" && q.Before == "" {
		orders, err := tx.ordersNumbered(chat, q)
		if err != nil || len(orders) > 0 {
			return orders, "", err
		}
	}
	before := pastAll(intKey(chat))
	if q.Before != "" {
		place, err := parseCursor(q.Before)
		if err != nil {
			return nil, "", err
		}
		before = join(intKey(chat), place)
	}
	read := 0
	last := []byte(nil)
	err = tx.eachBack(q.index(), intKey(chat), before, func(key []byte) (more bool, err error) {
		if len(orders) == q.Limit || read == ordersRead {
			next = cursorOf(last)
			return false, nil
		}
		read++
		last = bytes.Clone(key[8:])
		found, err := loadAll[Order](tx, orderRows, [][]byte{key[16:]})
		if err != nil {
			return false, err
		}
		orders = append(orders, slices.DeleteFunc(found, func(o Order) bool { return !q.match(o) })...)
		return true, nil
	})
	return orders, next, err
}

// ordersNumbered gives the orders of a chat with exactly the number that is
// searched: one of each panel at most. It skips from one pair of a person and
// a panel to the next.
func (tx *Tx) ordersNumbered(chat int64, q OrderQuery) ([]Order, error) {
	in, err := tx.bucket(orderPlace)
	if err != nil {
		return nil, err
	}
	const head = 8 + 8 + panelLength
	var found [][]byte
	prefix, cursor := intKey(chat), in.Cursor()
	for key, _ := cursor.Seek(prefix); bytes.HasPrefix(key, prefix); {
		pair := bytes.Clone(key[:head])
		if in.Get(join(pair, []byte(q.Search))) != nil {
			found = append(found, join(pair[16:], []byte(q.Search)))
		}
		key, _ = cursor.Seek(pastAll(pair))
	}
	orders, err := loadAll[Order](tx, orderRows, found)
	return slices.DeleteFunc(orders, func(o Order) bool { return !q.match(o) }), err
}

// eachBack hands the keys with a prefix that lie before one to f, the last
// first, until f says that it wants no more.
func (tx *Tx) eachBack(b bucket, prefix, before []byte, f func(key []byte) (more bool, err error)) error {
	in, err := tx.bucket(b)
	if err != nil {
		return err
	}
	cursor := in.Cursor()
	key, _ := cursor.Seek(before)
	if key == nil {
		key, _ = cursor.Last()
	} else {
		key, _ = cursor.Prev()
	}
	for ; bytes.HasPrefix(key, prefix); key, _ = cursor.Prev() {
		if more, err := f(key); err != nil || !more {
			return err
		}
	}
	return nil
}

// OrderCounts says how many orders a chat has.
type OrderCounts struct{ All, Open, Attention int }

// OrderCount counts the orders of a chat.
func (tx *Tx) OrderCount(chat int64) (n OrderCounts, err error) {
	for index, count := range map[bucket]*int{orderListed: &n.All, orderOpen: &n.Open, orderAttention: &n.Attention} {
		if *count, err = tx.countFrom(index, intKey(chat)); err != nil {
			return OrderCounts{}, err
		}
	}
	return n, nil
}

func (tx *Tx) countFrom(b bucket, prefix []byte) (n int, err error) {
	in, err := tx.bucket(b)
	if err != nil {
		return 0, err
	}
	cursor := in.Cursor()
	for key, _ := cursor.Seek(prefix); key != nil && bytes.HasPrefix(key, prefix); key, _ = cursor.Next() {
		n++
	}
	return n, nil
}
