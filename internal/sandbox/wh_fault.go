package sandbox

import (
	"net/http"
	"slices"
	"time"
)

// WHFaultKind is a way to fail.
type WHFaultKind string

// The ways to fail. Those of the first group leave the panel as it is, those
// of the second apply the request and then spoil the answer.
const (
	WHCutBefore WHFaultKind = "cut-before" // the connection is dropped
	WH500       WHFaultKind = "500"        // in words of the panel
	WH502       WHFaultKind = "502"        // the web server's own page
	WH429       WHFaultKind = "429"        // in words of the panel
	WHHTML      WHFaultKind = "html"       // 200 with a maintenance page
	WHHang      WHFaultKind = "hang"       // until the client gives up or Close
	WHScope     WHFaultKind = "scope"      // 403: the key may not do that
	WHIP        WHFaultKind = "ip"         // 403: not from this address
	WHNothing   WHFaultKind = "none"       // 200 without a body, and nothing was done

	WHCutAfter  WHFaultKind = "cut-after"
	WH500After  WHFaultKind = "500-after"
	WH502After  WHFaultKind = "502-after"
	WHHTMLAfter WHFaultKind = "html-after"
	WHHangAfter WHFaultKind = "hang-after"
	WHSlow      WHFaultKind = "slow"      // a right answer after Delay
	WHEmptyBody WHFaultKind = "empty"     // the status without a body
	WHTruncated WHFaultKind = "truncated" // half of the JSON
	WHHugeBody  WHFaultKind = "huge"      // 10 MB of JSON
	WHNoID      WHFaultKind = "no-id"     // success, without the thing that was made
)

// applies tells whether the request takes effect before it is spoilt.
func (k WHFaultKind) applies() bool {
	return !slices.Contains([]WHFaultKind{WHCutBefore, WH500, WH502, WH429, WHHTML, WHHang, WHScope, WHIP, WHNothing}, k)
}

// WHFault spoils the next Times (0: all) requests of Method ("" any) to Path
// ("" any), after letting Skip of them through.
type WHFault struct {
	Method     string
	Path       string // "invoices", "invoices/{id}", "invoices/{id}/pay", or with the id itself
	Skip       int
	Times      int
	Kind       WHFaultKind
	RetryAfter string        // with 429: the header's value, seconds or a date
	Delay      time.Duration // with slow
}

func (f WHFault) counts() (skip, times int) { return f.Skip, f.Times }

// Heal removes every fault, also those of webhooks.
func (p *WHPanel) Heal() {
	p.faults.Heal()
	p.hookFaults.Heal()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.release()
}

// nextFault takes the fault that a request meets, if any.
func (p *WHPanel) nextFault(q whRequest) *WHFault {
	return p.next(func(f WHFault) bool {
		return (f.Method == "" || f.Method == q.method) && (f.Path == "" || f.Path == q.pattern || f.Path == q.path)
	})
}

// spoil answers as the fault says. An unhandled kind is a cut connection, so
// that a test with a wrong one fails.
func (p *WHPanel) spoil(w http.ResponseWriter, r *http.Request, f WHFault, reply whReply) {
	switch f.Kind {
	case WH500, WH500After, WHScope, WHIP, WHNoID:
		reply.write(w) // made by handle, which knows the panel's words
	case WH502, WH502After:
		whPage(http.StatusBadGateway, "502 Bad Gateway").write(w)
	case WH429:
		reply.after = f.RetryAfter
		reply.write(w)
	case WHHTML, WHHTMLAfter:
		whPage(http.StatusOK, "We will be back soon").write(w)
	case WHSlow:
		if p.pause(r, f.Delay) {
			reply.write(w)
		}
	case WHHang, WHHangAfter:
		p.hang(w, r)
	case WHNothing:
		w.WriteHeader(http.StatusOK)
	case WHEmptyBody:
		w.WriteHeader(reply.status)
	case WHTruncated:
		text := reply.encoded()
		w.WriteHeader(reply.status)
		_, _ = w.Write(text[:len(text)/2])
	case WHHugeBody:
		hugeAnswer(w)
	default:
		drop(w)
	}
}
