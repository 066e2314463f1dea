package ops

import (
	"slices"
	"strings"
	"time"

	"resellerbot/internal/resale"
)

// note keeps a panel's kept listing true to what was done by the bot itself:
// who was renewed a minute ago is not shown with the old expiry for an hour.
func (l *listings) note(panel, act string, r result, now time.Time) {
	c := r.Client
	if !r.After.IsZero() {
		c.Expires = r.After
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	kept, ok := l.kept[panel]
	if !ok || c.ID == 0 {
		return
	}
	// Whoever was given the listing reads on in the old slice.
	rest := make([]ListedClient, 0, len(kept.Clients)+1)
	for _, other := range kept.Clients {
		if other.ID != c.ID {
			rest = append(rest, other)
		}
	}
	if act != "delete client" && c.Status != resale.Suspended && c.Expires.After(now) {
		at, _ := slices.BinarySearchFunc(rest, c.Username, func(o ListedClient, name string) int { return strings.Compare(o.Username, name) })
		rest = slices.Insert(rest, at, listed(c))
	}
	kept.Clients = rest
	l.kept[panel] = kept
}
