package ops

import (
	"slices"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// How often an order is looked at.
const (
	soonestLook = 30 * time.Second
	latestLook  = 6 * time.Hour
	busiestLook = time.Hour           // of an old order that still changes
	rareLook    = 24 * time.Hour      // of one that nobody expects anything of
	rareAfter   = 90 * 24 * time.Hour // without a change
	lastLook    = 10 * time.Minute    // after the end: some panels correct charge and remains late
)

// stuckAfter is how long an order waits before its chat is told: some panels
// call their own errors "Pending", for ever.
const stuckAfter = 24 * time.Hour

// lookIn is how long an order rests until the next look: an eighth of the time
// in which nothing changed, or for one that keeps changing a hundredth of its
// age. What comes in runs or posts is slower.
func lookIn(o storage.Order, now time.Time) time.Duration {
	quiet, age := now.Sub(lastChange(o)), now.Sub(o.At)
	if quiet >= rareAfter {
		return rareLook
	}
	rest := max(quiet/8, min(age/100, busiestLook), soonestLook)
	if o.Kind == resale.KindSubscriptions || o.Values[resale.FieldRuns] != "" {
		rest *= 4
	}
	rest = min(rest, latestLook)
	if stuck := lastChange(o).Add(stuckAfter); waits(o.Status.State) && stuck.After(now) {
		rest = min(rest, stuck.Sub(now))
	}
	return rest
}

func lastChange(o storage.Order) time.Time {
	if o.Changed.After(o.At) {
		return o.Changed
	}
	return o.At
}

// waits tells whether nothing was begun yet.
func waits(s resale.OrderState) bool { return s == resale.OrderPending || s == resale.OrderAwaiting }

// saw takes what a panel says of an order into its row.
func saw(o *storage.Order, s resale.OrderStatus, now time.Time) {
	was := o.Status
	o.Status = s
	keepKnown(&o.Status, was)
	o.Checked, o.Missing = now.UTC(), 0
	if !sameStatus(was, o.Status) {
		o.Changed = now.UTC()
	}
	if was.State != o.Status.State {
		unpoint(o, storage.NewsStuck)
		unpoint(o, storage.NewsPartial)
	}
	switch ended := was.State.Final(); {
	case !o.Status.State.Final():
		o.Next = now.Add(lookIn(*o, now))
	case !ended || was.State != o.Status.State:
		o.Next = now.Add(lastLook)
	default:
		o.Next = time.Time{}
	}
	if waits(o.Status.State) && now.Sub(lastChange(*o)) >= stuckAfter {
		point(o, storage.NewsStuck)
	}
	found(o)
	stateNews(o)
}

// keepKnown keeps what a panel left out this time. What remains of an order at
// its end is only what is said then.
func keepKnown(s *resale.OrderStatus, was resale.OrderStatus) {
	if s.Charge == nil {
		s.Charge = was.Charge
	}
	if s.StartCount == nil {
		s.StartCount = was.StartCount
	}
	if s.Remains == nil && !s.State.Final() {
		s.Remains = was.Remains
	}
	if s.Currency == "" {
		s.Currency = was.Currency
	}
	if s.Expiry == "" {
		s.Expiry = was.Expiry
	}
	s.Posts, s.Runs = max(s.Posts, was.Posts), max(s.Runs, was.Runs)
	if len(s.Orders) == 0 {
		s.Orders = was.Orders
	}
}

func sameStatus(a, b resale.OrderStatus) bool {
	charge := (a.Charge == nil) == (b.Charge == nil) && (a.Charge == nil || a.Charge.Equal(*b.Charge))
	return charge && a.State == b.State && a.Word == b.Word && sameCount(a.StartCount, b.StartCount) && sameCount(a.Remains, b.Remains) &&
		a.Posts == b.Posts && a.Runs == b.Runs && a.Expiry == b.Expiry && slices.Equal(a.Orders, b.Orders)
}

func sameCount(a, b *int64) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }

// missed notes that a panel does not know an order, or says nothing of it. An
// order that has ended may be gone.
func missed(o *storage.Order, now time.Time) {
	if o.Status.State.Final() {
		o.Next = time.Time{}
		return
	}
	rests := []time.Duration{2 * time.Minute, 10 * time.Minute, time.Hour, 6 * time.Hour, 17 * time.Hour}
	rest := rareLook
	if o.Missing < len(rests) {
		rest = rests[o.Missing]
	}
	o.Missing++
	o.Next = now.Add(rest)
	seen := o.At
	if o.Checked.After(seen) {
		seen = o.Checked
	}
	if o.Missing >= len(rests) && now.Sub(seen) >= 24*time.Hour {
		point(o, storage.NewsLost)
	}
}
