package sandbox

import "net/http"

// cancel asks for the end of orders: they become Canceled or Partial later,
// see Advance.
func (p *SMMPanel) cancel(q smmRequest) smmReply {
	ids, ok := smmSplit(q.form.Get("orders"))
	if !ok {
		return p.refuse(smmBadRequest)
	}
	rows := p.rows("order", "cancel")
	applied := false
	for _, id := range ids {
		o := p.orderOf(q, id)
		switch {
		case o == nil:
			rows.refuse(id, smmBadOrder)
		case !o.service.Cancel:
			rows.refuse(id, smmNoCancel)
		case o.State.final():
			rows.refuse(id, smmTooLate)
		default:
			applied = applied || !o.CancelAsked
			o.CancelAsked = true
			rows.add(id, 1)
		}
	}
	return smmReply{status: http.StatusOK, body: rows.body(), applied: applied}
}
