package sandbox

import (
	"slices"
	"time"
)

// whCallsKept bounds the journal; a demo may run for days.
const whCallsKept = 50_000

// WHCall is one request that reached the panel, without keys, passwords and
// secrets.
type WHCall struct {
	Method  string
	Path    string // "invoices/7/pay"; as it was when it is none of /api/v1
	Pattern string // "invoices/{id}/pay"
	Query   string
	Body    string // JSON in which passwords are "***"
	Status  int    // that was answered, or would have been
	Applied bool   // it changed the panel
	Refused string // the English of why not; "" it was not refused
	At      time.Time
}

// WHCount is how often something was asked for, ever.
type WHCount struct{ Asked, Applied int }

type whJournal struct {
	calls  []WHCall
	counts map[string]WHCount // by "POST invoices/{id}/pay", and with the id itself
}

func newWHJournal() whJournal { return whJournal{counts: map[string]WHCount{}} }

func (j *whJournal) add(c WHCall) {
	j.tally(c.Method+" "+c.Pattern, c.Applied)
	if c.Path != c.Pattern {
		j.tally(c.Method+" "+c.Path, c.Applied)
	}
	if len(j.calls) >= whCallsKept {
		j.calls = slices.Delete(j.calls, 0, whCallsKept/2)
	}
	j.calls = append(j.calls, c)
}

func (j *whJournal) tally(name string, applied bool) {
	n := j.counts[name]
	n.Asked++
	if applied {
		n.Applied++
	}
	j.counts[name] = n
}

// Calls gives copies of the last calls, in the order they arrived.
func (p *WHPanel) Calls() []WHCall {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.journal.calls)
}

// Count tells how often an operation such as "POST invoices/{id}/pay", or
// "POST invoices/7/pay", was asked for, ever.
func (p *WHPanel) Count(operation string) WHCount {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.journal.counts[operation]
}
