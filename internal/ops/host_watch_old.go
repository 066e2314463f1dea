package ops

import (
	"slices"

	"resellerbot/internal/resale"
)

// old tells of a thing that is seen for the first time and is no news: it was
// there before anybody wanted to hear, all is seen for the first time, or it is
// gone already.
func (s *hostLook) old(f hostFacts) bool {
	sweep := s.watch.Sweep
	return !sweep.Based || slices.Contains(sweep.Blind, f.kind) || over(s.sight.State) || s.before(f)
}

// before tells of a thing that surely was there before anybody wanted to hear.
func (s *hostLook) before(f hostFacts) bool {
	return !f.created.IsZero() && f.created.Before(s.watch.Since.Add(-zoneMargin))
}

// needless tells of a sight that need not be kept: it will not be news again.
func (s *hostLook) needless(f hostFacts) bool {
	return s.fresh && s.before(f) && (s.sight.State == resale.RecordPaid || over(s.sight.State))
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
