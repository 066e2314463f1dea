package ops

import (
	"context"
	"fmt"
	"slices"
	"time"

	"resellerbot/internal/resale"
)

// How long and how much of the listings is kept.
const (
	listingLife = time.Hour
	listingPage = 500
	listingMost = 200_000 // clients of one panel
	keptClients = 200_000 // of all panels together
)

// ListedClient is what jobs need to know of a client, or of an account.
type ListedClient struct {
	ID         int64
	Username   string
	CategoryID int64
	Expires    time.Time // UTC; zero when the panel did not say, or for one that renews itself
	Test       bool
	Suspended  bool // never in a Listing
	Note       string
}

// Listing is every client or account of a panel that is neither suspended nor
// over, by name, as it was at a moment.
type Listing struct {
	Panel   string
	At      time.Time
	Clients []ListedClient
}

// Listing gives the clients or accounts of a chat's panel, at most an hour old.
func (o *Ops) Listing(ctx context.Context, chat int64, provider string) (Listing, error) {
	c, err := o.connection(ctx, "list clients", provider, chat)
	if err != nil {
		return Listing{}, err
	}
	if l, ok := o.listings.fresh(c.panel, o.Now()); ok {
		return l, nil
	}
	// Whoever asks first may go away: the reading is for all who wait, and has
	// its own end.
	ch := o.listings.flight.DoChan(c.panel, func() (any, error) {
		if l, ok := o.listings.fresh(c.panel, o.Now()); ok {
			return l, nil
		}
		reading, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Minute)
		defer cancel()
		defer o.listings.begin(c.panel)()
		clients, err := readListing(reading, c, o.Now())
		if err != nil {
			return nil, err
		}
		return o.listings.keep(Listing{Panel: c.panel, At: o.Now().UTC(), Clients: clients}), nil
	})
	select {
	case r := <-ch:
		if r.Err != nil {
			return Listing{}, r.Err
		}
		return r.Val.(Listing), nil
	case <-ctx.Done():
		return Listing{}, ctx.Err()
	}
}

func readListing(ctx context.Context, c connection, now time.Time) (all []ListedClient, err error) {
	if c.vpn != nil {
		all, err = readAccounts(ctx, c, now, func(a ListedClient) bool { return !a.Suspended && !a.over(now) })
	} else {
		all, err = readClients(ctx, c)
	}
	slices.SortFunc(all, byUsername)
	return all, err
}

// readClients asks Servex, with its own filters, page by page until a short
// one, for what is active and, since panels differ in what they count as that,
// for what expires soon and today too.
func readClients(ctx context.Context, c connection) ([]ListedClient, error) {
	seen := map[int64]bool{}
	var all []ListedClient
	for _, status := range []resale.ClientStatus{resale.Active, resale.ExpiresSoon, resale.ExpiresToday} {
		n := 0
		for found, err := range c.AllClients(ctx, resale.ClientQuery{Status: status, Limit: listingPage}, listingMost) {
			if err != nil {
				return nil, err
			}
			if n++; n >= listingMost {
				return nil, &resale.Error{Act: "list clients", Code: resale.BadAnswer, Err: fmt.Errorf("more than %d", listingMost)}
			}
			if !seen[found.ID] && found.Status != resale.Suspended {
				seen[found.ID] = true
				all = append(all, listed(found))
			}
		}
	}
	return all, nil
}

// readAccounts gives those of VPNresellers that are wanted. All are read: the
// panel's filters do not say who is over.
func readAccounts(ctx context.Context, c connection, now time.Time, wanted func(ListedClient) bool) (all []ListedClient, err error) {
	n := 0
	for found, err := range c.vpn.AllAccounts(ctx, resale.AccountQuery{}) {
		if err != nil {
			return nil, err
		}
		if n++; n >= listingMost {
			return nil, &resale.Error{Act: "list accounts", Code: resale.BadAnswer, Err: fmt.Errorf("more than %d", listingMost)}
		}
		if a := listedAccount(found, now); wanted(a) {
			all = append(all, a)
		}
	}
	return all, nil
}

// over tells whether the end of a client has come.
func (c ListedClient) over(now time.Time) bool { return !c.Expires.IsZero() && !c.Expires.After(now) }

// listedAccount: of one that is over nobody can say whether it was disabled, for
// panels may call it so.
func listedAccount(a resale.VPNAccount, now time.Time) ListedClient {
	return ListedClient{ID: a.ID, Username: a.Username, Expires: a.Expires.UTC(), Suspended: !a.Active && !a.Over(now)}
}

func listed(c resale.Client) ListedClient {
	return ListedClient{ID: c.ID, Username: c.Username, CategoryID: c.CategoryID, Expires: c.Expires.UTC(), Test: c.Kind == resale.Test, Suspended: c.Status == resale.Suspended, Note: c.Note}
}
