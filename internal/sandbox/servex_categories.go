package sandbox

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"time"
)

// ServexCategory is a group of servers that clients use.
type ServexCategory struct {
	ID          int64
	Name        string
	Description string
	Limiter     bool
	ValidUntil  time.Time // zero: no end
}

func (c *ServexCategory) object() servexObject {
	return servexObject{
		"id": c.ID, "name": c.Name, "description": c.Description, "admin_id": 1,
		"limiter_active": c.Limiter, "valid_until": servexDate(c.ValidUntil),
	}
}

// listCategories answers with a bare list, expired ones included. A reseller
// sees those that it was given, or all when it is not on record.
func (p *ServexPanel) listCategories(q servexRequest) servexReply {
	reseller := p.state.resellers[q.key.owner]
	rows := []servexObject{}
	for _, c := range slices.SortedFunc(maps.Values(p.state.categories), func(a, b *ServexCategory) int { return cmp.Compare(a.ID, b.ID) }) {
		if q.key.admin || reseller == nil || slices.Contains(reseller.CategoryIDs, c.ID) {
			rows = append(rows, c.object())
		}
	}
	return servexRead(rows)
}

func (p *ServexPanel) createCategory(q servexRequest) servexReply {
	if !q.key.admin {
		return errServexDenied
	}
	if !q.body.has("name") {
		return errServexMissing
	}
	c := ServexCategory{}
	if !c.fill(q.body) {
		return servexError(http.StatusBadRequest, "Dados inválidos")
	}
	c.ID = p.state.next()
	p.state.categories[c.ID] = &c
	return servexCreated(servexObject{"message": "Categoria criada com sucesso", "category": c.object()})
}

func (c *ServexCategory) fill(body servexBody) bool {
	return servexSet(body, "name", &c.Name) && servexSet(body, "description", &c.Description) && servexSet(body, "limiter_active", &c.Limiter)
}

func (p *ServexPanel) updateCategory(q servexRequest) servexReply {
	c, refused, ok := p.category(q)
	if !ok {
		return refused
	}
	if !q.body.has("name") {
		return errServexMissing
	}
	next := *c
	if !next.fill(q.body) {
		return servexError(http.StatusBadRequest, "Dados inválidos")
	}
	*c = next
	return servexDone(servexObject{"message": "Categoria atualizada com sucesso", "category": c.object()})
}

func (p *ServexPanel) deleteCategory(q servexRequest) servexReply {
	c, refused, ok := p.category(q)
	if !ok {
		return refused
	}
	for _, client := range p.state.clients {
		if client.CategoryID == c.ID {
			return servexError(http.StatusBadRequest, "Categoria possui clientes vinculados")
		}
	}
	for _, r := range p.state.resellers {
		if slices.Contains(r.CategoryIDs, c.ID) {
			return servexError(http.StatusBadRequest, "Categoria possui revendedores vinculados")
		}
	}
	delete(p.state.categories, c.ID)
	return servexDone(servexObject{"message": "Categoria removida com sucesso"})
}

func (p *ServexPanel) category(q servexRequest) (c *ServexCategory, refused servexReply, ok bool) {
	if !q.key.admin {
		return nil, errServexDenied, false
	}
	c, ok = p.state.categories[q.id]
	if !ok {
		return nil, servexError(http.StatusNotFound, "Categoria não encontrada"), false
	}
	return c, servexReply{}, true
}
