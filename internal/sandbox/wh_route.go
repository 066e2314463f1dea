package sandbox

import (
	"encoding/json"
	"maps"
	"net/http"
)

// route finds what answers a request; nil when nothing does.
func (p *WHPanel) route(q whRequest) func(whRequest) whReply {
	table, known := p.kinds[q.kind]
	if !known {
		return nil
	}
	one := q.id != ""
	fixed := table.fixed || !one
	switch {
	case q.verb != "":
		return p.verb(q)
	case q.method == http.MethodGet:
		return p.reader(q, one)
	case q.method == http.MethodPost && !one && q.kind != WHAudit:
		return p.create
	case q.method == http.MethodPut && !fixed:
		return p.onRow(p.update)
	case q.method == http.MethodDelete && !fixed:
		return p.onRow(p.remove)
	}
	return nil
}

func (p *WHPanel) reader(q whRequest, one bool) func(whRequest) whReply {
	switch {
	case !one:
		return p.list
	case p.quirks.NoGet || q.kind == WHAudit:
		return func(whRequest) whReply { return p.refuse(http.StatusNotFound, whNoRoute) }
	}
	return p.onRow(p.showOne)
}

// verb finds what is beyond reading and writing.
func (p *WHPanel) verb(q whRequest) func(whRequest) whReply {
	switch {
	case q.kind == WHProducts && q.verb == "pricing" && q.method == http.MethodGet:
		return p.pricing
	case q.method != http.MethodPost:
		return nil
	case q.kind == WHServices && whVerbs()[q.verb] != nil:
		return p.onRow(p.act)
	case q.kind == WHInvoices && q.verb == "pay":
		return p.onRow(p.payInvoice)
	case q.kind == WHKeys && q.verb == "rotate":
		return p.onRow(p.rotateKey)
	case q.kind == WHKeys && q.verb == "revoke":
		return p.onRow(p.revokeKey)
	}
	return nil
}

// onRow answers with what is done to a row that is there.
func (p *WHPanel) onRow(do func(whRequest, WHRow) whReply) func(whRequest) whReply {
	return func(q whRequest) whReply {
		row := p.find(q.kind, q.id)
		if row == nil || !row.Time("deleted_at").IsZero() && !p.quirks.SoftDeleteStays {
			return p.refuse(http.StatusNotFound, whGone, p.kinds[q.kind].one)
		}
		return do(q, row)
	}
}

func (p *WHPanel) showOne(q whRequest, row WHRow) whReply { return whRead(p.show(q.kind, row)) }

// action is what a key must be allowed for a request.
func (q whRequest) action() string {
	switch {
	case q.method == http.MethodGet:
		return "read"
	case q.verb != "":
		return q.verb
	case q.method == http.MethodPost:
		return "create"
	case q.method == http.MethodPut:
		return "update"
	}
	return "delete"
}

// whPublic is a body without what nobody may read.
func whPublic(body xmBody) string {
	if len(body) == 0 {
		return ""
	}
	public := maps.Clone(body)
	for _, name := range []string{"password", "secret", "key"} {
		if len(public[name]) > len(`""`) {
			public[name] = json.RawMessage(`"***"`)
		}
	}
	text, _ := json.Marshal(public) // made of what was JSON
	return string(text)
}
