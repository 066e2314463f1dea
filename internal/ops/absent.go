package ops

import (
	"context"
	"strings"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// fewNames is up to how many clients are looked up one by one.
const fewNames = 20

// Absent gives what became of clients or accounts that a listing does not have:
// each as the panel shows it now, over or suspended. Who is not given is gone.
func (o *Ops) Absent(ctx context.Context, chat int64, provider string, away []storage.ListedClient) ([]ListedClient, error) {
	c, err := o.connection(ctx, "list clients", provider, chat)
	switch {
	case err != nil:
		return nil, err
	case len(away) <= fewNames:
		return o.findAbsent(ctx, c, away)
	case c.vpn != nil:
		ids := map[int64]bool{}
		for _, l := range away {
			ids[l.ID] = true
		}
		return readAccounts(ctx, c, o.Now(), func(a ListedClient) bool { return ids[a.ID] })
	}
	return readAbsent(ctx, c, away)
}

// findAbsent looks them up one by one.
func (o *Ops) findAbsent(ctx context.Context, c connection, away []storage.ListedClient) (absent []ListedClient, err error) {
	for _, l := range away {
		found, err := c.findListed(ctx, l, o.Now())
		switch code := resale.CodeOf(err); {
		case code == resale.NotFound:
		case err != nil:
			return nil, err
		default:
			absent = append(absent, found)
		}
	}
	return absent, nil
}

func (c connection) findListed(ctx context.Context, l storage.ListedClient, now time.Time) (ListedClient, error) {
	if c.vpn != nil {
		found, err := c.vpn.Account(ctx, l.ID)
		return listedAccount(found, now), err
	}
	found, err := c.FindByUsername(ctx, l.Username)
	return listed(found), err
}

func readAbsent(ctx context.Context, c connection, away []storage.ListedClient) ([]ListedClient, error) {
	wanted := map[string]bool{}
	for _, l := range away {
		wanted[strings.ToLower(l.Username)] = true
	}
	var absent []ListedClient
	for _, status := range []resale.ClientStatus{resale.Expired, resale.Suspended} {
		for found, err := range c.AllClients(ctx, resale.ClientQuery{Status: status, Limit: listingPage}, listingMost) {
			if err != nil {
				return nil, err
			}
			if name := strings.ToLower(found.Username); wanted[name] {
				delete(wanted, name) // once, should it be in both
				absent = append(absent, listed(found))
			}
		}
	}
	return absent, nil
}
