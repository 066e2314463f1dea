package sandbox

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// whPost is a webhook on its way.
type whPost struct {
	hook      int64 // whose row hears how it went
	event     string
	url       string
	body      []byte
	signature string
	cut       bool // the connection breaks in the middle of the body
}

// announceMade tells the webhooks of what is new; mu is held.
func (p *WHPanel) announceMade(kind WHKind, row WHRow) {
	if kind == WHInvoices || kind == WHServices {
		p.announce(p.kinds[kind].one+".created", row)
	}
}

// Announce tells the webhooks of something as it is now: "invoice.paid".
func (p *WHPanel) Announce(event string, id int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	kind := WHInvoices
	if strings.HasPrefix(event, "service.") {
		kind = WHServices
	}
	if row := p.state.row(kind, id); row != nil {
		p.announce(event, row)
	}
	p.changed()
}

// announce posts an event to those who want it, once each; mu is held.
func (p *WHPanel) announce(event string, row WHRow) {
	for _, hook := range p.state.all(WHWebhooks) {
		wanted, _ := hook["events"].([]string)
		if hook.Text("status") == "active" && slices.Contains(wanted, event) {
			p.dispatch(hook, event, p.eventData(event, row))
		}
	}
}

// eventData is what a webhook tells of a row.
func (p *WHPanel) eventData(event string, row WHRow) whObject {
	var o whObject
	one, _, _ := strings.Cut(event, ".")
	second := p.quirks.WebhookShape == 2
	if one == "service" || !second {
		if !p.quirks.UUIDOnly {
			o = o.with(one+"_id", p.number(row.ID()))
		}
		o = o.with("uuid", row.Text("uuid"))
	}
	if one == "invoice" && second {
		o = o.with("invoice_number", row.Text("invoice_number"))
	}
	if one == "service" || second {
		o = o.with("client_id", p.reference(whField{of: WHClients}, row.Number("client_id")))
	}
	if one == "service" {
		return o.with("domain", row.Text("domain")).with("status", p.quirks.say(whText(row.Text("status"))))
	}
	o = o.with("amount", p.money(row.Text("total")))
	if second {
		o = o.with("currency", row.Text("currency"))
	}
	return o
}

// dispatch signs an event and sends it off, or spoils it as the next fault
// says; mu is held.
func (p *WHPanel) dispatch(hook WHRow, event string, data whObject) {
	fault := p.nextHookFault(event)
	at := p.now().UTC()
	switch fault.Kind {
	case WHHookLost:
		return
	case WHHookOld:
		at = at.Add(-fault.Delay)
	case WHHookUnknown:
		event = "invoice.reminded"
	}
	layout := time.RFC3339
	if p.quirks.NoZoneTimes {
		layout = "2006-01-02T15:04:05"
	}
	o := whObject{{"event", event}, {"data", data}, {"timestamp", at.Format(layout)}}
	if fault.Kind == WHHookHuge {
		o = o.with("padding", strings.Repeat("x", 1<<20))
	}
	body, _ := json.Marshal(o) // made of what can be encoded
	if fault.Kind == WHHookNoJSON {
		body = []byte("event=" + event)
	}
	post := whPost{hook: hook.ID(), event: event, url: hook.Text("url"), body: body, signature: p.sign(hook.Text("secret"), body)}
	switch fault.Kind {
	case WHHookForged:
		post.signature = p.sign("whsec_somebody-else", body)
	case WHHookUnsigned:
		post.signature = ""
	case WHHookHalf:
		post.body = body[:len(body)/2]
	case WHHookCut:
		post.cut = true
	case WHHookReverse:
		p.hooks.held = append(p.hooks.held, post)
		return
	case WHHookLate:
		p.postLater(post, fault.Delay)
		return
	case WHHookTwice:
		p.post(post)
	}
	p.post(post)
}

// sign is the signature of a body, as its header has it.
func (p *WHPanel) sign(secret string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	prefix := ""
	if p.quirks.WebhookPrefix {
		prefix = "sha256="
	}
	return prefix + hex.EncodeToString(mac.Sum(nil))
}
