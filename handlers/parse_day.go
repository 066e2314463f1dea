package handlers

import (
	"strings"
	"time"
)

// parseDay reads a day after today: "31/12/2026", the day first as most of the
// world writes it, also with points or dashes; "2026-12-31"; or a number of
// days from today.
func parseDay(text string, today time.Time) (day time.Time, ok bool) {
	if n, ok := parseDays(text); ok {
		return today.AddDate(0, 0, n), true
	}
	text = strings.Map(asciiDigit, strings.TrimSpace(text))
	text = strings.NewReplacer("/", "-", ".", "-").Replace(text)
	for _, layout := range []string{"2-1-2006", "2006-1-2"} {
		if day, err := time.Parse(layout, text); err == nil {
			return day, day.After(today) && !day.After(today.AddDate(0, 0, maxDays))
		}
	}
	return time.Time{}, false
}

// midnight gives the day of a moment in a zone as panels keep it.
func midnight(at time.Time, zone *time.Location) time.Time {
	y, m, day := at.In(zone).Date()
	return time.Date(y, m, day, 0, 0, 0, 0, time.UTC)
}
