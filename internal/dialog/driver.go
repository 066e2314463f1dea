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
	// Download fetches a file that somebody sent, of at most so many bytes, or
	// chat.ErrFileTooLarge. It tries again by itself what may pass. nil: no step
	// gets files.
	Download func(ctx context.Context, file string, most int64) ([]byte, error)
	// Waits tells whether the person has said or tapped something else by now,
	// which waits until this input is over. nil: never.
	Waits func(in chat.Input) bool
	// Next gives what the person has said or tapped since in the same place, which
	// waits until this input is over: some of it ends what is only read. nil: nothing.
	Next func(in chat.Input) []chat.Input
	Slow time.Duration // when a "still working" line is shown; default 4 s
}

// Driver handles inputs. Inputs of one person in one chat must come one at a
// time; different ones may come at once.
type Driver struct {
	Config
	flows    map[string]Conversation
	commands map[string]string // the flow that each begins
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
	d := &Driver{Config: c, flows: make(map[string]Conversation), commands: make(map[string]string)}
	for _, f := range c.Conversations {
		d.flows[f.about().name] = f
		if command := f.about().command; command != "" {
			d.commands[command] = f.about().name
		}
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
	case chat.Edited:
		return d.edited(ctx, in)
	case chat.Unnamed:
		return d.unnamed(ctx, in)
	}
	v, err := d.load(ctx, in)
	if err != nil {
		return fmt.Errorf("handle input: %w", err)
	}
	if err := d.guard(ctx, v); err != nil {
		return fmt.Errorf("handle input: %w", err)
	}
	// What was begun was allowed then, and must come to its end.
	if !v.resuming() {
		if refusal, ok := d.refuse(ctx, v); ok {
			return d.finish(ctx, v, refusal)
		}
	}
	reading, cancel := context.WithCancel(ctx)
	defer cancel()
	v.way = &patience{cancel: cancel}
	before := v.conv
	stop := d.showWork(ctx, v)
	out, err := d.decide(reading, v)
	said := stop()
	if err != nil && v.way.overtaken() {
		return d.finish(ctx, v, d.stopped(v, before))
	}
	if err != nil {
		return fmt.Errorf("handle input: %w", err)
	}
	return d.finish(ctx, v, d.outcome(v, out, said))
}

func newRun() string { return strings.ToLower(rand.Text()[:16]) }
