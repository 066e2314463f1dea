package jobs_test

import (
	"fmt"
	"slices"
	"time"
)

// model says what a chat must be told, from what was told and when. It reckons
// days by itself.
type model struct {
	zone   *time.Location
	at     int // the hour
	on     bool
	days   []int // thresholds
	armed  []int // those of the last digest
	last   int   // the day of the last digest
	failed time.Time
	read   time.Time
	warned bool // of the refused key
	calm   time.Time

	seen   map[int64]time.Time // the expiry with which a client was last seen alive
	ledger map[string]int      // by client and expiry day: the most urgent threshold told
}

func newModel(now time.Time) model {
	return model{
		zone: time.UTC, at: 9, on: true, days: []int{7, 3, 1, 0}, calm: now.Add(25 * time.Hour),
		seen: map[int64]time.Time{}, ledger: map[string]int{},
	}
}

// day numbers the days of a zone.
func (m *model) day(t time.Time) int {
	y, mo, d := t.In(m.zone).Date()
	a := (14 - int(mo)) / 12
	yy, mm := y+4800-a, int(mo)+12*a-3
	return d + (153*mm+2)/5 + 365*yy + yy/4 - yy/100 + yy/400
}

func entry(client int64, expires time.Time) string {
	return fmt.Sprintf("%d until %s", client, expires.UTC().Format("02.01.2006"))
}

const nothing = 99

func (m *model) toldOf(client int64, expires time.Time) int {
	if n, ok := m.ledger[entry(client, expires)]; ok {
		return n
	}
	return nothing
}

// owed gives the most urgent of the thresholds that an expiry has passed and
// that nothing as urgent was told of.
func (m *model) owed(days []int, client int64, expires, now time.Time) (int, bool) {
	left, urgent := m.day(expires)-m.day(now), nothing
	for _, n := range days {
		if left <= n && n < urgent {
			urgent = n
		}
	}
	return urgent, urgent < m.toldOf(client, expires)
}

// thresholdsAre changes them. What is over by then and was told in full is
// done with.
func (m *model) thresholdsAre(days []int, now time.Time) {
	if slices.Equal(m.armed, m.days) && !slices.Equal(m.armed, days) {
		for client, expires := range m.seen {
			if _, owed := m.owed(m.days, client, expires, now); !owed && !expires.After(now) {
				m.ledger[entry(client, expires)] = 0
			}
		}
	}
	m.days = days
}

// turnedOn: what ended before is done with.
func (m *model) turnedOn(now time.Time) {
	for client, expires := range m.seen {
		if !expires.After(now) {
			m.ledger[entry(client, expires)] = 0
		}
	}
}

// digestOf gives whom a digest must name, and notes it.
func (m *model) digestOf(all []yearClient, now time.Time) (names []string) {
	for _, c := range all {
		if c.exempt {
			continue
		}
		alive := c.expires.After(now)
		before, known := m.seen[c.id]
		if alive {
			m.seen[c.id], before, known = c.expires, c.expires, true
		}
		if !known {
			continue
		}
		threshold, owed := m.owed(m.days, c.id, before, now)
		if !owed {
			continue
		}
		if !alive {
			threshold = 0
		}
		m.seen[c.id] = c.expires
		m.ledger[entry(c.id, c.expires)] = threshold
		names = append(names, fmt.Sprintf("%s %d %v", c.username, m.day(c.expires)-m.day(now), !alive))
	}
	return names
}
