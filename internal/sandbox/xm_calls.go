package sandbox

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"
)

// xmCallsKept bounds the journal; a demo may run for days.
const xmCallsKept = 50_000

// XMCall is one request that reached the panel, without keys, passwords and
// codes.
type XMCall struct {
	Path    string // "invoice/pay"; as it was when it is none of /api/client
	Email   string // whose, lower case; "" of what belongs to nobody
	Body    string // JSON in which passwords and codes are "***"
	Applied bool   // it changed the panel
	Refused string // the English of why not; "" it was not refused
	At      time.Time
}

// XMCount is how often something was asked for, ever.
type XMCount struct{ Asked, Applied int }

type xmJournal struct {
	calls  []XMCall
	counts map[string]XMCount // by path
	theirs map[string]XMCount // by path and e-mail address
}

func newXMJournal() xmJournal {
	return xmJournal{counts: map[string]XMCount{}, theirs: map[string]XMCount{}}
}

func (j *xmJournal) add(c XMCall) {
	xmTally(j.counts, c.Path, c.Applied)
	if c.Email != "" {
		xmTally(j.theirs, c.Path+" "+c.Email, c.Applied)
	}
	if len(j.calls) >= xmCallsKept {
		j.calls = slices.Delete(j.calls, 0, xmCallsKept/2)
	}
	j.calls = append(j.calls, c)
}

func xmTally(counts map[string]XMCount, name string, applied bool) {
	n := counts[name]
	n.Asked++
	if applied {
		n.Applied++
	}
	counts[name] = n
}

// xmPublic is a body without what nobody may read.
func xmPublic(body xmBody) string {
	if len(body) == 0 {
		return ""
	}
	public := maps.Clone(body)
	for _, name := range []string{"passwd", "code"} {
		if len(public[name]) > len(`""`) {
			public[name] = json.RawMessage(`"***"`)
		}
	}
	text, _ := json.Marshal(public) // made of what was JSON
	return string(text)
}

// Calls gives copies of the last calls, in the order they arrived.
func (p *XMPanel) Calls() []XMCall {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.journal.calls)
}

// Count tells how often a path such as "invoice/create" was asked for, ever.
func (p *XMPanel) Count(path string) XMCount {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.journal.counts[path]
}

// CountOf tells how often a path was asked for in the name of an account.
func (p *XMPanel) CountOf(path, email string) XMCount {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.journal.theirs[path+" "+strings.ToLower(email)]
}
