package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// How long service lists are good for.
const (
	servicesLife   = 10 * time.Minute
	servicesRest   = 10 * time.Second // between two readings of a panel, whoever asks
	servicesRetry  = 2 * time.Second  // after a reading that failed, when there is nothing to show: people tap "try again"
	servicesPause  = time.Minute      // after a reading that failed, as long as there is a list to show
	servicesOldest = 24 * time.Hour   // of a list that is shown while the panel is down
)

const listServicesAct = "list services"

// ServiceList is everything that a chat's SMM panel sells, as it was at a
// moment. Its slice is shared: nobody changes it.
type ServiceList struct {
	Services []resale.Service // in the panel's order
	Panel    string           // see storage.PanelOf
	Currency string           // of the account; "" when it could not be read
	At       time.Time        // UTC
	Stale    bool             // it could not be read anew, this is the last that is known
}

// Find gives the service with a number.
func (l ServiceList) Find(id string) (resale.Service, bool) {
	for _, s := range l.Services {
		if s.ID == id {
			return s, true
		}
	}
	return resale.Service{}, false
}

// Services gives what a chat's SMM panel sells, at most ten minutes old. While
// the panel does not answer, the last list that is kept is given, as Stale.
func (o *Ops) Services(ctx context.Context, chat int64) (ServiceList, error) {
	c, err := o.connection(ctx, listServicesAct, SMM, chat)
	if err != nil {
		return ServiceList{}, err
	}
	l, err := o.services(ctx, c, servicesLife)
	if err == nil || !passing(resale.CodeOf(err)) {
		return l, err
	}
	if last, ok := o.catalogues.last(c.panel); ok && o.Now().Sub(last.At) < servicesOldest {
		last.Stale = true
		return last, nil
	}
	return l, err
}

// FreshService reads one service anew, with the account's currency. A panel is
// read at most once in ten seconds, whoever asks. NotFound: it is not sold any
// more.
func (o *Ops) FreshService(ctx context.Context, chat int64, id string) (s resale.Service, currency string, err error) {
	const act = "read service"
	c, err := o.connection(ctx, act, SMM, chat)
	if err != nil {
		return resale.Service{}, "", err
	}
	list, err := o.services(ctx, c, servicesRest)
	if err != nil {
		return resale.Service{}, "", err
	}
	s, found := list.Find(id)
	if !found {
		return resale.Service{}, "", &resale.Error{Act: act, Code: resale.NotFound}
	}
	return s, list.Currency, nil
}

// services gives a panel's list that is not older than life: the kept one, or
// what one reading finds for all who wait.
func (o *Ops) services(ctx context.Context, c connection, life time.Duration) (ServiceList, error) {
	if l, known, err := o.catalogues.fresh(c.panel, life, o.Now()); known {
		return l, err
	}
	// Whoever asks first may go away: the reading is for all who wait, and has
	// its own end.
	ch := o.catalogues.flight.DoChan(c.panel, func() (any, error) {
		if l, known, err := o.catalogues.fresh(c.panel, servicesRest, o.Now()); known {
			return l, err
		}
		reading, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Minute)
		defer cancel()
		l, err := o.readServices(reading, c)
		if err != nil {
			o.catalogues.fail(c.panel, err, o.Now())
			return nil, err
		}
		o.catalogues.keep(l)
		return l, nil
	})
	select {
	case r := <-ch:
		if r.Err != nil {
			return ServiceList{}, r.Err
		}
		return r.Val.(ServiceList), nil
	case <-ctx.Done():
		return ServiceList{}, ctx.Err()
	}
}

// readServices asks the panel. A list without the currency is better than none.
func (o *Ops) readServices(ctx context.Context, c connection) (ServiceList, error) {
	services, err := c.smm.Services(ctx)
	if err != nil {
		return ServiceList{}, err
	}
	l := ServiceList{Services: services, Panel: c.panel, At: o.Now().UTC()}
	if balance, err := c.smm.Balance(ctx); err == nil {
		l.Currency = balance.Currency
		return l, nil
	}
	if last, ok := o.catalogues.last(c.panel); ok {
		l.Currency = last.Currency
	}
	return l, nil
}

// passing tells whether what failed may be the panel's trouble of the moment,
// and not the chat's key.
func passing(code resale.Code) bool {
	switch code {
	case resale.Unavailable, resale.Blocked, resale.BadAnswer, resale.RateLimited, resale.Refused:
		return true
	}
	return false
}
