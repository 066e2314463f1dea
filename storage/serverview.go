package storage

import "time"

// ServerView is a message that shows the servers of a panel live, for a while.
type ServerView struct {
	Chat   int64     `json:"chat"`
	Thread int       `json:"thread,omitempty"`
	Lang   string    `json:"lang,omitempty"`
	Panel  string    `json:"panel"`
	Slot   string    `json:"slot"` // where the message is
	Until  time.Time `json:"until"`
}

// SaveServerView keeps a chat's view, in the place of a former one.
func (tx *Tx) SaveServerView(v ServerView) error {
	v.Until = v.Until.UTC()
	return save(tx, alertViews, intKey(v.Chat), v)
}

// ServerViews gives all of them: they live for minutes.
func (tx *Tx) ServerViews() ([]ServerView, error) {
	keys, err := tx.keysFrom(alertViews, nil, nil, 0)
	if err != nil {
		return nil, err
	}
	return loadAll[ServerView](tx, alertViews, keys)
}

// DropServerView ends a chat's view; none is no error.
func (tx *Tx) DropServerView(chat int64) error { return tx.drop(alertViews, intKey(chat)) }
