package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// How long and how much of the service lists is kept.
const (
	servicesLife = 10 * time.Minute
	servicesRest = 10 * time.Second // between two readings of a panel, whoever asks
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
	return o.services(ctx, c, servicesLife)
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

func (o *Ops) services(ctx context.Context, c connection, life time.Duration) (ServiceList, error) {
	services, err := c.smm.Services(ctx)
	if err != nil {
		return ServiceList{}, err
	}
	return ServiceList{Services: services, Panel: c.panel, At: o.Now().UTC()}, nil
}
