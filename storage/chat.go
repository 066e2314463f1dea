package storage

// Chat is a place that the bot talks in, and its settings.
type Chat struct {
	ID          int64  `json:"id"`
	Zone        string `json:"zone,omitempty"` // IANA name
	Private     bool   `json:"private,omitempty"`
	Unreachable bool   `json:"unreachable,omitempty"`
	By          int64  `json:"by,omitempty"` // who brought the bot in
}

// Chat gives a chat, and whether the bot knows it.
func (tx *Tx) Chat(id int64) (Chat, bool, error) {
	return load[Chat](tx, chats, intKey(id))
}

// SaveChat keeps a chat.
func (tx *Tx) SaveChat(c Chat) error { return save(tx, chats, intKey(c.ID), c) }
