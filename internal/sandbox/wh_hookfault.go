package sandbox

import (
	"time"
)

// WHHookFaultKind is a way in which a webhook goes wrong.
type WHHookFaultKind string

// The ways. What is forged and truncated is wrongly signed; everything else
// bears the right signature of its body.
const (
	WHHookLost     WHHookFaultKind = "lost"     // never posted
	WHHookForged   WHHookFaultKind = "forged"   // signed with another secret
	WHHookUnsigned WHHookFaultKind = "unsigned" // without the header
	WHHookTwice    WHHookFaultKind = "twice"    // posted, and then posted again byte for byte
	WHHookLate     WHHookFaultKind = "late"     // after Delay
	WHHookReverse  WHHookFaultKind = "reverse"  // held back until Release, which posts them latest first
	WHHookHalf     WHHookFaultKind = "half"     // half of the body, with the signature of all of it
	WHHookCut      WHHookFaultKind = "cut"      // half of the body, then the connection breaks
	WHHookHuge     WHHookFaultKind = "huge"     // 1 MB
	WHHookOld      WHHookFaultKind = "old"      // of Delay ago, by its own time
	WHHookNoJSON   WHHookFaultKind = "no-json"
	WHHookUnknown  WHHookFaultKind = "unknown" // an event that is not documented
)

// WHHookFault spoils the next Times (0: all) webhooks of Event ("" any), after
// letting Skip of them through.
type WHHookFault struct {
	Event string // "invoice.paid"
	Skip  int
	Times int
	Kind  WHHookFaultKind
	Delay time.Duration
}

func (f WHHookFault) counts() (skip, times int) { return f.Skip, f.Times }

// FailHook adds a fault of webhooks. The first one added that fits spoils one.
func (p *WHPanel) FailHook(f WHHookFault) {
	p.hookFaults.Fail(f)
}

// nextHookFault takes the fault that a webhook meets, if any.
func (p *WHPanel) nextHookFault(event string) WHHookFault {
	f := p.hookFaults.next(func(f WHHookFault) bool { return f.Event == "" || f.Event == event })
	if f == nil {
		return WHHookFault{}
	}
	return *f
}
