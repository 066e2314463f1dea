package sandbox

import (
	"cmp"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

var servexUsername = regexp.MustCompile(`^[A-Za-z0-9]{1,12}$`)

func (p *ServexPanel) listClients(q servexRequest) servexReply {
	visible, ok := p.scope(q)
	if !ok {
		return errServexDenied
	}
	owner, _ := strconv.ParseInt(q.query.Get("resellerId"), 10, 64)
	now := p.now()
	var found []*ServexClient
	for _, c := range p.state.clients {
		if visible(c.OwnerID) && (owner == 0 || c.OwnerID == owner) && c.matches(q.query.Get("status"), now) && c.found(q.query.Get("search")) {
			found = append(found, c)
		}
	}
	slices.SortFunc(found, func(a, b *ServexClient) int { return cmp.Compare(b.ID, a.ID) }) // the newest first
	page, number, limit := servexPage(found, q)
	rows := []servexObject{}
	for _, c := range page {
		rows = append(rows, c.object(now))
	}
	return servexRead(servexObject{"clients": rows, "total": len(found), "page": number, "limit": limit})
}

// scope tells whose objects a list shows; false: the key may not ask for that.
func (p *ServexPanel) scope(q servexRequest) (visible func(owner int64) bool, ok bool) {
	own := func(owner int64) bool { return owner == q.key.owner }
	if q.query.Get("resellerId") != "" {
		return func(owner int64) bool { return q.key.admin || own(owner) || p.below(q.key.owner, owner) }, true
	}
	switch q.query.Get("scope") {
	case "", "meus":
		return own, true
	case "todos":
		return func(int64) bool { return true }, q.key.admin
	case "dos_revendedores":
		return func(owner int64) bool { return p.below(q.key.owner, owner) }, true
	default:
		return nil, false
	}
}

func servexPage[T any](rows []T, q servexRequest) (page []T, number, limit int) {
	number, limit = 1, 10
	if n, err := strconv.Atoi(q.query.Get("page")); err == nil && n > 0 {
		number = n
	}
	if n, err := strconv.Atoi(q.query.Get("limit")); err == nil && n > 0 {
		limit = min(n, 10_000)
	}
	from := min((number-1)*limit, len(rows))
	return rows[from:min(from+limit, len(rows))], number, limit
}

func (p *ServexPanel) createClient(q servexRequest) servexReply {
	if !q.body.has("username", "password", "category_id", "connection_limit", "duration", "type") {
		return errServexMissing
	}
	now := p.now()
	c := ServexClient{OwnerID: q.key.owner, Created: now, Updated: now}
	duration, ok := servexField[int](q.body, "duration")
	if !ok || duration <= 0 {
		return servexError(http.StatusBadRequest, "Duração inválida")
	}
	if refused, ok := p.fill(&c, q.body); !ok {
		return refused
	}
	c.Expires = now.AddDate(0, 0, duration)
	if c.Kind == "test" {
		c.Expires = now.Add(time.Duration(duration) * time.Minute)
	}
	if q.key.admin {
		servexSet(q.body, "owner_id", &c.OwnerID)
	}
	c.ID = p.state.next()
	p.state.keep(&c)
	p.state.creates[strings.ToLower(c.Username)]++
	return servexCreated(servexObject{"message": "Cliente criado com sucesso", "client": c.object(now)})
}

// fill sets the fields that were sent, or says which of them is wrong.
func (p *ServexPanel) fill(c *ServexClient, body servexBody) (refused servexReply, ok bool) {
	next := *c
	wrong := func(text string) (servexReply, bool) { return servexError(http.StatusBadRequest, text), false }
	switch {
	case !servexSet(body, "username", &next.Username) || !servexUsername.MatchString(next.Username):
		return wrong("Nome de usuário inválido")
	case p.taken(next.Username, c.ID):
		return wrong("Nome de usuário já existe")
	case !servexSet(body, "password", &next.Password) || next.Password == "":
		return wrong("Senha inválida")
	case !servexSet(body, "category_id", &next.CategoryID) || p.state.categories[next.CategoryID] == nil:
		return wrong("Categoria inválida")
	case !servexSet(body, "connection_limit", &next.Limit) || next.Limit < 1:
		return wrong("Limite de conexões inválido")
	case !servexSet(body, "type", &next.Kind) || next.Kind != "user" && next.Kind != "test":
		return wrong("Tipo inválido")
	case !servexSet(body, "observation", &next.Note) || !servexSet(body, "v2ray_uuid", &next.UUID):
		return wrong("Dados inválidos")
	}
	*c = next
	return servexReply{}, true
}

func (p *ServexPanel) taken(username string, except int64) bool {
	for _, other := range p.state.clients {
		if other.ID != except && strings.EqualFold(other.Username, username) {
			return true
		}
	}
	return false
}

// client finds the client that a request names. A reseller key is told the
// same of one that is somebody else's and of one that is gone.
func (p *ServexPanel) client(q servexRequest) (c *ServexClient, refused servexReply, ok bool) {
	c, exists := p.state.clients[q.id]
	switch {
	case exists && (q.key.admin || c.OwnerID == q.key.owner || p.below(q.key.owner, c.OwnerID)):
		return c, servexReply{}, true
	case q.key.admin:
		return nil, servexError(http.StatusNotFound, "Cliente não encontrado"), false
	default:
		return nil, errServexDenied, false
	}
}

func (p *ServexPanel) updateClient(q servexRequest) servexReply {
	c, refused, ok := p.client(q)
	if !ok {
		return refused
	}
	if refused, ok := p.fill(c, q.body); !ok {
		return refused
	}
	c.Updated = p.now()
	p.state.keep(c)
	return servexDone(servexObject{"message": "Cliente atualizado com sucesso", "client": servexObject{
		"id": c.ID, "username": c.Username, "status": c.status(p.now()), "updated_at": servexDate(c.Updated),
	}})
}

func (p *ServexPanel) deleteClient(q servexRequest) servexReply {
	c, refused, ok := p.client(q)
	if !ok {
		return refused
	}
	delete(p.state.clients, c.ID)
	return servexDone(servexObject{"message": "Cliente removido com sucesso"})
}

func (p *ServexPanel) renewClient(q servexRequest) servexReply {
	c, refused, ok := p.client(q)
	if !ok {
		return refused
	}
	days, ok := servexField[int](q.body, "days")
	if !ok || days <= 0 {
		return errServexMissing
	}
	c.Expires = servexLater(c.Expires, p.now()).AddDate(0, 0, days)
	c.Updated = p.now()
	p.state.renewals[c.ID]++
	return servexDone(servexObject{"message": "Cliente renovado com sucesso", "expiration_date": servexDate(c.Expires)})
}

func (p *ServexPanel) suspendClient(q servexRequest) servexReply {
	c, refused, ok := p.client(q)
	if !ok {
		return refused
	}
	c.Suspended = !c.Suspended
	c.Updated = p.now()
	return servexDone(servexObject{"message": "Status alterado com sucesso", "status": c.status(p.now())})
}

func servexLater(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
