package jobs_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
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
func (m *model) digestOf(all []sandbox.ServexClient, now time.Time) (names []string) {
	for _, c := range all {
		if c.Kind == "test" {
			continue
		}
		alive := c.Expires.After(now)
		before, known := m.seen[c.ID]
		if alive {
			m.seen[c.ID], before, known = c.Expires, c.Expires, true
		}
		if !known {
			continue
		}
		threshold, owed := m.owed(m.days, c.ID, before, now)
		if !owed {
			continue
		}
		if !alive {
			threshold = 0
		}
		m.seen[c.ID] = c.Expires
		m.ledger[entry(c.ID, c.Expires)] = threshold
		names = append(names, fmt.Sprintf("%s %d %v", c.Username, m.day(c.Expires)-m.day(now), !alive))
	}
	return names
}

// check holds a run of the job against the model.
func (y *year) check(d storage.Digest, messages []ops.DigestNews) {
	today := y.day(y.now)
	local := y.now.In(y.zone)
	minutes := local.Hour()*60 + local.Minute()
	last, _ := time.Parse(time.DateOnly, d.Last)
	utc := model{zone: time.UTC}
	ran := d.Last != "" && utc.day(last) != y.last
	for _, n := range messages {
		if n.Failed != "" {
			if n.Failed != resale.Unauthorized || y.warned || !y.revoked || len(messages) > 1 {
				y.t.Fatalf("%v: told that the key is refused: told before %v, refused %v, %d messages", y.now, y.warned, y.revoked, len(messages))
			}
			y.warned, messages = true, nil
		}
	}
	if y.revoked {
		y.failed = y.now
	}
	due := y.on && !y.revoked && today > y.last && minutes >= y.at*60+10 && !y.now.Before(y.failed.Add(time.Hour)) && !y.now.Before(y.read.Add(time.Hour)) && !y.now.Before(y.calm)
	switch {
	case ran && (!y.on || y.revoked || utc.day(last) != today || today <= y.last):
		y.t.Fatalf("%v: a digest that must not be; the last one was on day %d", y.now, y.last)
	case ran && minutes < y.at*60 && !y.clocksChange():
		y.t.Fatalf("%v: a digest before %d o'clock", local, y.at)
	case !ran && due:
		y.t.Fatalf("%v: no digest, though the last one was on day %d of %d; the row: %+v", local, y.last, today, d)
	case !ran && len(messages) > 0:
		y.t.Fatalf("%v: messages without a digest", y.now)
	case !ran:
		return
	}
	y.last, y.armed, y.warned, y.read = today, y.days, false, y.now
	y.digests++
	var got []string
	for _, n := range messages {
		for _, c := range n.Clients {
			got = append(got, fmt.Sprintf("%s %d %v", c.Username, c.Days, c.Ended))
		}
	}
	want := y.digestOf(y.panel.Clients(), y.now)
	slices.Sort(want)
	slices.Sort(got)
	y.told += len(want)
	if diff := cmp.Diff(want, got); diff != "" || len(messages) > 1 {
		y.t.Fatalf("%v: %d messages name (- must, + does):\n%s", local, len(messages), diff)
	}
}

// clocksChange tells whether the day is one on which an hour is missing or
// comes twice.
func (y *year) clocksChange() bool {
	_, before := y.now.Add(-24 * time.Hour).In(y.zone).Zone()
	_, after := y.now.Add(24 * time.Hour).In(y.zone).Zone()
	return before != after
}
