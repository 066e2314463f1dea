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
	Key     ConversationKey   `json:"key"`
	Run     string            `json:"run"` // one per beginning of a flow
	Flow    string            `json:"flow"`
	Step    string            `json:"step"`
	Past    []string          `json:"past,omitempty"`    // steps that Back goes to, oldest first
	Serial  int               `json:"serial"`            // of the current screen
	Sheet   json.RawMessage   `json:"sheet,omitempty"`   // the flow's answers so far
	Answers []string          `json:"answers,omitempty"` // Answers[n] is what button n of the current screen means
	Given   map[string]string `json:"given,omitempty"`   // what was typed at steps, for who comes back to them
	Leaving string            `json:"leaving,omitempty"` // what another message's button would begin, while the person is asked whether to stop for it
	Stopped bool              `json:"stopped,omitempty"` // the last answer was given up for what the person said next
	Wrong   string            `json:"wrong,omitempty"`   // a hash of what was wrong with the last answer that was typed
	Tries   int               `json:"tries,omitempty"`   // how many answers in a row it was said of
	Doing   int64             `json:"doing,omitempty"`   // the update whose Do step is under way, 0 when none
	Slot    string            `json:"slot,omitempty"`
	Album   string            `json:"album,omitempty"` // of which one picture was taken as an answer
	Lang    string            `json:"lang,omitempty"`
	Touched time.Time         `json:"touched"`
}

func (c Conversation) touchedKey() []byte { return join(timeKey(c.Touched), c.Key.bytes()) }

// Conversation gives the conversation of a key, and whether there is one.
func (tx *Tx) Conversation(key ConversationKey) (Conversation, bool, error) {
	return load[Conversation](tx, conversationRows, key.bytes())
}

// SaveConversation puts a conversation in the place of its key's former one.
// A zero Touched becomes the present.
func (tx *Tx) SaveConversation(c Conversation) error {
	if err := tx.DropConversation(c.Key); err != nil {
		return err
	}
	if c.Touched.IsZero() {
		c.Touched = tx.now()
	}
	c.Touched = c.Touched.UTC()
	if err := tx.mark(conversationTouch, c.touchedKey()); err != nil {
		return err
	}
	return save(tx, conversationRows, c.Key.bytes(), c)
}

// DropConversation ends a conversation; none is no error.
func (tx *Tx) DropConversation(key ConversationKey) error {
	old, found, err := tx.Conversation(key)
	if err != nil || !found {
		return err
	}
	if err := tx.drop(conversationTouch, old.touchedKey()); err != nil {
		return err
	}
	return tx.drop(conversationRows, key.bytes())
}

// IdleConversations gives conversations that were last touched before a time,
// the longest left alone first.
func (tx *Tx) IdleConversations(before time.Time, limit int) ([]Conversation, error) {
	keys, err := tx.keysBefore(conversationTouch, before, limit)
	if err != nil {
		return nil, err
	}
	return loadAll[Conversation](tx, conversationRows, keys)
}

// conversationsOf gives the keys of a chat's conversations, of one person
// unless 0.
func (tx *Tx) conversationsOf(chat, person int64) ([]ConversationKey, error) {
	found, err := tx.keysFrom(conversationRows, intKey(chat), nil, 0)
	if err != nil {
		return nil, err
	}
	var keys []ConversationKey
	for _, b := range found {
		key := ConversationKey{Chat: keyInt(b), Thread: int(keyInt(b[8:])), Person: keyInt(b[16:])}
		if person == 0 || key.Person == person {
			keys = append(keys, key)
		}
	}
	return keys, nil
}
