package sandbox

import (
	"fmt"
	"html"
	"net/http"
	"strings"
)

// portal is the panel's own page of an invoice, on which it can be paid by
// whoever knows its address.
func (p *XMPanel) portal(w http.ResponseWriter, r *http.Request) {
	id, ok := strings.CutSuffix(strings.TrimPrefix(r.URL.Path, "/portal/"), "/invoice")
	invoice, known := p.Invoice(id)
	if !ok || !known {
		xmPage(http.StatusNotFound, "404 Not Found").write(w)
		return
	}
	if r.Method == http.MethodPost {
		p.MarkPaid(id)
		http.Redirect(w, r, r.URL.Path, http.StatusSeeOther)
		return
	}
	button := ""
	if invoice.State == XMPending {
		button = `<form method="post"><button>Pay (nothing is taken)</button></form>`
	}
	text := fmt.Sprintf("<!DOCTYPE html><html><head><title>Invoice</title></head><body><h1>Invoice %s</h1><p>$ %s: %s</p>%s</body></html>",
		html.EscapeString(id), html.EscapeString(invoice.Amount), html.EscapeString(string(invoice.State)), button)
	xmReply{status: http.StatusOK, text: text}.write(w)
}
