package sandbox

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"
)

// xmRequest is a request, and whose it is once that is known.
type xmRequest struct {
	path    string // without /api/client/
	header  http.Header
	body    xmBody
	broken  bool // the body is not a JSON object
	email   string
	account *xmAccount
	now     time.Time
}

// xmOperation is what the panel can be asked for, with the keys that must be
// sent and those that it warns of.
type xmOperation struct {
	do       func(xmRequest) xmReply
	needs    []string
	optional []string
	customer bool // with an e-mail address and a password
}

// ServeHTTP answers one request, or fails it as the next fault says.
func (p *XMPanel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/portal/") {
		p.portal(w, r)
		return
	}
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		xmPage(http.StatusRequestEntityTooLarge, "413 Request Entity Too Large").write(w)
		return
	}
	q := xmRequest{path: strings.TrimPrefix(r.URL.Path, "/api/client/"), header: r.Header}
	q.broken = !strings.Contains(r.Header.Get("Content-Type"), "json") || json.Unmarshal(text, &q.body) != nil || q.body == nil
	q.email = strings.ToLower(q.body.text("email"))
	fault, reply := p.handle(q, r.Method, r.URL.Path)
	if fault == nil {
		reply.write(w)
		return
	}
	p.spoil(w, r, *fault, reply)
}

// handle records the call and applies it, unless a fault comes before that.
func (p *XMPanel) handle(q xmRequest, method, path string) (*XMFault, xmReply) {
	p.mu.Lock()
	defer p.mu.Unlock()
	q.now = p.now()
	fault := p.nextFault(q)
	var reply xmReply
	switch {
	case fault != nil && !fault.Kind.applies():
	case !strings.HasPrefix(path, "/api/client/") || p.quirks.Generation != "":
		reply = p.elsewhere(q, path)
	case method != http.MethodPost:
		reply = xmPage(http.StatusMethodNotAllowed, "405 Method Not Allowed")
	default:
		reply = p.answer(q)
	}
	p.journal.add(XMCall{Path: q.path, Email: q.email, Body: xmPublic(q.body), Applied: reply.applied, Refused: reply.refused, At: q.now})
	p.changed()
	return fault, p.quirks.spoken(reply)
}

func (p *XMPanel) answer(q xmRequest) xmReply {
	o, known := p.routes[q.path]
	switch {
	case q.path == "token":
		return p.issueToken(q)
	case !known:
		return xmPage(http.StatusNotFound, "404 Not Found")
	case !p.lets(q):
		return p.unauthorized(xmNotLetIn)
	case q.broken:
		return xmWhoops("TypeError", "json_decode() returned null")
	}
	if key, is := q.body.missing(o.needs); is {
		return xmWhoops("ErrorException", "Undefined array key \""+key+"\"")
	}
	warned := ""
	if key, is := q.body.missing(o.optional); is && !p.quirks.UnfilledOptionalWarn {
		return xmWhoops("ErrorException", "Undefined array key \""+key+"\"")
	} else if is {
		warned = xmWarning(key)
	}
	if o.customer {
		var why xmText
		if q.account, why = p.customer(q); why != "" {
			return p.refuse(why)
		}
		p.deliverDue(q.account, q.now)
	}
	reply := o.do(q)
	reply.before = warned
	return reply
}

// customer finds whose address and password were sent, or why nobody's.
func (p *XMPanel) customer(q xmRequest) (*xmAccount, xmText) {
	a := p.state.account(q.email)
	switch {
	case a == nil:
		return nil, xmNoAccount
	case q.body.exact("passwd") != a.Password:
		return nil, xmBadLogin
	}
	return a, ""
}
