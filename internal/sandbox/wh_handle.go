package sandbox

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// whRoot is what every path of the API begins with.
const whRoot = "/api/v1/"

// whRequest is a request, and whose it is once that is known.
type whRequest struct {
	method, path, pattern string // see WHCall
	kind                  WHKind
	id, verb              string
	query                 url.Values
	header                http.Header
	body                  xmBody
	broken                bool // the body is not a JSON object
	from                  string
	key                   WHRow
	now                   time.Time
}

// ServeHTTP answers one request, or fails it as the next fault says.
func (p *WHPanel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		whPage(http.StatusRequestEntityTooLarge, "413 Request Entity Too Large").write(w)
		return
	}
	path, api := strings.CutPrefix(r.URL.Path, whRoot)
	q := whRequest{method: r.Method, path: path, pattern: path, query: r.URL.Query(), header: r.Header}
	q.from, _, _ = net.SplitHostPort(r.RemoteAddr)
	if api {
		q.place()
	}
	if r.Method == http.MethodPost || r.Method == http.MethodPut {
		q.broken = !strings.Contains(r.Header.Get("Content-Type"), "json") || json.Unmarshal(text, &q.body) != nil || q.body == nil
		if len(text) == 0 && q.verb != "" {
			q.broken = false
		}
	}
	fault, reply := p.handle(q, api)
	if fault == nil {
		reply.write(w)
		return
	}
	p.spoil(w, r, *fault, reply)
}

// place reads the path: of what, which one, and what is to be done.
func (q *whRequest) place() {
	parts := strings.Split(strings.Trim(q.path, "/"), "/")
	q.kind = WHKind(parts[0])
	if q.kind == WHProducts && len(parts) == 2 && parts[1] == "pricing" {
		q.verb = "pricing"
		return
	}
	if len(parts) > 1 {
		q.id, parts[1] = parts[1], "{id}"
	}
	if len(parts) > 2 {
		q.verb = strings.Join(parts[2:], "/")
	}
	q.pattern = strings.Join(parts, "/")
}

// handle records the call and applies it, unless a fault comes before that.
func (p *WHPanel) handle(q whRequest, api bool) (*WHFault, whReply) {
	p.mu.Lock()
	defer p.mu.Unlock()
	q.now = p.now().UTC()
	p.provisionDue(q.now)
	fault := p.nextFault(q)
	var reply whReply
	switch {
	case fault != nil && !fault.Kind.applies():
		reply = p.failed(fault.Kind)
	case !api:
		reply = whPage(http.StatusNotFound, "404 Not Found")
	default:
		reply = p.answer(q)
	}
	p.journal.add(WHCall{
		Method: q.method, Path: q.path, Pattern: q.pattern, Query: q.query.Encode(), Body: whPublic(q.body), Status: reply.status,
		Applied: reply.applied, Refused: reply.refused, At: q.now,
	})
	p.changed()
	if fault != nil && fault.Kind == WHNoID {
		reply = whDone(reply.status, nil, "OK")
	}
	if fault != nil && fault.Kind == WH500After {
		reply = p.failed(WH500)
	}
	return fault, reply
}

// failed is what the panel says itself when it fails.
func (p *WHPanel) failed(kind WHFaultKind) whReply {
	switch kind {
	case WHScope:
		return p.refuse(http.StatusForbidden, whNoScope)
	case WHIP:
		return p.refuse(http.StatusForbidden, whBadIP)
	case WH429:
		reply := p.refuse(http.StatusTooManyRequests, whTooMany)
		reply.status = http.StatusTooManyRequests
		return reply
	}
	reply := p.refuse(http.StatusInternalServerError, whBroken)
	reply.status = http.StatusInternalServerError
	return reply
}

func (p *WHPanel) answer(q whRequest) whReply {
	var refusal whReply
	if q.key, refusal = p.letIn(q); q.key == nil {
		return refusal
	}
	do := p.route(q)
	switch {
	case do == nil && p.kinds[q.kind].one == "":
		return p.refuse(http.StatusNotFound, whNoRoute)
	case do == nil:
		return p.refuse(http.StatusMethodNotAllowed, whNoMethod)
	case q.broken:
		return p.refuse(http.StatusBadRequest, whNotJSON)
	}
	if !whAllows(q.key, q.kind, q.action()) {
		return p.refuse(http.StatusForbidden, whNoScope)
	}
	return do(q)
}
