package sandbox

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// smmRequest is a request of a known key.
type smmRequest struct {
	key     string
	account *smmKey
	form    url.Values
}

// handle records the call and applies it, unless a fault comes before that.
func (p *SMMPanel) handle(form url.Values) (*SMMFault, smmReply) {
	p.mu.Lock()
	defer p.mu.Unlock()
	key, action := form.Get("key"), form.Get("action")
	form.Del("key") // the journal is printed by tests
	call := SMMCall{Action: action, Form: form, At: p.now()}
	q := smmRequest{key: key, account: p.state.keys[key], form: form}
	asked := 0
	if q.account != nil {
		call.Key = q.account.number
		asked = q.account.asked(call.At)
	}
	fault := p.nextFault(action)
	var reply smmReply
	switch {
	case fault != nil && !fault.Kind.applies():
	case p.quirks.PerMinute > 0 && asked > p.quirks.PerMinute:
		reply = smmTooMany()
	default:
		reply = p.answer(q, action)
	}
	call.Applied = reply.applied
	p.journal.add(call)
	p.changed()
	return fault, reply
}

func (p *SMMPanel) answer(q smmRequest, action string) smmReply {
	if q.account == nil {
		return p.refuse(smmInvalidKey)
	}
	if q.account.blocked != "" {
		return p.refuse(smmText(q.account.blocked))
	}
	if p.quirks.DecodesTwice {
		q.form = smmDecoded(q.form)
	}
	name, refused := p.quirks.operation(action, q.form)
	if refused != "" {
		return p.refuse(refused)
	}
	operation := p.routes[name]
	if operation == nil || name == "cancel" && p.quirks.NoCancel {
		return p.refuse(smmBadAction)
	}
	return operation(q)
}

// operation is the name of an action without multi_, if it may be asked for
// with that form under that name.
func (q SMMQuirks) operation(action string, form url.Values) (string, smmText) {
	plain, multi := strings.CutPrefix(action, "multi_")
	many := form.Has("orders") && (plain == "status" || plain == "refill") || form.Has("refills") && plain == "refill_status"
	switch {
	case multi && (!many || q.Names == ""):
		return "", smmBadAction
	case !multi && many && q.Names == SMMNamesMulti:
		return "", smmBadRequest
	}
	return plain, ""
}

var smmTags = regexp.MustCompile(`<[^>]*>?`)

// smmDecoded is what is left of values that are URL-decoded once too often
// and stripped of tags.
func smmDecoded(form url.Values) url.Values {
	left := url.Values{}
	for name, values := range form {
		for _, value := range values {
			if again, err := url.QueryUnescape(value); err == nil {
				value = again
			}
			left.Add(name, smmTags.ReplaceAllString(value, ""))
		}
	}
	return left
}

func (p *SMMPanel) funds(q smmRequest) smmReply {
	body := smmObject{"currency": p.options.Currency}
	body.put("balance", p.quirks.Rates, SMMString, q.account.balance.String())
	return smmRead(body)
}

func (p *SMMPanel) listServices(smmRequest) smmReply {
	if len(p.state.listed) == 0 && p.quirks.NoServices == SMMEmptyObject {
		return smmRead(smmObject{"status": "success", "data": "Empty Data"})
	}
	rows := make([]smmObject, 0, len(p.state.listed))
	for _, id := range p.state.listed {
		rows = append(rows, p.quirks.service(p.state.services[id]))
	}
	return smmRead(rows)
}

// made answers what made something new.
func (p *SMMPanel) made(body smmObject) smmReply {
	status := http.StatusOK
	if p.quirks.Laravel {
		status = http.StatusCreated
	}
	return smmReply{status: status, body: body, applied: true}
}
