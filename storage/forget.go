package storage

import "time"

// Holding is what is held about a person in a chat: counts and names, no
// secret.
type Holding struct {
	Name, Lang, Zone string
	Providers        []string  // connected by the chat
	Conversation     bool      // one is under way
	Acts             int       // journal rows
	Messages         int       // not delivered: waiting or given up
	First            time.Time // when the person was first seen
}
