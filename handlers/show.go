package handlers

import (
	"math"
	"strconv"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// status gives the state of a client as a key: what the panel says, corrected
// by the clock, for panels mark an expired client late.
func status(c resale.Client, now time.Time) resale.ClientStatus {
	switch {
	case c.Status == resale.Suspended:
		return resale.Suspended
	case !c.Expires.IsZero() && c.Expires.Before(now):
		return resale.Expired
	case !c.Expires.IsZero() && c.Expires.Sub(now) < 72*time.Hour && c.Kind != resale.Test:
		return resale.ExpiresSoon
	}
	return resale.Active
}

// mark is the status at a glance, for lists.
func mark(s resale.ClientStatus) string {
	switch s {
	case resale.Suspended:
		return "⏸"
	case resale.Expired:
		return "🔴"
	case resale.ExpiresSoon:
		return "🟡"
	}
	return "🟢"
}

// left says how long a client has.
func left(c resale.Client, now time.Time) chat.Text { return timeLeft(c.Expires, now) }

// timeLeft says how far an end is: "3 days left", "40 min left", "expired 3
// days ago".
func timeLeft(end, now time.Time) chat.Text {
	d := end.Sub(now)
	switch {
	case end.IsZero():
		return chat.T("client.no_end")
	case d <= 0:
		return timeSince(-d)
	case d < 2*time.Hour:
		return chat.T("client.minutes_left", chat.Args{"Count": int(math.Ceil(d.Minutes()))})
	case d < 48*time.Hour:
		return chat.T("client.hours_left", chat.Args{"Count": int(math.Ceil(d.Hours()))})
	}
	return chat.T("client.days_left", chat.Args{"Count": int(math.Ceil(d.Hours() / 24))})
}

func timeSince(d time.Duration) chat.Text {
	switch {
	case d < 2*time.Hour:
		return chat.T("client.minutes_ago", chat.Args{"Count": int(d.Minutes())})
	case d < 48*time.Hour:
		return chat.T("client.hours_ago", chat.Args{"Count": int(d.Hours())})
	}
	return chat.T("client.days_ago", chat.Args{"Count": int(d.Hours() / 24)})
}

// clientButton is a client in a list.
func clientButton(c resale.Client, now time.Time, answer string) chat.Button {
	line := "client.line"
	if c.Kind == resale.Test {
		line = "client.line_test"
	}
	return chat.Button{
		Label:  chat.T(line, chat.Args{"Mark": mark(status(c, now)), "Name": shorten(c.Username, 20), "Left": left(c, now)}),
		Answer: answer,
	}
}

// field is a line "name: value".
func field(key string, value any) chat.Text { return chat.T("client."+key, chat.Args{"Value": value}) }

// fields are all that is known of a client.
func (d Deps) fields(t *dialog.Turn, c resale.Client, category string) []chat.Text {
	if category == "" {
		category = "#" + strconv.FormatInt(c.CategoryID, 10)
	}
	state := status(c, t.Now)
	lines := []chat.Text{
		chat.T("client.title", chat.Args{"Mark": mark(state), "Name": shorten(c.Username, 60)}),
		{},
		field("status", chat.T("client.status_"+string(state))),
	}
	if c.Online != nil {
		lines = append(lines, field("online", chat.T(map[bool]string{true: "client.is_online", false: "client.is_offline"}[*c.Online])))
	}
	if !c.LastSeen.IsZero() {
		lines = append(lines, field("last_seen", d.Catalog.Moment(t.Lang, c.LastSeen, t.Zone)))
	}
	lines = append(lines,
		field("kind", chat.T(map[bool]string{true: "client.kind_test", false: "client.kind_paid"}[c.Kind == resale.Test])),
		field("category", shorten(category, 60)),
		field("limit", c.Limit),
		chat.T("client.expires", chat.Args{"Value": d.Catalog.Moment(t.Lang, c.Expires, t.Zone), "Left": left(c, t.Now)}),
	)
	optional := []struct{ key, value string }{{"note", shorten(c.Note, 300)}, {"uuid", shorten(c.UUID, 60)}}
	for _, o := range optional {
		if o.value != "" {
			lines = append(lines, field(o.key, o.value))
		}
	}
	if c.OwnerID != 0 && admin(t) { // a reseller's key sees its own
		lines = append(lines, field("owner", c.OwnerID))
	}
	if !c.Created.IsZero() {
		lines = append(lines, field("created", d.Catalog.Day(t.Lang, c.Created, t.Zone)))
	}
	return lines
}
