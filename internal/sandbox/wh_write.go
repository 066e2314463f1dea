package sandbox

import (
	"fmt"
	"maps"
	"net/http"
	"strings"
)

// create makes a row.
func (p *WHPanel) create(q whRequest) whReply {
	fields, wrong := p.take(q, true)
	if wrong.text == "" {
		wrong = p.checked(q.kind, fields, 0)
	}
	if wrong.text != "" {
		return p.invalid(wrong)
	}
	if q.kind == WHPayments {
		if refusal := p.payable(p.state.row(WHInvoices, fields.Number("invoice_id"))); refusal != "" {
			return p.refuse(http.StatusConflict, refusal)
		}
	}
	generated := ""
	if q.kind == WHClients && fields.Text("password") == "" {
		generated = p.secret(WHClients, p.state.last[WHClients]+1, 0)[:16]
		fields["password"] = generated
	}
	row := p.admit(q.kind, fields)
	if q.kind == WHPayments {
		p.paidBy(row, q.now)
	}
	p.recordAct(q, row, "created")
	p.announceMade(q.kind, row)
	data := p.answered(q.kind, row)
	switch q.kind {
	case WHClients:
		if generated != "" {
			data = data.with("password", generated)
		}
	case WHKeys:
		data = data.with("key", row.Text("key"))
	case WHWebhooks:
		data = data.with("secret", row.Text("secret"))
	}
	return whDone(http.StatusCreated, data, p.title(q.kind)+" created")
}

// answered is what is answered of a row that was written: the documented
// sample has no more than what it is known by.
func (p *WHPanel) answered(kind WHKind, row WHRow) whObject {
	if p.quirks.Envelope > 1 {
		return p.show(kind, row)
	}
	return p.identity(row)
}

// title is what the panel calls a kind: "Api key".
func (p *WHPanel) title(kind WHKind) string {
	one := strings.ReplaceAll(p.kinds[kind].one, "_", " ")
	return strings.ToUpper(one[:1]) + one[1:]
}

// update changes a row.
func (p *WHPanel) update(q whRequest, row WHRow) whReply {
	if q.kind == WHInvoices && row.Text("status") == "paid" {
		return p.refuse(http.StatusConflict, whPaidStays)
	}
	fields, wrong := p.take(q, false)
	if wrong.text == "" {
		wrong = p.checked(q.kind, fields, row.ID())
	}
	if wrong.text != "" {
		return p.invalid(wrong)
	}
	if p.quirks.IgnoreItems {
		delete(fields, "items")
	}
	maps.Copy(row, fields)
	if items := fields.Rows("items"); items != nil {
		row["total"] = whTotal(items).String()
	}
	if q.kind == WHProducts && !p.quirks.PricesApart {
		whReprice(row)
	}
	row["updated_at"] = q.now
	p.recordAct(q, row, "updated")
	if p.quirks.Envelope == 3 {
		return whDone(http.StatusOK, nil, p.title(q.kind)+" updated")
	}
	return whDone(http.StatusOK, p.answered(q.kind, row), p.title(q.kind)+" updated")
}

// remove deletes a row: softly, but for keys and webhooks.
func (p *WHPanel) remove(q whRequest, row WHRow) whReply {
	switch {
	case !row.Time("deleted_at").IsZero():
		return p.refuse(http.StatusNotFound, whGone, p.kinds[q.kind].one)
	case q.kind == WHInvoices && row.Text("status") == "paid":
		return p.refuse(http.StatusConflict, whPaidStays)
	case p.kinds[q.kind].hard:
		delete(p.state.keys, row.Text("key"))
		p.state.drop(q.kind, row.ID())
	default:
		row["deleted_at"], row["updated_at"] = q.now, q.now
		if q.kind == WHClients || q.kind == WHProducts || q.kind == WHServers {
			row["status"] = "inactive"
		}
	}
	p.recordAct(q, row, "deleted")
	return whDone(http.StatusOK, nil, p.title(q.kind)+" deleted")
}

// recordAct writes into the audit log what a key did; mu is held.
func (p *WHPanel) recordAct(q whRequest, row WHRow, did string) {
	one := p.kinds[q.kind].one
	p.admit(WHAudit, WHRow{
		"action": one + "." + did, "user": fmt.Sprintf("api:%s", q.key.Text("name")), "entity_type": one, "entity_id": row.ID(), "ip_address": q.from,
	})
}
