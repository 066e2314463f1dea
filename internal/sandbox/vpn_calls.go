package sandbox

import (
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// vpnCallsKept bounds the journal; a demo may run for days.
const vpnCallsKept = 50_000

// VPNCall is one request that reached the panel, without keys and passwords.
type VPNCall struct {
	Method, Path string // Path without /v4_1/
	Query        string
	Body         string // JSON whose password is "***"; "" when there was none
	User         int64  // whose key it was; 0 a wrong one or none
	Applied      bool   // it changed the panel
	At           time.Time
}

// VPNCount is how often an operation was asked for, ever.
type VPNCount struct{ Asked, Applied int }

// VPNActs is what was done over the API to accounts of one name.
type VPNActs struct {
	Creates, Deletes, Enables, Disables, Passwords int
	Expires                                        int // dates set, and taken away
	Days                                           int // paid for
}

type vpnJournal struct {
	calls  []VPNCall
	counts map[string]VPNCount
}

func newVPNJournal() vpnJournal { return vpnJournal{counts: map[string]VPNCount{}} }

func (j *vpnJournal) add(operation string, c VPNCall) {
	count := j.counts[operation]
	count.Asked++
	if c.Applied {
		count.Applied++
	}
	j.counts[operation] = count
	if len(j.calls) >= vpnCallsKept {
		j.calls = slices.Delete(j.calls, 0, vpnCallsKept/2)
	}
	j.calls = append(j.calls, c)
}

// vpnPublic is a body without its password.
func vpnPublic(body vpnBody) string {
	if len(body) == 0 {
		return ""
	}
	public := maps.Clone(body)
	if _, sent := public["password"]; sent {
		public["password"] = json.RawMessage(`"***"`)
	}
	text, _ := json.Marshal(public) // made of what was JSON
	return string(text)
}

// Calls gives copies of the last calls, in the order they arrived.
func (p *VPNPanel) Calls() []VPNCall {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.journal.calls)
}

// Count tells how often an operation such as "PUT accounts/{id}/expire" was
// asked for, ever.
func (p *VPNPanel) Count(operation string) VPNCount {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.journal.counts[operation]
}

// Acts tells what was done over the API to accounts of that name, in whatever
// case it is written, deleted ones included.
func (p *VPNPanel) Acts(username string) VPNActs {
	p.mu.Lock()
	defer p.mu.Unlock()
	return *p.state.actsOf(username)
}
