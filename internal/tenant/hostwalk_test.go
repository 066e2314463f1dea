package tenant

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"

	"pgregory.net/rapid"

	"resellerbot/internal/chat"
	"resellerbot/internal/sandbox"
)

// hosts is a reseller at the hosting panel for a while, or somebody who has
// none and taps what leads there.
func (w *world) hosts(t *rapid.T) {
	p, at := w.anyone(t)
	of := p.of
	if of == nil {
		of = w.tenants[rapid.IntRange(0, 1).Draw(t, "tenant")]
	}
	w.goes(p, at, rapid.SampledFrom(of.ofHost(2)).Draw(t, "target"))
	for range rapid.IntRange(1, 7).Draw(t, "moves") {
		w.moves(t, p, at)
	}
}

// hostWord is what the question of a conversation about a hosting panel wants
// to hear; "" where any word does.
func (w *world) hostWord(p *person, at chat.Place) string {
	c := w.talk(p, at)
	if !strings.HasPrefix(c.Flow, "host") {
		return ""
	}
	var sheet struct{ Name string }
	_ = json.Unmarshal(c.Sheet, &sheet) // where it has no name there is no such step
	p.of.typed++
	switch c.Step {
	case "type":
		return sheet.Name
	case "email":
		return p.of.word("hmail", 100+p.of.typed) + "@mail.example"
	case "url":
		return "https://" + p.of.word("hhook", 100+p.of.typed) + ".example/"
	case "hostname":
		return p.of.word("hhost", 100+p.of.typed) + ".example"
	case "permissions":
		return "clients.read"
	case "allowed_ips":
		return "192.0.2.1"
	case "price", "setup_fee", "amount", "line_amount", "line_quantity", "max_accounts", "due_date", "next_due_date", "expires_at":
		return "30"
	}
	return p.of.mark + "hnew"
}

// posts is life at a hosting panel, or somebody who got hold of a webhook and
// sends it to the one chat or the other.
func (w *world) posts(t *rapid.T) {
	r := w.tenants[rapid.IntRange(0, 1).Draw(t, "tenant")]
	n := rapid.IntRange(0, 6).Draw(t, "what")
	w.happens("at the hosting panel of %s: %d", r.mark, n)
	switch n {
	case 0:
		r.host.Order()
	case 1:
		r.host.PayOldest()
	case 2:
		r.host.SuspendLate()
	case 3:
		r.host.NextInvoices(30 * day)
	case 4:
		r.host.FailHook(sandbox.WHHookFault{Kind: rapid.SampledFrom([]sandbox.WHHookFaultKind{
			sandbox.WHHookLost, sandbox.WHHookForged, sandbox.WHHookTwice, sandbox.WHHookReverse, sandbox.WHHookUnknown,
		}).Draw(t, "fault"), Times: 1})
	default:
		if sent := r.host.Sent(); len(sent) > 0 {
			w.resend(r, sent[rapid.IntRange(0, len(sent)-1).Draw(t, "webhook")])
		}
	}
	w.deliver()
}

// resend posts a tenant's webhook to every address of a webhook that there is.
// Only those of its own chat can take it.
func (w *world) resend(r *tenant, s sandbox.WHSent) {
	for _, other := range w.tenants {
		for _, url := range w.botHooks(other) {
			if status := w.postHook(url, s.Signature, s.Body); other != r && status != http.StatusUnauthorized && status != http.StatusNotFound {
				w.fail("%s\nand the chat of %s was told by a webhook of %s: %d", w.cause, other.mark, r.mark, status)
			}
			w.seen["webhooks sent elsewhere"]++
		}
	}
}

func (w *world) postHook(url, signature string, body []byte) (status int) {
	q, err := http.NewRequestWithContext(w.Context(), http.MethodPost, url, bytes.NewReader(body))
	w.must(err)
	q.Header.Set("X-Webhook-Signature", signature)
	answer, err := w.receiver.Client().Do(q)
	w.must(err)
	w.must(answer.Body.Close())
	return answer.StatusCode
}
