package handlers

import (
	"strconv"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/storage"
)

// EventsTold is one message of what happened live.
type EventsTold struct {
	Zone  *time.Location
	Now   time.Time
	Lines []storage.Event
	More  int    // that did not fit
	Batch uint64 // holds all of them
}

// EventsScreen says what happened live, with the buttons to hear less.
func EventsScreen(d Deps, lang string, e EventsTold) chat.Screen {
	screen := chat.Screen{Lines: d.eventLines(lang, e.Zone, e.Now, e.Lines)}
	if e.More > 0 {
		screen.Lines = append(screen.Lines, chat.T("alert.more", chat.Args{"N": e.More}))
		screen.Rows = append(screen.Rows, row(goTo("alert.see_all", "events "+strconv.FormatUint(e.Batch, 10))))
	}
	screen.Rows = append(screen.Rows,
		row(goTo("alert.stop_hour", "mute 1h"), goTo("alert.stop_morning", "mute morning"), goTo("alert.stop", "mute off")))
	return screen
}

func (d Deps) eventLines(lang string, zone *time.Location, now time.Time, events []storage.Event) []chat.Text {
	var lines []chat.Text
	for _, e := range events {
		lines = append(lines, chat.T("alert."+e.Kind, chat.Args{
			"Name": shorten(e.Name, 40), "N": e.Count, "At": d.clock(lang, e.At, now, zone), "Until": d.clock(lang, e.Until, now, zone),
			"Text": shorten(e.Text, 200),
		}))
	}
	return lines
}

// clock gives the time of day, with the day when it was long ago.
func (d Deps) clock(lang string, at, now time.Time, zone *time.Location) string {
	if now.Sub(at).Abs() > 20*time.Hour {
		return d.Catalog.Moment(lang, at, zone)
	}
	return at.In(zone).Format("15:04")
}
