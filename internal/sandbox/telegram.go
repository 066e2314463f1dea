package sandbox

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"sync"
	"time"
)

// TelegramOptions configures a pretended Telegram.
type TelegramOptions struct {
	Username string           // of the bot, default "sandbox_bot"
	Now      func() time.Time // default time.Now
	Limits   bool             // answer 429 as Telegram does to a bot in a hurry
	Keep     int              // messages kept per chat, default 1000
	Quiet    bool             // do not keep a record of calls: for benchmarks
}

// Telegram pretends to be the Bot API server for one bot. It is as strict as
// the real one where that is known, and fails on demand. Safe for concurrent
// use.
type Telegram struct {
	token string
	opt   TelegramOptions

	mu       sync.Mutex
	changed  chan struct{} // closed at each change that somebody waits for
	waiting  int
	people   map[int64]*TelegramPerson
	chats    map[int64]*tgChat
	queue    tgQueue
	hook     *tgHook
	commands map[string]json.RawMessage // by scope and language
	answers  map[string]*tgQuery
	faults   []*TelegramFault
	calls    []TelegramCall
	counts   TelegramState
	files    map[string]*tgKept
	nextFile int
	pace     map[int64][]time.Time

	server *http.Server
	ctx    context.Context
	cancel context.CancelFunc
}

// TelegramState counts what happened so far.
type TelegramState struct {
	Calls, Sent, Edited, Deleted, Answered int
	Acknowledged                           int64 // update ids below this are confirmed
}

// TelegramCall is one call of the bot.
type TelegramCall struct {
	Method string
	Params map[string]string
	Error  string // Telegram's description, "" when it went well
	At     time.Time
	Remote string // the connection it came over
}

// NewTelegram makes a Telegram that knows one bot and nobody else.
func NewTelegram(token string, opt TelegramOptions) *Telegram {
	if opt.Username == "" {
		opt.Username = "sandbox_bot"
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Keep == 0 {
		opt.Keep = 1000
	}
	t := &Telegram{
		token: token, opt: opt, changed: make(chan struct{}), people: map[int64]*TelegramPerson{}, chats: map[int64]*tgChat{},
		commands: map[string]json.RawMessage{}, answers: map[string]*tgQuery{}, files: map[string]*tgKept{}, pace: map[int64][]time.Time{},
	}
	t.queue.next = 100_001
	t.ctx, t.cancel = context.WithCancel(context.Background())
	return t
}

// Start listens on a free loopback port.
func (t *Telegram) Start() (url string, err error) {
	l, err := new(net.ListenConfig).Listen(t.ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	t.server = &http.Server{Handler: t, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = t.server.Serve(l) }()
	return "http://" + l.Addr().String(), nil
}

// Close ends every hanging request and stops listening.
func (t *Telegram) Close() error {
	t.cancel()
	if t.server == nil {
		return nil
	}
	return t.server.Close()
}

// Wait returns nil once cond holds, which is asked at each change, or the
// context's error. cond may call the other methods.
func (t *Telegram) Wait(ctx context.Context, cond func(TelegramState) bool) error {
	for {
		t.mu.Lock()
		t.waiting++
		changed, state := t.changed, t.counts
		t.mu.Unlock()
		ok := cond(state)
		var err error
		if !ok {
			select {
			case <-changed:
			case <-ctx.Done():
				err = ctx.Err()
			}
		}
		t.mu.Lock()
		t.waiting--
		t.mu.Unlock()
		if ok || err != nil {
			return err
		}
	}
}

// State gives the counts so far.
func (t *Telegram) State() TelegramState {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.counts
}

// Calls gives copies of the calls so far, getUpdates included, in order.
func (t *Telegram) Calls() []TelegramCall {
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]TelegramCall(nil), t.calls...)
}

// Commands gives what setMyCommands stored for a language, "" being everyone.
func (t *Telegram) Commands(language string) json.RawMessage {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.commands[language]
}
