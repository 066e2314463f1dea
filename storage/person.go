package storage

import "time"

// Person is somebody who talked to the bot.
type Person struct {
	ID          int64     `json:"id"`
	Name        string    `json:"name,omitempty"`   // untrusted text
	Lang        string    `json:"lang,omitempty"`   // one of locales' tags
	Chosen      bool      `json:"chosen,omitempty"` // Lang was chosen, not guessed
	First       time.Time `json:"first"`
	Seen        time.Time `json:"seen"`
	Unreachable bool      `json:"unreachable,omitempty"`
}
