package ops

import (
	"context"
	"fmt"
	"strconv"
	"strings"

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
	key, begun, err := requestAct(tx, id)
	if err != nil || !begun {
		return a, err
	}
	e, _, err := tx.Entry(key)
	a.Busy = !e.State.Settled()
	return a, err
}

// requestAct gives the key of a request's renewal, which is the same whoever
// taps, and whether that act was begun. What was refused changed nothing and
// may be tried again, as another act.
func requestAct(tx *storage.Tx, id uint64) (key string, begun bool, err error) {
	base := "request." + strconv.FormatUint(id, 10)
	for n := 0; ; n++ {
		if key = base; n > 0 {
			key += "." + strconv.Itoa(n)
		}
		e, found, err := tx.Entry(key)
		if err != nil || !found || e.State != storage.Refused {
			return key, found, err
		}
	}
}

// requestOf reads the request out of the key of its renewal.
func requestOf(key string) (id uint64, ok bool) {
	rest, ok := strings.CutPrefix(key, "request.")
	number, try, retried := strings.Cut(rest, ".")
	id, err := strconv.ParseUint(number, 10, 64)
	if retried && err == nil {
		_, err = strconv.Atoi(try) // not ".paid", which is an act behind the renewal
	}
	return id, ok && err == nil
}

// RenewRequest renews what a request is about for days, once, however many
// people tap and whatever days the later ones chose, and ends the request. What
// is gone at the panel is created anew, and given to the customer. The request
// is given as it stands then: somebody else may have ended it.
func (o *Ops) RenewRequest(ctx context.Context, a Act, id uint64, days int, tell TellCustomer) (Outcome, Asked, error) {
	var asked Asked
	err := o.Store.View(ctx, func(tx *storage.Tx) (err error) {
		if asked, err = readRequest(tx, a.Place.Chat, id); err != nil {
			return err
		}
		a.Key, _, err = requestAct(tx, id)
		return err
	})
	if err != nil || asked.HandledBefore(a.Person) {
		return Outcome{}, asked, err
	}
	out, err := o.RenewClient(ctx, a, asked.ClientID, asked.Username, days)
	if err != nil {
		return out, asked, err
	}
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		if err := o.EndRequest(tx, a.Key, a.Person, out, tell); err != nil {
			return err
		}
		now, err := readRequest(tx, a.Place.Chat, id)
		if resale.CodeOf(err) == resale.NotFound {
			return nil // the customer left meanwhile; what was done was done
		}
		asked = now
		return err
	})
	if err != nil {
		return out, asked, fmt.Errorf("end request: %w", err)
	}
	return out, asked, nil
}
