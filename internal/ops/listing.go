package ops

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

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

// listings keeps each panel's listing for an hour: chats that share a key
// share it, and who asks while it is read waits for the same reading.
type listings struct {
	flight singleflight.Group
	mu     sync.Mutex
	kept   map[string]Listing
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
		clients, err := readListing(reading, c)
		if err != nil {
			return nil, err
		}
		l := Listing{Panel: c.panel, At: o.Now().UTC(), Clients: clients}
		o.listings.keep(l)
		return l, nil
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
	slices.SortFunc(all, func(a, b ListedClient) int { return strings.Compare(a.Username, b.Username) })
	return all, nil
}

func listed(c resale.Client) ListedClient {
	return ListedClient{ID: c.ID, Username: c.Username, CategoryID: c.CategoryID, Expires: c.Expires.UTC(), Test: c.Kind == resale.Test, Suspended: c.Status == resale.Suspended, Note: c.Note}
}

// ForgetListing makes the next Listing of a panel be read anew.
func (o *Ops) ForgetListing(panel string) {
	o.listings.mu.Lock()
	defer o.listings.mu.Unlock()
	delete(o.listings.kept, panel)
}

func (l *listings) fresh(panel string, now time.Time) (Listing, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	kept, ok := l.kept[panel]
	return kept, ok && now.Sub(kept.At) < listingLife
}

// keep makes room first: what is over goes, then the oldest.
func (l *listings) keep(fresh Listing) {
	l.mu.Lock()
	defer l.mu.Unlock()
	total := len(fresh.Clients)
	var rest []Listing
	for panel, old := range l.kept {
		if panel == fresh.Panel || fresh.At.Sub(old.At) >= listingLife {
			delete(l.kept, panel)
			continue
		}
		total += len(old.Clients)
		rest = append(rest, old)
	}
	slices.SortFunc(rest, func(a, b Listing) int { return a.At.Compare(b.At) })
	for i := 0; total > keptClients && i < len(rest); i++ {
		total -= len(rest[i].Clients)
		delete(l.kept, rest[i].Panel)
	}
	l.kept[fresh.Panel] = fresh
}
