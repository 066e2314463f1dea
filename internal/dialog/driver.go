package dialog

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/locales"
	"resellerbot/storage"
)

// idleAfter is how long a conversation may be left alone before it ends
// without effect.
const idleAfter = 30 * time.Minute

// Messenger is what cannot wait for the outbox: it is best effort, and nothing
// depends on it.
type Messenger interface {
	Answer(ctx context.Context, query, text string, alert bool) // answers a tap; must not block
	Typing(ctx context.Context, place chat.Place)               // shows that the bot works; must not block
}

// Config is what a Driver needs.
type Config struct {
	Store         *storage.Store
	Catalog       *locales.Catalog
	Conversations []Conversation
	Messenger     Messenger
	Now           func() time.Time // default time.Now
	Log           *slog.Logger
	BotName       string                                                      // without @, for deep links
	Access        func(person int64) bool                                     // who may use the bot at all; nil: everyone
	GroupAdmin    func(ctx context.Context, chat, person int64) (bool, error) // who may use it in a group; nil: everyone
	Link          func(payload string) (target string, ok bool)               // what a deep link begins
	Slow          time.Duration                                               // when a "still working" line is shown; default 4 s
}

// Driver handles inputs. Inputs of one person in one chat must come one at a
// time; different ones may come at once.
type Driver struct {
	Config
	flows map[string]Conversation
}

// New makes a driver. "menu" must be among the conversations.
func New(c Config) *Driver {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Slow == 0 {
		c.Slow = 4 * time.Second
	}
	d := &Driver{Config: c, flows: make(map[string]Conversation)}
	for _, f := range c.Conversations {
		d.flows[f.about().name] = f
	}
	return d
}

// Handle takes one input to its end: when it returns nil, one transaction has
// removed the input from the inbox, saved the conversation and queued the
// messages. On an error nothing was committed, and the same input must be
// handled again; acts that it had begun are found in the journal.
func (d *Driver) Handle(ctx context.Context, in chat.Input) error {
	switch in.Kind {
	case chat.Blocked, chat.Returned, chat.Migrated:
		return d.moved(ctx, in)
	}
	v, err := d.load(ctx, in)
	if err != nil {
		return fmt.Errorf("handle input: %w", err)
	}
	// What was begun was allowed then, and must come to its end.
	if !v.resuming() {
		if refusal, ok := d.refuse(ctx, v); ok {
			return d.finish(ctx, v, refusal)
		}
	}
	stop := d.showWork(ctx, v)
	out, err := d.decide(ctx, v)
	stop()
	if err != nil {
		return fmt.Errorf("handle input: %w", err)
	}
	return d.finish(ctx, v, out)
}

// visit is an input with what was known when it came.
type visit struct {
	*Turn
	conv   storage.Conversation
	alive  bool // conv is under way
	slot   int  // the message that the person's screen is in; 0: none
	toast  chat.Text
	alert  bool
	target string // what the present flow was begun by
	typed  bool   // the answer comes below what was written, not in place
}

// result is what a visit leads to.
type result struct {
	conv    storage.Conversation
	drop    bool
	message *chat.Message
	kept    bool // a message of its own
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

func newRun() string { return strings.ToLower(rand.Text()[:16]) }
