package storage

import (
	"time"

	"resellerbot/internal/chat"
)

// Lane is the urgency of a message: Cleanups go first, then Replies, Alerts,
// Newcomers, Broadcasts and Later.
type Lane uint8

// The lanes.
const (
	Replies Lane = iota
	Alerts
	Broadcasts
	Cleanups  // deletions that nothing waits for and that wait for nothing: they go at once
	Newcomers // replies to those who came within the hour and connected nothing: Queue puts them here
	Later     // deletions at their time, see NotBefore; what waits there holds up nothing else
)

// OutKey names a row of the outbox. Rows of a chat and lane leave in the order
// of Seq, which grows over all chats and is never used twice: a key always
// means the same message.
type OutKey struct {
	Chat int64  `json:"chat"`
	Lane Lane   `json:"lane"`
	Seq  uint64 `json:"seq"`
}

// Kind is what is to be done with a message.
type Kind string

// The kinds of outgoing rows.
const (
	Send   Kind = "send"   // a new message; with a Slot, it takes the slot and the slot's former message is deleted
	Show   Kind = "show"   // edit the slot's message, or send one and put it there
	Delete Kind = "delete" // delete Target, or the slot's message
	Strip  Kind = "strip"  // take the buttons off Target, or off the slot's message, which then leaves the slot
)

// Outgoing is one row of the outbox.
type Outgoing struct {
	Key       OutKey       `json:"key"`
	Kind      Kind         `json:"kind"`
	Thread    int          `json:"thread,omitempty"`
	Slot      string       `json:"slot,omitempty"` // a name for a message that is replaced or edited later
	Message   chat.Message `json:"message,omitzero"`
	Target    int          `json:"target,omitempty"` // Delete, Strip: message id; 0 with a Slot: the slot's message
	Doubt     int          `json:"doubt,omitempty"`  // times that a send may or may not have arrived
	NotBefore time.Time    `json:"not_before,omitzero"`
	At        time.Time    `json:"at"` // when it was queued; filled in when zero
}
