package sandbox

import (
	"maps"
	"net/url"
	"time"
)

// smmCallsKept is how many calls the journal keeps unless told otherwise.
const smmCallsKept = 10_000

// SMMCall is one request that reached the panel.
type SMMCall struct {
	Action  string
	Form    url.Values // all that was sent but the key's value; not to be changed
	Key     int        // which key it was: 1 is the first one added, 0 a wrong one
	Applied bool       // it changed the panel
	At      time.Time
}

// SMMCount is how often an action was asked for, ever.
type SMMCount struct{ Asked, Applied int }

// smmJournal keeps the last calls in a ring, and counts all of them.
type smmJournal struct {
	bound  int
	calls  []SMMCall
	oldest int // where the ring begins once it is full
	counts map[string]SMMCount
}

func newSMMJournal() smmJournal {
	return smmJournal{bound: smmCallsKept, counts: map[string]SMMCount{}}
}

func (j *smmJournal) add(c SMMCall) {
	count := j.counts[c.Action]
	count.Asked++
	if c.Applied {
		count.Applied++
	}
	j.counts[c.Action] = count
	switch {
	case j.bound <= 0:
	case len(j.calls) < j.bound:
		j.calls = append(j.calls, c)
	default:
		j.calls[j.oldest] = c
		j.oldest = (j.oldest + 1) % j.bound
	}
}

func (j *smmJournal) all() []SMMCall {
	return append(append(make([]SMMCall, 0, len(j.calls)), j.calls[j.oldest:]...), j.calls[:j.oldest]...)
}

// Journal forgets the calls so far and keeps the last ones up to bound from
// now on; none with 0. The counts stay whole.
func (p *SMMPanel) Journal(bound int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.journal.bound, p.journal.calls, p.journal.oldest = bound, nil, 0
}

// Calls gives the last calls, 10,000 unless Journal said otherwise, in the
// order they arrived.
func (p *SMMPanel) Calls() []SMMCall {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.journal.all()
}

// Count tells how often an action was asked for, ever.
func (p *SMMPanel) Count(action string) SMMCount {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.journal.counts[action]
}

// Counts tells how often each action was asked for, ever.
func (p *SMMPanel) Counts() map[string]SMMCount {
	p.mu.Lock()
	defer p.mu.Unlock()
	return maps.Clone(p.journal.counts)
}
