package sandbox

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// vpnRequest is a request, and whose it is once that is known.
type vpnRequest struct {
	method  string
	path    string // without /v4_1/
	pattern string // the path with {id}
	id      int64
	base    string // the address below which the panel is called
	accept  string
	auth    string
	query   url.Values
	body    vpnBody
	broken  bool // the body is not JSON
	user    *vpnUser
	account *VPNAccount // of Basic authentication
	now     time.Time
}

// vpnOperation is what the panel can be asked for.
type vpnOperation struct {
	do    func(vpnRequest) vpnReply
	basic bool // with an account's name and password, not a key
	open  bool // with nothing
	free  bool // no 402 is documented
}

// ServeHTTP answers one request, or fails it as the next fault says.
func (p *VPNPanel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path, ok := strings.CutPrefix(r.URL.Path, "/v4_1/")
	if !ok {
		http.NotFound(w, r)
		return
	}
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		vpnError(http.StatusRequestEntityTooLarge, "Payload Too Large.").write(w)
		return
	}
	q := vpnRequest{
		method: r.Method, path: path, base: "http://" + r.Host + "/v4_1/", query: r.URL.Query(),
		accept: r.Header.Get("Accept"), auth: r.Header.Get("Authorization"),
	}
	if strings.Contains(r.Header.Get("Content-Type"), "json") && len(text) > 0 {
		q.broken = json.Unmarshal(text, &q.body) != nil
	}
	q.pattern, q.id = vpnPattern(path)
	fault, reply := p.handle(q)
	if fault == nil {
		reply.write(w)
		return
	}
	p.spoil(w, r, *fault, reply)
}

// vpnPattern is a path with {id} in place of its second part, where that is
// one.
func vpnPattern(path string) (pattern string, id int64) {
	parts := strings.Split(path, "/")
	if len(parts) < 2 {
		return path, 0
	}
	id, err := strconv.ParseInt(parts[1], 10, 64)
	if err == nil || parts[0] == "customers" || parts[0] == "projects" {
		parts[1] = "{id}"
	}
	return strings.Join(parts, "/"), id
}

// handle records the call and applies it, unless a fault comes before that.
func (p *VPNPanel) handle(q vpnRequest) (*VPNFault, vpnReply) {
	p.mu.Lock()
	defer p.mu.Unlock()
	q.now = p.now()
	p.billDue(q.now)
	operation, refused, known := p.operation(&q)
	fault := p.nextFault(q)
	var reply vpnReply
	switch {
	case fault != nil && !fault.Kind.applies():
	case !known:
		reply = refused
	default:
		reply = operation(q)
	}
	call := VPNCall{
		Method: q.method, Path: q.path, Query: q.query.Encode(), Body: vpnPublic(q.body), Applied: reply.applied, At: q.now,
	}
	if q.user != nil {
		call.User = q.user.id
	}
	p.journal.add(q.method+" "+q.pattern, call)
	p.changed()
	return fault, p.quirks.spoken(reply)
}

// operation finds what is asked for and who asks, or why that is refused.
func (p *VPNPanel) operation(q *vpnRequest) (do func(vpnRequest) vpnReply, refused vpnReply, ok bool) {
	o, ok := p.routes[q.method+" "+q.pattern]
	named := o.basic || p.quirks.BasicNames && strings.HasPrefix(q.pattern, "un/")
	switch {
	case named:
		p.knowAccount(q)
	default:
		q.user = p.state.keys[strings.TrimPrefix(q.auth, "Bearer ")]
	}
	switch {
	case !ok && p.elsewhere(q.pattern):
		return nil, vpnNotAllowed(), false
	case !ok:
		return nil, vpnError(http.StatusNotFound, "Not Found."), false
	case o.open:
		return o.do, vpnReply{}, true
	case q.user == nil:
		return nil, vpnUnauthorized(), false
	case p.broke(q.user) && p.quirks.refusesBroke(q.method+" "+q.pattern, o):
		return nil, vpnBroke(), false
	case q.broken:
		return nil, vpnError(http.StatusBadRequest, "Bad Request."), false
	}
	return o.do, vpnReply{}, true
}

func (q VPNQuirks) refusesBroke(operation string, o vpnOperation) bool {
	switch q.Broke {
	case VPNBrokeCreate:
		return operation == "POST accounts"
	case VPNBrokeAll:
		return true
	default:
		return !o.free
	}
}

// elsewhere tells whether a path is known with another method.
func (p *VPNPanel) elsewhere(pattern string) bool {
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete} {
		if _, ok := p.routes[method+" "+pattern]; ok {
			return true
		}
	}
	return false
}

// knowAccount finds the account whose name and password Basic authentication
// gives.
func (p *VPNPanel) knowAccount(q *vpnRequest) {
	name, password, ok := (&http.Request{Header: http.Header{"Authorization": {q.auth}}}).BasicAuth()
	a := p.state.named[strings.ToLower(name)]
	if ok && a != nil && a.Password == password {
		q.user, q.account = p.state.users[a.User], a
	}
}
