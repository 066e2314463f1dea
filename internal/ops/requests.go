package ops

import (
	"context"
	"fmt"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// RequestDays is how many days a customer's request is renewed for, when the
// reseller does not say otherwise.
const RequestDays = 30

// RequestLengths are the days that a request is usually approved for.
func RequestLengths() []int { return []int{RequestDays, 60, 90} }

// Asked is a request as the reseller sees it.
type Asked struct {
	storage.Request
	Name  string // the customer's
	Ender string // the name of who ended it
	Busy  bool   // its renewal has begun and has no end yet
}

// HandledBefore tells whether there is nothing left for a person to do. One's
// own renewal comes again after a crash, and is shown again.
func (a Asked) HandledBefore(person int64) bool {
	return a.State == storage.RequestDeclined || a.State == storage.RequestDone && a.By != person
}

// Request gives a chat's request; NotFound when it is another's or gone.
func (o *Ops) Request(ctx context.Context, chat int64, id uint64) (a Asked, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		a, err = readRequest(tx, chat, id)
		return err
	})
	if err != nil {
		return a, fmt.Errorf("read request: %w", err)
	}
	return a, nil
}

func readRequest(tx *storage.Tx, chat int64, id uint64) (a Asked, err error) {
	var ok bool
	if a.Request, ok, err = tx.Request(id); err != nil {
		return a, err
	}
	if !ok || a.Chat != chat {
		return a, &resale.Error{Act: "read request", Code: resale.NotFound}
	}
	if l, ok, err := tx.Link(a.Link()); err != nil {
		return a, err
	} else if ok {
		a.Username = l.Username // it may have been renamed
	}
	customer, _, err := tx.Person(a.Person)
	if err != nil {
		return a, err
	}
	ender, _, err := tx.Person(a.By)
	if err != nil {
		return a, err
	}
	a.Name, a.Ender = customer.Name, ender.Name
	for _, base := range []string{renewalKey(id), anewKey(id)} {
		_, e, err := latestAct(tx, base)
		if err != nil {
			return a, err
		}
		a.Busy = a.Busy || e.Key != "" && !e.State.Settled()
	}
	return a, nil
}
