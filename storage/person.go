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

// Person gives a person, and whether the bot knows them.
func (tx *Tx) Person(id int64) (Person, bool, error) {
	return load[Person](tx, people, intKey(id))
}

// SavePerson keeps a person. Zero times become the present.
func (tx *Tx) SavePerson(p Person) error {
	if p.Seen.IsZero() {
		p.Seen = tx.now()
	}
	if p.First.IsZero() {
		p.First = p.Seen
	}
	p.First, p.Seen = p.First.UTC(), p.Seen.UTC()
	return save(tx, people, intKey(p.ID), p)
}
