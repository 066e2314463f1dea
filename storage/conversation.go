package storage

import (
	"encoding/json"
	"time"
)

// ConversationKey says whose conversation it is: each person in each topic of
// a chat has one.
type ConversationKey struct {
	Chat   int64 `json:"chat"`
	Thread int   `json:"thread,omitempty"`
	Person int64 `json:"person"`
}

// Conversation is where a person stands in a flow.
type Conversation struct {
	Key     ConversationKey `json:"key"`
	Run     string          `json:"run"` // one per beginning of a flow
	Flow    string          `json:"flow"`
	Step    string          `json:"step"`
	Past    []string        `json:"past,omitempty"`    // steps that Back goes to, oldest first
	Serial  int             `json:"serial"`            // of the current screen
	Sheet   json.RawMessage `json:"sheet,omitempty"`   // the flow's answers so far
	Answers []string        `json:"answers,omitempty"` // Answers[n] is what button n of the current screen means
	Doing   int64           `json:"doing,omitempty"`   // the update whose Do step is under way, 0 when none
	Slot    string          `json:"slot,omitempty"`
	Lang    string          `json:"lang,omitempty"`
	Touched time.Time       `json:"touched"`
}
