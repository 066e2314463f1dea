package dialog

import (
	"context"
	"fmt"

	"resellerbot/internal/chat"
	"resellerbot/storage"
)

// visit is an input with what was known when it came.
type visit struct {
	*Turn
	conv   storage.Conversation
	alive  bool // conv is under way
	slot   int  // the message that the person's screen is in; 0: none
	toast  chat.Text
	alert  bool
	target string      // what the present flow was begun by
	again  string      // the step whose act failed and may be tried once more
	rekey  string      // begins connecting another key, where a panel refused the one it has
	acted  bool        // a step of it did something
	said   []chat.Text // above what is shown: what became of it, or what was wrong
	typed  bool        // the answer comes below what was written, not in place

	way     *patience // whether the person may still end it
	spilled bool      // it showed a key that nobody asked for
}

// expired tells whether the conversation was left alone for too long.
func (v *visit) expired() bool { return v.alive && v.Now.Sub(v.conv.Touched) > idleAfter }

// result is what a visit leads to.
type result struct {
	conv    storage.Conversation
	drop    bool
	message *chat.Message
	kept    bool          // a message of its own
	slot    string        // of that message, "" for none
	before  *chat.Message // a message of its own above it
}

func (d *Driver) load(ctx context.Context, in chat.Input) (*visit, error) {
	v := &visit{Turn: &Turn{Input: in, Now: d.Now().UTC(), Log: d.Log, store: d.Store, tell: d.Tell}}
	key := storage.ConversationKey{Chat: in.Place.Chat, Thread: in.Place.Thread, Person: in.Person.ID}
	err := d.Store.View(ctx, func(tx *storage.Tx) (err error) {
		if v.conv, v.alive, err = tx.Conversation(key); err != nil {
			return err
		}
		if v.Person, _, err = tx.Person(in.Person.ID); err != nil {
			return err
		}
		if v.Chat, _, err = tx.Chat(in.Place.Chat); err != nil {
			return err
		}
		if v.Accounts, err = tx.Accounts(in.Place.Chat); err != nil {
			return err
		}
		v.slot, err = tx.SlotMessage(in.Place.Chat, slotOf(in))
		return err
	})
	v.conv.Key = key
	v.alive = v.alive && (v.resuming() || !d.acting(v.conv))
	d.introduce(v)
	return v, err
}

// introduce fills in what is not known yet of a person and a chat.
func (d *Driver) introduce(v *visit) {
	in := v.Input
	if v.Person.ID == 0 {
		v.Person = storage.Person{ID: in.Person.ID, First: v.Now}
	}
	if !v.Person.Chosen {
		v.Person.Lang = d.Catalog.Match(in.Person.Language)
	}
	if in.Person.Name != "" {
		v.Person.Name = in.Person.Name
	}
	if v.Chat.ID == 0 {
		v.Chat = storage.Chat{ID: in.Place.Chat, Private: in.Private, By: in.Person.ID}
	}
	v.Lang = v.Person.Lang
	v.Zone = zoneOf(v.Chat)
	v.typed = in.Kind != chat.Tapped || in.Message != v.slot
}

// slotOf names the place of a person's screen. Each person has one in a chat
// and topic, so that a chat does not fill up with old screens.
func slotOf(in chat.Input) string {
	return fmt.Sprintf("d:%d:%d", in.Person.ID, in.Place.Thread)
}
