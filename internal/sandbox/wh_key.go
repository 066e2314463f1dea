package sandbox

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// AddKey lets in an API key that may do what the scopes say ("clients.read",
// "invoice.*", "*"), everything without any.
func (p *WHPanel) AddKey(key string, scopes ...string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer p.changed()
	if len(scopes) == 0 {
		scopes = []string{"*"}
	}
	p.admit(WHKeys, WHRow{"name": fmt.Sprintf("Key %d", p.state.last[WHKeys]+1), "key": key, "permissions": scopes})
}

// RevokeKey makes an API key wrong.
func (p *WHPanel) RevokeKey(key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if row := p.state.row(WHKeys, p.state.keys[key]); row != nil {
		row["status"] = "revoked"
	}
	p.changed()
}

// letIn finds whose key was sent; nil with a refusal when it lets nobody in.
func (p *WHPanel) letIn(q whRequest) (key WHRow, refusal whReply) {
	sent, bearer := strings.CutPrefix(q.header.Get("Authorization"), "Bearer ")
	if !bearer {
		sent = q.header.Get("X-API-Key")
	}
	row := p.state.row(WHKeys, p.state.keys[sent])
	if row == nil || sent == "" {
		return nil, p.refuse(http.StatusUnauthorized, whBadKey)
	}
	if wait := p.counted(sent, q.now); wait > 0 {
		reply := p.refuse(http.StatusTooManyRequests, whTooMany)
		reply.status, reply.after = http.StatusTooManyRequests, strconv.Itoa(int(wait/time.Second)+1)
		return nil, reply
	}
	ips, _ := row["allowed_ips"].([]string)
	expires := row.Time("expires_at")
	switch {
	case row.Text("status") != "active" || !expires.IsZero() && !q.now.Before(expires):
		return nil, p.refuse(http.StatusUnauthorized, whRevoked)
	case len(ips) > 0 && !slices.Contains(ips, q.from):
		return nil, p.refuse(http.StatusForbidden, whBadIP)
	}
	row["last_used_at"] = q.now
	return row, whReply{}
}

// whLimitTime is what the limit of requests is for.
const whLimitTime = time.Minute

// counted counts a request of a key, and tells how long to wait when there were
// too many.
func (p *WHPanel) counted(key string, now time.Time) (wait time.Duration) {
	if p.options.Limit == 0 {
		return 0
	}
	recent := slices.DeleteFunc(p.state.asked[key], func(at time.Time) bool { return now.Sub(at) >= whLimitTime })
	if len(recent) >= p.options.Limit {
		wait = max(whLimitTime-now.Sub(recent[0]), time.Nanosecond)
	} else {
		recent = append(recent, now)
	}
	p.state.asked[key] = recent
	return wait
}

// whAllows tells whether a key may do something to a kind. Its scopes may
// name the kind in either number.
func whAllows(key WHRow, kind WHKind, action string) bool {
	scopes, _ := key["permissions"].([]string)
	plural := strings.ReplaceAll(string(kind), "-", "_")
	for _, scope := range scopes {
		of, may, _ := strings.Cut(strings.ReplaceAll(scope, "-", "_"), ".")
		named := of == "*" || of == plural || of+"s" == plural
		write := may == "write" && action != "read"
		if named && (may == "" || may == "*" || may == action || write) {
			return true
		}
	}
	return false
}

// rotateKey gives a key's row another key: the one before is wrong at once.
func (p *WHPanel) rotateKey(q whRequest, row WHRow) whReply {
	delete(p.state.keys, row.Text("key"))
	row["turn"] = row.Number("turn") + 1
	row["key"] = "whk_" + p.secret(WHKeys, row.ID(), int(row.Number("turn")))
	p.complete(WHKeys, row)
	p.recordAct(q, row, "rotated")
	return whDone(http.StatusOK, p.identity(row).with("key", row.Text("key")), "API key rotated")
}

func (p *WHPanel) revokeKey(q whRequest, row WHRow) whReply {
	row["status"] = "revoked"
	p.recordAct(q, row, "revoked")
	return whDone(http.StatusOK, nil, "API key revoked")
}
