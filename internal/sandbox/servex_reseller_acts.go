package sandbox

import (
	"net/http"
)

// reseller finds the reseller that a request names.
func (p *ServexPanel) reseller(q servexRequest) (r *ServexReseller, refused servexReply, ok bool) {
	r, exists := p.state.resellers[q.id]
	switch {
	case exists && (q.key.admin || p.below(q.key.owner, r.ID)):
		return r, servexReply{}, true
	case q.key.admin:
		return nil, servexError(http.StatusNotFound, "Revendedor não encontrado"), false
	default:
		return nil, errServexDenied, false
	}
}

func (p *ServexPanel) updateReseller(q servexRequest) servexReply {
	r, refused, ok := p.reseller(q)
	if !ok {
		return refused
	}
	if refused, ok := p.fillReseller(r, q.body); !ok {
		return refused
	}
	return servexDone(servexObject{"message": "Revendedor atualizado com sucesso", "reseller": p.resellerObject(r)})
}

// deleteReseller takes everyone below along.
func (p *ServexPanel) deleteReseller(q servexRequest) servexReply {
	r, refused, ok := p.reseller(q)
	if !ok {
		return refused
	}
	for _, c := range p.state.clients {
		if c.OwnerID == r.ID || p.below(r.ID, c.OwnerID) {
			delete(p.state.clients, c.ID)
		}
	}
	gone := []int64{r.ID}
	for id := range p.state.resellers {
		if p.below(r.ID, id) {
			gone = append(gone, id)
		}
	}
	for _, id := range gone {
		delete(p.state.resellers, id)
	}
	return servexDone(servexObject{"message": "Revendedor removido com sucesso"})
}

func (p *ServexPanel) renewReseller(q servexRequest) servexReply {
	r, refused, ok := p.reseller(q)
	if !ok {
		return refused
	}
	days, ok := servexField[int](q.body, "days")
	if !ok || days <= 0 {
		return errServexMissing
	}
	if r.AccountType != "validity" {
		return servexError(http.StatusBadRequest, "Apenas contas por validade podem ser renovadas")
	}
	r.Expires = servexLater(r.Expires, p.now()).AddDate(0, 0, days)
	return servexDone(servexObject{"message": "Revendedor renovado com sucesso", "expiration_date": servexDate(r.Expires)})
}

// toggleReseller sets everyone below to what the reseller itself becomes.
func (p *ServexPanel) toggleReseller(q servexRequest) servexReply {
	r, refused, ok := p.reseller(q)
	if !ok {
		return refused
	}
	r.Suspended = !r.Suspended
	for _, below := range p.state.resellers {
		if p.below(r.ID, below.ID) {
			below.Suspended = r.Suspended
		}
	}
	for _, c := range p.state.clients {
		if c.OwnerID == r.ID || p.below(r.ID, c.OwnerID) {
			c.Suspended = r.Suspended
		}
	}
	return servexDone(servexObject{"message": "Status alterado com sucesso", "status": r.status(p.now())})
}
