package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/providers/whmdc"
	"resellerbot/storage"
)

// FoundHost is what a key of a hosting panel opens.
type FoundHost struct {
	Customers int // -1 when the panel does not say
	May       map[resale.RecordKind]bool
}

// CheckWHMDC tries a key against the hosting panel at an address. It changes
// nothing, and remembers for HostMay what the key may. See whmdc.Client.Probe for
// its errors.
func (o *Ops) CheckWHMDC(ctx context.Context, baseURL string, key secret.String) (FoundHost, error) {
	found, err := o.WHMDC(baseURL, key).Probe(ctx)
	if err == nil { // the first screen comes at once
		now := o.Now()
		o.places.put(hostRights(storage.PanelOf(WHMDC, baseURL, key)), keptList{list: []whmdc.Found{found}, at: now, next: now.Add(placesLife)}, now)
	}
	return FoundHost{Customers: found.Customers, May: found.May}, err
}

// HostMay tells what the chat's key may list, as it was within the last hour.
// The map is shared: nobody changes it.
func (o *Ops) HostMay(ctx context.Context, chat int64) (map[resale.RecordKind]bool, error) {
	c, err := o.connection(ctx, "try hosting key", WHMDC, chat)
	if err != nil {
		return nil, err
	}
	found, err := keptOr(ctx, o, hostRights(c.panel), func(ctx context.Context) ([]whmdc.Found, error) {
		found, err := c.wh.Probe(ctx)
		return []whmdc.Found{found}, err
	})
	if err != nil {
		return nil, err
	}
	return found[0].May, nil
}

func hostRights(panel string) string { return "host rights " + panel }

// latelyLife is how long what came lately is good for an offer.
const latelyLife = 10 * time.Minute

// HostLately gives the first page of a kind at the chat's hosting panel as it was
// within ten minutes. Who does not wait for it finds it there the next time. The
// slice is shared: nobody changes it.
func (o *Ops) HostLately(ctx context.Context, chat int64, kind resale.RecordKind) ([]resale.Record, error) {
	c, err := o.connection(ctx, "list host records", WHMDC, chat)
	if err != nil {
		return nil, err
	}
	return keptFor(ctx, o, hostLately(c.panel, kind), latelyLife, func(ctx context.Context) ([]resale.Record, error) {
		page, err := c.wh.List(ctx, kind, whmdc.Query{Page: 1})
		all := make([]resale.Record, len(page.Records))
		for i, r := range page.Records {
			all[i] = slim(r)
		}
		return all, err
	})
}

func hostLately(panel string, kind resale.RecordKind) string {
	return "host lately " + panel + " " + string(kind)
}

// HostList gives one page of the chat's hosting panel.
func (o *Ops) HostList(ctx context.Context, chat int64, kind resale.RecordKind, q whmdc.Query) (whmdc.Page, error) {
	c, err := o.connection(ctx, "list host records", WHMDC, chat)
	if err != nil {
		return whmdc.Page{}, err
	}
	return c.wh.List(ctx, kind, q)
}

// HostGet gives one record of the chat's hosting panel.
func (o *Ops) HostGet(ctx context.Context, chat int64, kind resale.RecordKind, id string) (resale.Record, error) {
	c, err := o.connection(ctx, "read host record", WHMDC, chat)
	if err != nil {
		return resale.Record{}, err
	}
	return o.hostGet(ctx, c, kind, id)
}

// HostPricing gives the products with their prices.
func (o *Ops) HostPricing(ctx context.Context, chat int64) ([]resale.Record, error) {
	c, err := o.connection(ctx, "read host prices", WHMDC, chat)
	if err != nil {
		return nil, err
	}
	return c.wh.Pricing(ctx)
}
