package storage

import "time"

// Update is one update of the messenger, as it came and not handled yet.
type Update struct {
	ID  int64
	Raw []byte
	At  time.Time
}

// Parked is an update that could not be decoded, kept for the operator.
type Parked struct {
	ID     int64     `json:"id"`
	Raw    []byte    `json:"raw"`
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
}

// Stat is the depth of a queue and the time of its oldest row; Oldest is zero
// when the queue is empty.
type Stat struct {
	Count  int
	Oldest time.Time
}
