package sandbox

import "time"

// ServexFaultKind is a way to fail.
type ServexFaultKind string

// The ways to fail. "After" means that the effect was applied.
const (
	ServexCutBefore  ServexFaultKind = "cut-before" // connection dropped, nothing applied
	ServexCutAfter   ServexFaultKind = "cut-after"
	Servex500        ServexFaultKind = "500"
	Servex500After   ServexFaultKind = "500-after-effect"
	ServexHTML       ServexFaultKind = "html" // 403 with a bot wall's page
	Servex429        ServexFaultKind = "429"
	ServexHang       ServexFaultKind = "hang" // until the client gives up or Close; nothing applied
	ServexSlow       ServexFaultKind = "slow" // answers after Delay
	ServexHugeBody   ServexFaultKind = "huge-body"
	ServexWrongTypes ServexFaultKind = "wrong-types"
	ServexEmptyBody  ServexFaultKind = "empty-body" // applied, 200 without a body
)

// ServexFault spoils the next Times (0: all) requests of Method ("" any)
// whose path contains PathContains. Faults are asked in the order they were added.
type ServexFault struct {
	Method       string
	PathContains string
	Times        int
	Kind         ServexFaultKind
	RetryAfter   string        // with 429: the header's value, seconds or a date
	Delay        time.Duration // with slow
}

// Fail adds a fault.
func (p *ServexPanel) Fail(f ServexFault) {}

// Heal removes every fault.
func (p *ServexPanel) Heal() {}
