package sandbox

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// ServexOptions configures a pretended Servex panel.
type ServexOptions struct {
	Now    func() time.Time // default time.Now
	Live   ServexShape      // how user-status says it; default ServexObjects
	Fields ServexFields     // the same; default ServexDocumented
}

// ServexPanel pretends to be a Servex panel: stateful, strict, and able to
// fail in every way that the real one was seen to. Safe for concurrent use.
type ServexPanel struct {
	endpoint
	faults[ServexFault]

	now    func() time.Time
	routes map[string]func(servexRequest) servexReply
	speech servexSpeech

	// mu guards all below.
	state   servexState
	calls   []ServexCall
	sockets servexSockets
}

// NewServex makes an empty panel. It serves below /api/.
func NewServex(opt ServexOptions) *ServexPanel {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	p := &ServexPanel{
		now: opt.Now, state: newServexState(), endpoint: newEndpoint(),
		speech: servexSpeech{opt.Live, opt.Fields}, sockets: newServexSockets(),
	}
	p.routes = map[string]func(servexRequest) servexReply{
		"GET clients":                      p.listClients,
		"POST clients":                     p.createClient,
		"PUT clients/{id}":                 p.updateClient,
		"DELETE clients/{id}":              p.deleteClient,
		"POST clients/{id}/renew":          p.renewClient,
		"PUT clients/{id}/suspend":         p.suspendClient,
		"GET resellers":                    p.listResellers,
		"POST resellers":                   p.createReseller,
		"PUT resellers/{id}":               p.updateReseller,
		"DELETE resellers/{id}":            p.deleteReseller,
		"POST resellers/{id}/renew":        p.renewReseller,
		"PUT resellers/{id}/toggle-status": p.toggleReseller,
		"GET categories":                   p.listCategories,
		"POST categories":                  p.createCategory,
		"PUT categories/{id}":              p.updateCategory,
		"DELETE categories/{id}":           p.deleteCategory,
		"GET auth/sse-token":               p.socketToken,
	}
	return p
}

// Start listens on a free loopback port; baseURL ends with /api.
func (p *ServexPanel) Start() (baseURL string, err error) {
	base, err := p.listen(p)
	if err != nil {
		return "", err
	}
	return base + "/api", nil
}

// Close ends every hanging request and every socket, and stops listening.
func (p *ServexPanel) Close() error {
	p.end()
	p.mu.Lock()
	for _, s := range p.sockets.all() {
		s.drop()
	}
	p.mu.Unlock()
	return p.endpoint.Close()
}

// ServeHTTP answers one request, or fails it as the next fault says.
func (p *ServexPanel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if feed, ok := strings.CutPrefix(r.URL.Path, "/ws/"); ok {
		p.serveSocket(w, r, feed)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		servexError(http.StatusRequestEntityTooLarge, "Requisição muito grande").write(w)
		return
	}
	fault, reply := p.handle(r, body)
	if fault == nil {
		reply.write(w)
		return
	}
	p.spoil(w, r, *fault, reply)
}

// handle records the call and applies it, unless a fault comes before that.
func (p *ServexPanel) handle(r *http.Request, body []byte) (*ServexFault, servexReply) {
	path := strings.Trim(strings.TrimPrefix(r.URL.Path, "/api"), "/")
	p.mu.Lock()
	defer p.mu.Unlock()
	key := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	call := ServexCall{Method: r.Method, Path: "/" + path, Query: r.URL.RawQuery, Body: string(body), Key: key, At: p.now()}
	fault := p.nextFault(r.Method, "/"+path)
	var reply servexReply
	if fault == nil || fault.Kind.applies() {
		reply = p.route(r.Method, path, key, r.URL.Query(), body)
	}
	call.Applied = reply.applied
	p.recorded(call)
	return fault, reply
}

// servexRequest is an authorized request to a known operation.
type servexRequest struct {
	key   servexKey
	name  string // the key itself
	id    int64
	query url.Values
	body  servexBody
}

func (p *ServexPanel) route(method, path, key string, query url.Values, body []byte) servexReply {
	known, ok := p.state.keys[key]
	if !ok {
		return servexError(http.StatusUnauthorized, "Chave de API inválida")
	}
	q := servexRequest{key: known, name: key, query: query}
	parts := strings.Split(path, "/")
	if len(parts) > 1 {
		if id, err := strconv.ParseInt(parts[1], 10, 64); err == nil {
			q.id, parts[1] = id, "{id}"
		}
	}
	operation, ok := p.routes[method+" "+strings.Join(parts, "/")]
	if !ok {
		return servexError(http.StatusNotFound, "Rota não encontrada")
	}
	if len(body) > 0 && json.Unmarshal(body, &q.body) != nil {
		return servexError(http.StatusBadRequest, "JSON inválido")
	}
	return operation(q)
}

// Wait returns nil once cond holds, which is asked at each call and change of
// the panel, or the context's error.
func (p *ServexPanel) Wait(ctx context.Context, cond func(*ServexPanel) bool) error {
	return p.wait(ctx, func() bool { return cond(p) })
}
