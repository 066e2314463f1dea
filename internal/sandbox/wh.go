package sandbox

import "sync"

// WHPanel pretends to be a WHMDC panel, a hosting company's billing: stateful,
// strict, and able to fail and to differ in the ways that its documentation
// leaves open. Its webhooks are really posted. Safe for concurrent use.
type WHPanel struct {
	mu         sync.Mutex // guards all below
	quirks     WHQuirks
	faults     []*WHFault
	hookFaults []*WHHookFault
	journal    whJournal
}
