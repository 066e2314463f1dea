package locales

import "time"

// layouts are how each language writes days and times.
type layout struct{ day, short, moment string }

func layoutOf(tag string) layout {
	if tag == "pt-BR" {
		return layout{day: "02/01/2006", short: "02/01", moment: "02/01/2006 15:04"}
	}
	return layout{day: "2 Jan 2006", short: "2 Jan", moment: "2 Jan 2006, 15:04"}
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

// ShortDay writes a day whose year goes without saying.
func (c *Catalog) ShortDay(tag string, t time.Time, zone *time.Location) string {
	return t.In(zone).Format(layoutOf(tag).short)
}

// Clock writes a time of day.
func (c *Catalog) Clock(t time.Time, zone *time.Location) string { return t.In(zone).Format("15:04") }
