package handlers

import (
	"slices"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// time is the moment that a day's field holds.
func (f hostField) time(r resale.Record) time.Time {
	if f.at != nil {
		return f.at(r)
	}
	for _, is := range r.Fields {
		if slices.Contains(f.names(), is.Name) {
			// Under this name the record reads whatever panels write of times.
			return resale.Record{Fields: []resale.RecordField{{Name: "created_at", Value: is.Value}}}.Created()
		}
	}
	return time.Time{}
}

// hostDate writes a day. One without a time of day is the same day everywhere.
func (d Deps) hostDate(t *dialog.Turn, at time.Time) chat.Text {
	switch {
	case at.IsZero():
		return chat.Text{}
	case at.Equal(at.Truncate(24 * time.Hour)):
		return chat.Literal(d.Catalog.Day(t.Lang, at, time.UTC))
	}
	return chat.Literal(d.Catalog.Moment(t.Lang, at, t.Zone))
}

// hostShort is a day in a list, without the year where it goes without saying.
func (d Deps) hostShort(t *dialog.Turn, at time.Time) chat.Text {
	zone := t.Zone
	if at.Equal(at.Truncate(24 * time.Hour)) {
		zone = time.UTC
	}
	switch {
	case at.IsZero():
		return chat.Text{}
	case at.In(zone).Year() == t.Now.In(zone).Year():
		return chat.Literal(d.Catalog.ShortDay(t.Lang, at, zone))
	}
	return chat.Literal(d.Catalog.Day(t.Lang, at, zone))
}
