package locales

import "time"

// layouts are how each language writes days and times.
type layout struct{ day, moment string }

func layoutOf(tag string) layout {
	if tag == "pt-BR" {
		return layout{day: "02/01/2006", moment: "02/01/2006 15:04"}
	}
	return layout{day: "2 Jan 2006", moment: "2 Jan 2006, 15:04"}
}

// Day writes a day as people of the language do, in the zone. A zero time is
// a dash.
func (c *Catalog) Day(tag string, t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return "—"
	}
	return t.In(zone).Format(layoutOf(tag).day)
}

// Moment writes a day and time, in the zone. A zero time is a dash.
func (c *Catalog) Moment(tag string, t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return "—"
	}
	return t.In(zone).Format(layoutOf(tag).moment)
}
