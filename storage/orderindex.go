package storage

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"slices"
	"strings"
	"time"
)

const (
	linkHash   = 16  // bytes of a link's hash; keys rely on it
	mostOnLink = 100 // orders that OrdersOnLink gives
)

// hashOfLink names what an order is for: panels do not tell links apart by
// their case or by blanks around them.
func hashOfLink(link string) []byte {
	hash := sha256.Sum256([]byte(strings.ToLower(strings.TrimSpace(link))))
	return hash[:linkHash]
}

// indexes are the rows that lead to an order; none to the zero Order.
func (o Order) indexes() map[bucket][]byte {
	if o.ID == "" {
		return nil
	}
	row := o.rowKey()
	listed := join(intKey(o.Chat), timeKey(o.At), row)
	all := map[bucket][]byte{orderListed: listed, orderPlace: join(intKey(o.Chat), intKey(o.Person), row)}
	if o.NeedsAttention() {
		all[orderAttention] = listed
	}
	if len(o.News) > 0 {
		all[orderNews] = join(intKey(o.Chat), row)
	}
	if !o.Next.IsZero() {
		all[orderDue] = join([]byte(o.Panel), timeKey(o.Next), []byte(o.ID))
	}
	if !o.Refill.Next.IsZero() {
		all[orderRefills] = join([]byte(o.Panel), timeKey(o.Refill.Next), []byte(o.ID))
	}
	switch target := o.Values.Target(); {
	case !o.Status.State.Final():
		all[orderOpen] = listed
		if target != "" {
			all[orderLinks] = join([]byte(o.Panel), hashOfLink(target), []byte(o.ID))
		}
	case !o.Refill.Running():
		all[orderEnded] = join(timeKey(o.ended()), row)
	}
	return all
}

func (o Order) ended() time.Time {
	if o.Changed.IsZero() {
		return o.At
	}
	return o.Changed
}

// changeIndexes writes only what is different: of an order that is merely
// looked at again, that is one row.
func (tx *Tx) changeIndexes(was, is map[bucket][]byte) error {
	for index, key := range was {
		if bytes.Equal(is[index], key) {
			continue
		}
		if err := tx.drop(index, key); err != nil {
			return err
		}
	}
	for index, key := range is {
		if bytes.Equal(was[index], key) {
			continue
		}
		if err := tx.mark(index, key); err != nil {
			return err
		}
	}
	return nil
}

// DueOrders gives a panel's orders whose Next is not after now, the longest
// due first. It reads nothing that is not due.
func (tx *Tx) DueOrders(panel string, now time.Time, limit int) ([]Order, error) {
	return tx.ordersDue(orderDue, panel, now, limit)
}

// DueRefills gives a panel's orders whose Refill.Next is not after now, the
// longest due first.
func (tx *Tx) DueRefills(panel string, now time.Time, limit int) ([]Order, error) {
	return tx.ordersDue(orderRefills, panel, now, limit)
}

func (tx *Tx) ordersDue(index bucket, panel string, now time.Time, limit int) ([]Order, error) {
	if len(panel) != panelLength {
		return nil, nil
	}
	end := join([]byte(panel), timeKey(now.Add(time.Nanosecond)))
	keys, err := tx.keysBetween(index, []byte(panel), end, limit)
	if err != nil {
		return nil, err
	}
	for i, key := range keys {
		keys[i] = join([]byte(panel), key[panelLength+8:])
	}
	return loadAll[Order](tx, orderRows, keys)
}

// DuePanels gives at most limit (0: all) panels with an order or a refill that
// is due and with a chat that has an account there, the longest due first.
func (tx *Tx) DuePanels(now time.Time, limit int) ([]string, error) {
	since := map[string]time.Time{}
	for _, index := range []bucket{orderDue, orderRefills} {
		if err := tx.firstDue(index, now, since); err != nil {
			return nil, err
		}
	}
	panels := make([]string, 0, len(since))
	for panel := range since {
		chats, err := tx.keysFrom(accountPanels, []byte(panel), nil, 1)
		if err != nil {
			return nil, err
		}
		if len(chats) > 0 {
			panels = append(panels, panel)
		}
	}
	slices.SortFunc(panels, func(a, b string) int { return cmp.Or(since[a].Compare(since[b]), cmp.Compare(a, b)) })
	if limit > 0 && len(panels) > limit {
		panels = panels[:limit]
	}
	return panels, nil
}

// firstDue notes since when each panel has something due. It looks at one key
// of each panel.
func (tx *Tx) firstDue(index bucket, now time.Time, since map[string]time.Time) error {
	in, err := tx.bucket(index)
	if err != nil {
		return err
	}
	cursor := in.Cursor()
	for key, _ := cursor.First(); key != nil; {
		panel := string(key[:panelLength])
		next := time.Unix(0, keyInt(key[panelLength:]))
		if at, there := since[panel]; !next.After(now) && (!there || next.Before(at)) {
			since[panel] = next
		}
		key, _ = cursor.Seek(pastAll([]byte(panel)))
	}
	return nil
}

// pastAll is after every key that begins with a prefix and goes on with a time
// or a text.
func pastAll(prefix []byte) []byte { return join(prefix, bytes.Repeat([]byte{0xff}, 9)) }

// OrdersOnLink gives at most 100 of a panel's orders for a link, or a username
// that is subscribed to, that have not come to their end, whichever chats placed
// them. Case and blanks around it do not count.
func (tx *Tx) OrdersOnLink(panel, link string) ([]Order, error) {
	if len(panel) != panelLength || strings.TrimSpace(link) == "" {
		return nil, nil
	}
	prefix := join([]byte(panel), hashOfLink(link))
	keys, err := tx.keysFrom(orderLinks, prefix, nil, mostOnLink)
	if err != nil {
		return nil, err
	}
	for i, key := range keys {
		keys[i] = join([]byte(panel), key[len(prefix):])
	}
	return loadAll[Order](tx, orderRows, keys)
}
