package jobs_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

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
		y.t.Fatalf("%v: a digest that must not be: on %v, refused %v, noted on day %d, today %d, the last one on day %d; %+v", y.now, y.on, y.revoked, utc.day(last), today, y.last, d)
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
	want := y.digestOf(y.panel.all(), y.now)
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
