package sandbox

import (
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
	WH429       WHFaultKind = "429"
	WHHTML      WHFaultKind = "html"  // 200 with a maintenance page
	WHHang      WHFaultKind = "hang"  // until the client gives up or Close
	WHScope     WHFaultKind = "scope" // 403: the key may not do that
	WHIP        WHFaultKind = "ip"    // 403: not from this address
	WHNothing   WHFaultKind = "none"  // 200 without a body, and nothing was done

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

// Fail adds a fault. The first one added that fits a request spoils it.
func (p *WHPanel) Fail(f WHFault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = append(p.faults, &f)
}

// Heal removes every fault, also those of webhooks.
func (p *WHPanel) Heal() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults, p.hookFaults = nil, nil
}
