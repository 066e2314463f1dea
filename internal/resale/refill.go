package resale

import "strings"

// RefillState is how far a refill is.
type RefillState string

// The states of a refill, normalised. A word that is not known is kept as the
// panel wrote it, and is not final.
const (
	RefillPending    RefillState = "pending"
	RefillInProgress RefillState = "in_progress"
	RefillCompleted  RefillState = "completed"
	RefillRejected   RefillState = "rejected"
	RefillFailed     RefillState = "failed"
	RefillCanceled   RefillState = "canceled"
)

// RefillStatus is what a panel says about a refill.
type RefillStatus struct {
	State RefillState
	Word  string // as the panel wrote it
}

// RefillStateOf reads a state as panels write it: case, blanks, "_" and "-" do
// not count.
func RefillStateOf(word string) RefillState {
	switch squeeze(word) {
	case "pending", "awaiting":
		return RefillPending
	case "inprogress", "processing":
		return RefillInProgress
	case "completed", "complete":
		return RefillCompleted
	case "rejected":
		return RefillRejected
	case "error", "fail", "failed":
		return RefillFailed
	case "canceled", "cancelled":
		return RefillCanceled
	default:
		return RefillState(strings.TrimFunc(word, blank))
	}
}

// Known tells whether it is one of the normalised states.
func (s RefillState) Known() bool {
	return s == RefillPending || s == RefillInProgress || s.Final()
}

// Final tells whether nothing more will come of the refill.
func (s RefillState) Final() bool {
	switch s {
	case RefillCompleted, RefillRejected, RefillFailed, RefillCanceled:
		return true
	default:
		return false
	}
}
