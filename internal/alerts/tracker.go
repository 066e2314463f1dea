package alerts

import (
	"strings"
	"time"

	"resellerbot/storage"
)

// When a change is no change but unrest.
const (
	manyFlips   = 4  // changes: twice gone and back
	massLeast   = 10 // clients that must go together,
	massPercent = 80 // and how much of those online that must be
)

// tracker turns what is seen of a panel's clients into what is told: a change
// counts when it lasted. It is pure, and for one goroutine.
type tracker struct {
	timing   Timing
	clients  map[string]*client
	restless map[string]*client // those that are not told as they are seen
	online   int                // told to be
	gone     int                // of a mass, not back yet
}

// client is how one client stands.
type client struct {
	name    string
	told    bool // online, as told
	mass    bool // went with nearly all others
	seen    bool // online, as last seen
	changed time.Time
	flips   int // changes seen since the last one told
	first   time.Time
}

// decision is what comes of a tick: what to tell, and what to remember.
type decision struct {
	events    []storage.Event
	standings []storage.Standing
}

func newTracker(t Timing, known []storage.Standing) *tracker {
	k := &tracker{timing: t, clients: map[string]*client{}, restless: map[string]*client{}}
	for _, s := range known {
		k.clients[s.Username] = &client{name: s.Username, told: s.Online, seen: s.Online, mass: s.Mass, changed: s.At}
		k.online += count(s.Online)
		k.gone += count(s.Mass)
	}
	return k
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// see takes what is seen of a client. The first time is where it begins: it is
// remembered and not told.
func (k *tracker) see(name string, online bool, now time.Time) (begun *storage.Standing) {
	name = strings.ToLower(name)
	c := k.clients[name]
	if c == nil {
		c = &client{name: name, told: online, seen: online, changed: now}
		k.clients[name] = c
		k.online += count(online)
		return &storage.Standing{Username: name, Online: online, At: now}
	}
	if c.seen == online {
		return nil
	}
	c.seen, c.changed = online, now
	if c.flips == 0 {
		c.first = now
	}
	c.flips++
	k.restless[name] = c
	return nil
}

// tick decides what lasted.
func (k *tracker) tick(now time.Time) (d decision) {
	if k.massive(now) {
		k.leave(now, &d)
	}
	for _, c := range k.restless {
		k.settle(c, now, &d)
	}
	k.welcome(now, &d)
	return d
}

// settle decides about one client.
func (k *tracker) settle(c *client, now time.Time, d *decision) {
	lasted := now.Sub(c.changed)
	switch {
	case c.seen != c.told && !c.seen && lasted >= k.timing.OfflineHold:
		k.turn(c, d)
		d.events = append(d.events, storage.Event{Kind: Offline, Name: c.name, Count: c.flips / 2, At: c.changed})
	case c.mass && c.seen: // told together with the others
		return
	case c.seen != c.told && c.seen && lasted >= k.timing.OnlineHold:
		k.turn(c, d)
		d.events = append(d.events, storage.Event{Kind: Online, Name: c.name, Count: c.flips / 2, At: c.changed})
	case c.seen == c.told && lasted >= k.timing.OfflineHold:
		k.unrest(c, d)
	case c.flips >= manyFlips && now.Sub(c.first) >= k.timing.Unstable:
		k.unrest(c, d)
		k.restless[c.name] = c
		c.first = now
		return
	default:
		return
	}
	c.flips = 0
	delete(k.restless, c.name)
}

// turn tells a client as it is seen.
func (k *tracker) turn(c *client, d *decision) {
	c.told = c.seen
	k.online += 2*count(c.told) - 1
	d.standings = append(d.standings, storage.Standing{Username: c.name, Online: c.told, At: c.changed, Mass: c.mass})
}

// unrest tells a client that came and went often, and forgets that it did.
func (k *tracker) unrest(c *client, d *decision) {
	if c.flips >= manyFlips {
		d.events = append(d.events, storage.Event{Kind: Unstable, Name: c.name, Count: c.flips / 2, At: c.first, Until: c.changed})
	}
	c.flips = 0
}

// forget drops clients that are watched no more.
func (k *tracker) forget(keep func(name string) bool) (dropped []string) {
	for name, c := range k.clients {
		if keep(name) {
			continue
		}
		k.online -= count(c.told)
		k.gone -= count(c.mass)
		delete(k.clients, name)
		delete(k.restless, name)
		dropped = append(dropped, name)
	}
	return dropped
}
