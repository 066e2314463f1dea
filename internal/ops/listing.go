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

// ListedClient is what jobs need to know of a client.
type ListedClient struct {
	ID         int64
	Username   string
	CategoryID int64
	Expires    time.Time // UTC; zero when the panel did not say
	Test       bool
	Suspended  bool // never in a Listing
	Note       string
}

// Listing is every client of a panel that is neither suspended nor over, by
// name, as it was at a moment.
type Listing struct {
	Panel   string
	At      time.Time
	Clients []ListedClient
}

// Listing gives the clients of a chat's panel, at most an hour old. It is read
// with the panel's own filters, page by page until a short one.
func (o *Ops) Listing(ctx context.Context, chat int64) (Listing, error) {
	c, err := o.panel(ctx, "list clients", chat)
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
		clients, err := readListing(reading, c)
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

// readListing asks for what is active and, since panels differ in what they
// count as that, for what expires soon and today too.
func readListing(ctx context.Context, c connection) ([]ListedClient, error) {
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
	slices.SortFunc(all, byUsername)
	return all, nil
}

func listed(c resale.Client) ListedClient {
	return ListedClient{ID: c.ID, Username: c.Username, CategoryID: c.CategoryID, Expires: c.Expires.UTC(), Test: c.Kind == resale.Test, Suspended: c.Status == resale.Suspended, Note: c.Note}
}
