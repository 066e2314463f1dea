package ops

import (
	"slices"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const (
	// hostMargin is how far a panel's clock may be from ours, and how long it
	// may take until its lists show what its webhook told.
	hostMargin = 2 * time.Minute
	// zoneMargin is how far a time may be off whose zone is not known.
	zoneMargin = 15 * time.Hour
)

// hostLook judges what is seen of one thing of a panel. It is the only place
// where it is decided that something is news, whoever saw it.
type hostLook struct {
	watch storage.HostWatch
	sight storage.HostSight
	fresh bool // nothing was known of it
	news  []storage.HostNewsItem
}

// told tells whether an event needs no telling any more.
func (s *hostLook) told(event string) bool { return slices.Contains(s.sight.Told, event) }

// tell tells an event if somebody wants it, and what it includes needs no
// telling then. It is called once for each event.
func (s *hostLook) tell(event string, at time.Time) {
	s.mark(event)
	if !s.watch.Wants(event) {
		return
	}
	s.sight.Changed = at
	switch event {
	case invoicePaid:
		s.mark(invoiceCreated)
	case serviceProvisioned:
		s.mark(serviceCreated)
	}
	k := s.sight
	s.news = append(s.news, storage.HostNewsItem{
		Event: event, Kind: k.Kind, Name: k.Names[0], ID: k.ID, Label: k.Label, Customer: k.Customer, State: k.State, Total: k.Total, Due: k.Due, At: at, First: s.fresh,
	})
}

func (s *hostLook) mark(event string) {
	if !s.told(event) && event != serviceSuspended {
		s.sight.Told = append(s.sight.Told, event)
	}
}

// hear takes a webhook that came at a time.
func (s *hostLook) hear(e resale.HostEvent, f hostFacts, came time.Time) {
	at := heardAt(e, came)
	s.sight.Heard = came
	s.describe(f)
	if s.fresh && f.stale(e.Name, came) {
		s.mark(e.Name)
	}
	switch e.Name {
	case serviceSuspended:
		s.sight.State = resale.RecordSuspended
		if !s.sight.Until.IsZero() && !at.After(s.sight.Until) {
			return // the one that was told, once more
		}
		s.sight.Held, s.sight.Until = true, at
	case invoicePaid:
		s.sight.State = resale.RecordPaid
	default:
		s.expect(e.Name, f.state)
	}
	if !s.told(e.Name) {
		s.tell(e.Name, at)
	}
}

// expect takes the state that a beginning leads to, unless a later one was seen
// already: webhooks come in any order.
func (s *hostLook) expect(event string, said resale.RecordState) {
	if s.sight.State != resale.RecordUnclear && s.sight.State != resale.RecordPending {
		return
	}
	switch event {
	case invoiceCreated:
		s.sight.State = resale.RecordUnpaid
		if said != resale.RecordUnclear {
			s.sight.State = said
		}
	case serviceCreated:
		s.sight.State = resale.RecordPending
	case serviceProvisioned:
		s.sight.State = resale.RecordActive
	}
}

// heardAt is when an event was, by our clock as far as it can be known: a time
// without a zone is moved by quarters of an hour to where it came, and nothing
// happens later than it is told.
func heardAt(e resale.HostEvent, came time.Time) time.Time {
	at := e.At
	if !e.Zoned {
		at = at.Add(came.Sub(at).Round(15 * time.Minute))
	}
	if at.IsZero() || at.After(came) {
		return came
	}
	return at
}

// see takes what a list showed that was asked for at a time.
func (s *hostLook) see(f hostFacts, asked time.Time) {
	if !asked.After(s.sight.Heard.Add(hostMargin)) {
		return // a webhook knows better; the next reading looks again
	}
	first := s.sight.Seen.IsZero()
	if asked.Sub(s.sight.Seen) > hostShown {
		s.sight.Seen = asked
	}
	s.describe(f)
	s.sight.ID = f.id
	state := f.state
	var events []string
	switch f.kind {
	case resale.HostInvoices:
		events = invoiceEvents(state)
	case resale.HostServices:
		events = serviceEvents(state)
	}
	if state != resale.RecordUnclear && state != s.sight.State {
		s.sight.State, s.sight.Changed = state, asked
	}
	if s.fresh && s.old(f, asked) || first && longAgo(f.created, asked) {
		s.sight.Known = events
		s.sight.Held = state == resale.RecordSuspended
		return
	}
	s.tellLast(events, asked)
	s.hold(state, asked)
}

// hold tells of a suspension that began since the service was seen working.
func (s *hostLook) hold(state resale.RecordState, asked time.Time) {
	switch {
	case state != resale.RecordSuspended:
		s.sight.Held = s.sight.Held && state == resale.RecordUnclear
	case !s.sight.Held:
		s.sight.Held, s.sight.Until = true, asked.Add(hostMargin)
		if s.watch.Wants(serviceSuspended) {
			s.news = nil // one line for each thing: the last
		}
		s.tell(serviceSuspended, asked)
	}
}

// tellLast tells the last event that somebody wants of those that were not told
// yet.
func (s *hostLook) tellLast(events []string, at time.Time) {
	last := ""
	for _, event := range events {
		if s.told(event) || slices.Contains(s.sight.Known, event) {
			continue
		}
		s.mark(event)
		if s.watch.Wants(event) {
			last = event
		}
	}
	if last != "" {
		s.tell(last, at)
	}
}
