package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// StatDays is how many days Stats looks ahead, today included.
const StatDays = 30

// A sample is written every five minutes: after three times that, nobody was
// looking.
const sampleGap = 15 * time.Minute

// StatDay is a day of a time zone, and how many clients come to their end on it.
type StatDay struct {
	Noon   time.Time // of the day, in the zone: not every day has a midnight
	Ending int
}

// Stats is how a panel's clients stand, tests left out.
type Stats struct {
	Panel  string
	At     time.Time // when the clients were read
	Now    time.Time
	Days   []StatDay // StatDays of them, from today
	Online Online
}

// Online is who was online in the last 24 hours, as far as it was recorded.
type Online struct {
	Runs            [][]storage.Sample // oldest first; nobody looked between two runs
	Lowest, Highest storage.Sample     // the latest of several
	Latest          storage.Sample
	Current         bool // Latest is of now
}

// Known tells whether anything was recorded.
func (o Online) Known() bool { return len(o.Runs) > 0 }

// Ending counts the clients that come to their end in the first days.
func (s Stats) Ending(days int) (n int) {
	for _, d := range s.Days[:min(days, len(s.Days))] {
		n += d.Ending
	}
	return n
}

// Stats counts a chat's clients by the day of their end, in a time zone, and
// gives who was online. The clients are as old as the Listing.
func (o *Ops) Stats(ctx context.Context, chat int64, zone *time.Location) (Stats, error) {
	list, err := o.Listing(ctx, chat, Servex)
	if err != nil {
		return Stats{}, err
	}
	s := Stats{Panel: list.Panel, At: list.At, Now: o.Now().UTC(), Days: endings(list.Clients, o.Now().In(zone))}
	var samples []storage.Sample
	err = o.Store.View(ctx, func(tx *storage.Tx) (err error) {
		samples, err = tx.Samples(list.Panel, s.Now.Add(-24*time.Hour))
		return err
	})
	if err != nil {
		return Stats{}, &resale.Error{Act: "read samples", Code: resale.Internal, Err: err}
	}
	s.Online = onlineOf(samples, s.Now)
	return s, nil
}

// endings counts by calendar days, which are not always 24 hours long.
func endings(clients []ListedClient, now time.Time) []StatDay {
	y, m, d := now.Date()
	days := make([]StatDay, StatDays)
	index := make(map[time.Time]int, StatDays)
	for i := range days {
		days[i].Noon = time.Date(y, m, d+i, 12, 0, 0, 0, now.Location())
		index[time.Date(y, m, d+i, 0, 0, 0, 0, time.UTC)] = i
	}
	for _, c := range clients {
		if c.Test || c.Expires.IsZero() {
			continue
		}
		y, m, d := c.Expires.In(now.Location()).Date()
		if i, ok := index[time.Date(y, m, d, 0, 0, 0, 0, time.UTC)]; ok {
			days[i].Ending++
		}
	}
	return days
}

func onlineOf(samples []storage.Sample, now time.Time) (o Online) {
	for i, s := range samples {
		if i == 0 {
			o.Lowest, o.Highest = s, s
		}
		if i == 0 || s.At.Sub(o.Latest.At) > sampleGap {
			o.Runs = append(o.Runs, nil)
		}
		if s.Online <= o.Lowest.Online {
			o.Lowest = s
		}
		if s.Online >= o.Highest.Online {
			o.Highest = s
		}
		last := len(o.Runs) - 1
		o.Runs[last] = append(o.Runs[last], s)
		o.Latest = s
	}
	o.Current = o.Known() && now.Sub(o.Latest.At) <= sampleGap
	return o
}
