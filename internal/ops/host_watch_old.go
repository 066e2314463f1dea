package ops

import (
	"slices"
	"time"

	"resellerbot/internal/resale"
)

// How long things are remembered.
const (
	hostKept  = 180 * 24 * time.Hour // after one that is over was news last
	hostShown = 30 * 24 * time.Hour  // how often it is noted that lists show one
)

// old tells of a thing that is seen for the first time and is no news: it was
// there before anybody wanted to hear, all is seen for the first time, or it is
// gone already.
func (s *hostLook) old(f hostFacts, asked time.Time) bool {
	sweep := s.watch.Sweep
	return !sweep.Based || slices.Contains(sweep.Blind, f.kind) || over(s.sight.State) || s.before(f, asked)
}

// before tells of a thing that surely was there before anybody wanted to hear,
// or so long ago that it may have been forgotten since.
func (s *hostLook) before(f hostFacts, asked time.Time) bool {
	return !f.created.IsZero() && f.created.Before(s.watch.Since.Add(-zoneMargin)) || longAgo(f.created, asked)
}

// longAgo tells that things of that time may be forgotten.
func longAgo(at, now time.Time) bool { return !at.IsZero() && at.Before(now.Add(-hostKept-zoneMargin)) }

// stale tells of an event, told of a thing that is not known, that by the thing's
// own times was long ago. Suspensions come again.
func (f hostFacts) stale(event string, now time.Time) bool {
	switch event {
	case invoiceCreated, serviceCreated:
		return longAgo(f.created, now)
	case invoicePaid:
		return longAgo(f.paid, now)
	}
	return false
}

// needless tells of a sight that need not be kept: it will not be news again.
func (s *hostLook) needless(f hostFacts, asked time.Time) bool {
	return s.fresh && s.before(f, asked) && s.ended()
}

// past tells of a sight that need not be kept any longer, for the same reason.
func (s *hostLook) past(f hostFacts, asked time.Time) bool {
	return len(s.news) == 0 && s.ended() && s.before(f, asked) && asked.Sub(s.sight.Heard) > hostKept && asked.Sub(s.sight.Changed) > hostKept
}

// ended tells of what nothing is expected of any more.
func (s *hostLook) ended() bool {
	return s.sight.State == resale.RecordPaid || over(s.sight.State)
}

// over tells of what was given up or taken away.
func over(state resale.RecordState) bool {
	switch state {
	case resale.RecordCancelled, resale.RecordRefunded, resale.RecordTerminated, resale.RecordInactive:
		return true
	}
	return false
}

// invoiceEvents are the events that must have been for an invoice to be so.
func invoiceEvents(state resale.RecordState) []string {
	if state == resale.RecordPaid {
		return []string{invoiceCreated, invoicePaid}
	}
	return []string{invoiceCreated}
}

// serviceEvents are the same of a service, but for suspensions, which come again.
func serviceEvents(state resale.RecordState) []string {
	switch state {
	case resale.RecordActive, resale.RecordSuspended:
		return []string{serviceCreated, serviceProvisioned}
	}
	return []string{serviceCreated}
}
