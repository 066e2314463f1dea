package storage

import (
	"encoding/json"
	"time"
)

// State is how far an act came.
type State string

// The states. Pending and Unknown are unsettled: they are looked up at the
// provider and never repeated blindly.
const (
	Pending State = "pending" // intended; the call may not have been made yet
	Done    State = "done"
	Refused State = "refused" // an explicit no: nothing was changed
	Unknown State = "unknown" // the call may or may not have taken effect
)

// Settled tells whether the act came to its end.
func (s State) Settled() bool { return s == Done || s == Refused }

// Entry is one act with an effect at a provider.
type Entry struct {
	Key      string          `json:"key"` // same key, same act
	Act      string          `json:"act"`
	Provider string          `json:"provider"`
	Panel    string          `json:"panel,omitempty"` // the account's, see PanelOf
	BaseURL  string          `json:"base_url,omitempty"`
	Chat     int64           `json:"chat"`
	Thread   int             `json:"thread,omitempty"`
	Person   int64           `json:"person"`
	Lang     string          `json:"lang,omitempty"`
	State    State           `json:"state"`
	Code     string          `json:"code,omitempty"` // a resale.Code, of what was refused or unknown
	Intent   json.RawMessage `json:"intent,omitempty"`
	Result   json.RawMessage `json:"result,omitempty"`
	Calls    int             `json:"calls,omitempty"` // calls with an effect that were begun
	At       time.Time       `json:"at"`              // intended
	Called   time.Time       `json:"called,omitzero"`
	Settled  time.Time       `json:"settled,omitzero"`
	Next     time.Time       `json:"next,omitzero"`   // when an unsettled row is looked at again
	Told     bool            `json:"told,omitempty"`  // the person was told that it is unknown, and must be told the end
	Newer    []string        `json:"newer,omitempty"` // acts that, if they are done, leave nothing of this one; see ops
}
