package sandbox

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"
)

// ServexReseller is an account that sells below another one.
type ServexReseller struct {
	ID          int64
	Name        string
	Username    string
	Password    string
	MaxUsers    int
	AccountType string // "validity" or "credit"
	CategoryIDs []int64
	Expires     time.Time
	Suspended   bool
	Note        string
	ParentID    int64 // the owner it belongs to
}

func (r *ServexReseller) status(now time.Time) string {
	switch {
	case r.Suspended:
		return "suspended"
	case r.AccountType == "validity" && !r.Expires.After(now):
		return "expired"
	default:
		return "active"
	}
}

func (p *ServexPanel) resellerObject(r *ServexReseller) servexObject {
	used := 0
	for _, c := range p.state.clients {
		if c.OwnerID == r.ID {
			used++
		}
	}
	return servexObject{
		"id": r.ID, "name": r.Name, "username": r.Username, "password": servexHash(r.Username + r.Password),
		"max_users": r.MaxUsers, "usedUsers": used, "account_type": r.AccountType, "category_ids": r.CategoryIDs,
		"expiration_date": servexDate(r.Expires), "status": r.status(p.now()), "observation": r.Note,
	}
}

// below tells whether owner is somewhere under the account top.
func (p *ServexPanel) below(top, owner int64) bool {
	for range len(p.state.resellers) {
		r, ok := p.state.resellers[owner]
		if !ok {
			return false
		}
		if r.ParentID == top {
			return true
		}
		owner = r.ParentID
	}
	return false
}

func (p *ServexPanel) listResellers(q servexRequest) servexReply {
	visible, ok := p.scope(q)
	if !ok {
		return errServexDenied
	}
	search, status := q.query.Get("search"), q.query.Get("status")
	var found []*ServexReseller
	for _, r := range p.state.resellers {
		hit := servexContains(r.Name, search) || servexContains(r.Username, search)
		if hit && visible(r.ParentID) && (status == "" || r.status(p.now()) == status) {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, func(a, b *ServexReseller) int { return cmp.Compare(b.ID, a.ID) })
	page, number, limit := servexPage(found, q)
	rows := []servexObject{}
	for _, r := range page {
		rows = append(rows, p.resellerObject(r))
	}
	return servexRead(servexObject{"resellers": rows, "total": len(found), "page": number, "limit": limit})
}

func (p *ServexPanel) createReseller(q servexRequest) servexReply {
	if !q.body.has("name", "username", "password", "max_users", "account_type", "category_ids") {
		return errServexMissing
	}
	r := ServexReseller{ParentID: q.key.owner}
	if refused, ok := p.fillReseller(&r, q.body); !ok {
		return refused
	}
	r.ID = p.state.next()
	p.state.resellers[r.ID] = &r
	return servexCreated(servexObject{"message": "Revendedor criado com sucesso", "reseller": p.resellerObject(&r)})
}

func (p *ServexPanel) fillReseller(r *ServexReseller, body servexBody) (refused servexReply, ok bool) {
	next, until := *r, ""
	wrong := func(text string) (servexReply, bool) { return servexError(http.StatusBadRequest, text), false }
	switch {
	case !servexSet(body, "name", &next.Name) || !servexSet(body, "username", &next.Username) || !servexUsername.MatchString(next.Username):
		return wrong("Nome de usuário inválido")
	case slices.ContainsFunc(p.resellersExcept(r.ID), func(o *ServexReseller) bool { return strings.EqualFold(o.Username, next.Username) }):
		return wrong("Nome de usuário já existe")
	case !servexSet(body, "password", &next.Password) || len(next.Password) > 25:
		return wrong("Senha inválida")
	case !next.setLimit(body):
		return wrong("Limite de usuários inválido")
	case !servexSet(body, "account_type", &next.AccountType) || next.AccountType != "validity" && next.AccountType != "credit":
		return wrong("Tipo de conta inválido")
	}
	if !servexSet(body, "category_ids", &next.CategoryIDs) || !servexSet(body, "expiration_date", &until) || !next.setNote(body) {
		return wrong("Dados inválidos")
	}
	if refused, ok := next.setExpiry(until); !ok {
		return refused, false
	}
	*r = next
	return servexReply{}, true
}

func (r *ServexReseller) setLimit(body servexBody) bool {
	return servexSet(body, "max_users", &r.MaxUsers) && r.MaxUsers >= 0
}

// setNote takes the note under either of its names.
func (r *ServexReseller) setNote(body servexBody) bool {
	return servexSet(body, "obs", &r.Note) && servexSet(body, "observation", &r.Note)
}

// setExpiry takes a day, which accounts by validity must have.
func (r *ServexReseller) setExpiry(until string) (refused servexReply, ok bool) {
	if until != "" {
		day, err := time.Parse(time.DateOnly, until)
		if err != nil {
			return servexError(http.StatusBadRequest, "Data de expiração inválida"), false
		}
		r.Expires = day
	}
	if r.AccountType == "validity" && r.Expires.IsZero() {
		return errServexMissing, false
	}
	return servexReply{}, true
}

func (p *ServexPanel) resellersExcept(id int64) []*ServexReseller {
	var others []*ServexReseller
	for _, r := range p.state.resellers {
		if r.ID != id {
			others = append(others, r)
		}
	}
	return others
}
