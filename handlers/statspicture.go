package handlers

import (
	"slices"
	"time"

	"resellerbot/internal/chart"
	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

const (
	daysPerLabel  = 5
	hoursPerLabel = 4
)

// statsPicture is what is drawn of the numbers; the busiest days stand out.
func (d Deps) statsPicture(t *dialog.Turn, s ops.Stats, busy []int) chart.Picture {
	say := func(key string) string { return d.Catalog.Plain(t.Lang, chat.T(key)) }
	p := chart.Picture{
		Bars: chart.Bars{Title: say("stats.picture_ending"), Empty: say("stats.nobody_ends")},
		Line: chart.Line{Title: say("stats.picture_online"), Empty: say("stats.no_samples")},
	}
	for i, day := range s.Days {
		bar := chart.Bar{Value: day.Ending, Strong: slices.Contains(busy, i)}
		if i%daysPerLabel == 0 {
			bar.Label = d.statsDay(t, s.Days, i)
		}
		p.Bars.Bars = append(p.Bars.Bars, bar)
	}
	since := s.Now.Add(-24 * time.Hour)
	place := func(at time.Time) float64 { return at.Sub(since).Hours() / 24 }
	for _, run := range s.Online.Runs {
		var points []chart.Point
		for _, sample := range run {
			points = append(points, chart.Point{X: place(sample.At), Y: sample.Online})
		}
		p.Line.Runs = append(p.Line.Runs, points)
	}
	for _, at := range fullHours(since, s.Now, t.Zone) {
		p.Line.Ticks = append(p.Line.Ticks, chart.Tick{X: place(at), Label: d.Catalog.Clock(at, t.Zone)})
	}
	return p
}

// fullHours gives the moments at which clocks in the zone show a full hour that
// is labelled. The clocks may be changed between two of them.
func fullHours(from, to time.Time, zone *time.Location) []time.Time {
	var found []time.Time
	// Quarters of an hour, for zones that are not whole hours apart.
	for at := from.Truncate(15 * time.Minute); !at.After(to); at = at.Add(15 * time.Minute) {
		if local := at.In(zone); !at.Before(from) && local.Minute() == 0 && local.Hour()%hoursPerLabel == 0 {
			found = append(found, at)
		}
	}
	return found
}
