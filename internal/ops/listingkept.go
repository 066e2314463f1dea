package ops

import (
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// listings keeps each panel's listing for an hour: chats that share a key
// share it, and who asks while it is read waits for the same reading.
type listings struct {
	flight  singleflight.Group
	mu      sync.Mutex
	kept    map[string]Listing
	changes map[string][]listChange // of panels that are being read: made meanwhile
}

// listChange is what an act that is done makes of a listing: who was renewed a
// minute ago is not shown with the old expiry for an hour.
type listChange struct {
	id     int64         // 0: nothing
	client *ListedClient // nil: it is not listed any more
}

func listChangeOf(act string, r result, now time.Time) listChange {
	l := listed(r.Client)
	if r.VPN != nil {
		l = listedAccount(r.VPN.Account, now)
	}
	if !r.After.IsZero() {
		l.Expires = r.After
	}
	if act == deleteAct || act == removeVPNAct || l.Suspended || l.over(now) {
		return listChange{id: l.ID}
	}
	return listChange{id: l.ID, client: &l}
}

// apply gives the changed clients; the former slice is others' and stays as
// it is.
func (c listChange) apply(clients []ListedClient) []ListedClient {
	at := slices.IndexFunc(clients, func(l ListedClient) bool { return l.ID == c.id })
	if c.id == 0 || at < 0 && c.client == nil {
		return clients
	}
	now := slices.Clone(clients)
	if at >= 0 {
		now = slices.Delete(now, at, at+1)
	}
	if c.client == nil {
		return now
	}
	to, _ := slices.BinarySearchFunc(now, *c.client, byUsername)
	return slices.Insert(now, to, *c.client)
}

func byUsername(a, b ListedClient) int { return strings.Compare(a.Username, b.Username) }

// change takes an act's doing into a panel's listing, also into one that is
// being read and may have passed the client before.
func (l *listings) change(panel string, c listChange) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if kept, ok := l.kept[panel]; ok {
		kept.Clients = c.apply(kept.Clients)
		l.kept[panel] = kept
	}
	if made, reading := l.changes[panel]; reading {
		l.changes[panel] = append(made, c)
	}
}

// begin notes that a panel is read from now on; the returned function ends it.
func (l *listings) begin(panel string) (end func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.changes[panel] = []listChange{}
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.changes, panel)
	}
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

// keep gives the listing with what was changed while it was read. It makes
// room first: what is over goes, then the oldest.
func (l *listings) keep(fresh Listing) Listing {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, made := range l.changes[fresh.Panel] {
		fresh.Clients = made.apply(fresh.Clients)
	}
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
	return fresh
}
