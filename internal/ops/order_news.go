package ops

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/storage"
)

// newsMost is how many orders one message is about at most.
const newsMost = 1000

// TellOrderNews tells each chat what is new about its orders, gathered into one
// message for each place. What was told is noted in the same transaction.
func (o *Ops) TellOrderNews(ctx context.Context, tell TellOrders) error {
	var chats []int64
	err := o.Store.View(ctx, func(tx *storage.Tx) (err error) {
		chats, err = tx.OrderNewsChats()
		return err
	})
	if err != nil {
		return fmt.Errorf("list news of orders: %w", err)
	}
	var errs []error
	for _, id := range chats {
		now := o.Now().UTC()
		if !o.tracking.ready(id, now) {
			continue
		}
		told := false
		err := o.Store.Update(ctx, func(tx *storage.Tx) (err error) {
			told, err = o.tellChat(tx, id, now, tell)
			return err
		})
		if err != nil {
			errs = append(errs, fmt.Errorf("tell chat %d of its orders: %w", id, err))
		} else if told {
			o.tracking.spoke(id, now)
		}
	}
	return errors.Join(errs...)
}

// tellChat tells a chat all that it is to be told, and notes that it was.
func (o *Ops) tellChat(tx *storage.Tx, id int64, now time.Time, tell TellOrders) (bool, error) {
	if calm, err := o.calm(tx, id, now); calm || err != nil {
		return false, err
	}
	orders, err := tx.OrderNews(id, newsMost)
	if err != nil || len(orders) == 0 {
		return false, err
	}
	back, err := endTrouble(tx, id)
	if err != nil {
		return false, err
	}
	for _, news := range gather(id, orders) {
		news.Back, back = back, false
		if err := tell(tx, news); err != nil {
			return false, err
		}
	}
	for _, order := range orders {
		heard(&order)
		if err := tx.SaveOrder(order); err != nil {
			return false, err
		}
	}
	return true, nil
}

// endTrouble forgets a trouble that is over, and tells whether there was one.
func endTrouble(tx *storage.Tx, id int64) (bool, error) {
	t, found, err := tx.OrderTrouble(id)
	if err != nil || !found || t.Ended.IsZero() {
		return false, err
	}
	return true, tx.DropOrderTrouble(id)
}

// gather sorts the news by place, what matters most first. The newest order
// says who reads them.
func gather(id int64, orders []storage.Order) []OrderNews {
	slices.SortFunc(orders, func(a, b storage.Order) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	var all []OrderNews
	for _, o := range orders {
		place := chat.Place{Chat: id, Thread: o.Thread}
		n := slices.IndexFunc(all, func(news OrderNews) bool { return news.Place == place })
		if n < 0 {
			n = len(all)
			all = append(all, OrderNews{Place: place})
		}
		news := &all[n]
		news.Person, news.Lang = o.Person, o.Lang
		for _, why := range o.News {
			change := OrderChange{Order: o, Was: o.Told, Why: why}
			if why == storage.NewsPartial {
				change.Owed = OwedFor(o)
			}
			news.Changes = append(news.Changes, change)
		}
	}
	for _, news := range all {
		slices.SortStableFunc(news.Changes, func(a, b OrderChange) int { return cmp.Compare(a.rank(), b.rank()) })
	}
	return all
}
