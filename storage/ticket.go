package storage

import "time"

// Ticket is what a short-lived token of a deep link stands for.
type Ticket struct {
	Token   string    `json:"token"` // set by IssueTicket
	Kind    string    `json:"kind"`
	Chat    int64     `json:"chat"`
	Thread  int       `json:"thread,omitempty"`
	Person  int64     `json:"person"`
	Expires time.Time `json:"expires"`
	Data    string    `json:"data,omitempty"`
}
