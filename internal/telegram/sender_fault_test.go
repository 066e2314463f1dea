package telegram

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/chat"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// A picture cannot be edited into its slot, so a Show of it sends: then it is
// as doubtful as any send.
func TestAShowThatSendsIsNotRepeatedForEver(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	w.known(1)
	w.send()
	w.queue(storage.Outgoing{Key: storage.OutKey{Chat: 1}, Kind: storage.Show, Slot: "menu", Message: chat.Message{HTML: "menu"}})
	w.quiet()
	w.tg.Fail(sandbox.TelegramFault{Method: "sendPhoto", Kind: sandbox.FaultCutAfter})
	w.queue(storage.Outgoing{Key: storage.OutKey{Chat: 1}, Kind: storage.Show, Slot: "menu", Message: chat.Message{HTML: "picture", Photo: []byte("\x89PNG\r\n\x1a\n invented")}})
	w.quiet()
	if got := w.said(1); len(got) != 3 || len(w.dead()) != 1 {
		t.Errorf("the chat shows %q, %d dead letters; want two pictures and one", got, len(w.dead()))
	}
}

func TestLongTextInterrupted(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	w.known(1)
	long := text(1, "<b>"+strings.Repeat("a line of text\n", 600)+"</b>")
	long.Message.Keys = [][]chat.Key{{{Label: "Go", Data: "go"}}}
	w.queue(long)
	// The second part is refused once: the first is not sent again.
	failed := make(chan struct{})
	w.send(func(c *SenderConfig) {
		c.Stats.TooMany = func(string) { close(failed) }
		c.API = w.apiThrough(func(call int, next http.RoundTripper, r *http.Request) (*http.Response, error) {
			if call == 2 {
				w.tg.Fail(sandbox.TelegramFault{Method: "sendMessage", Kind: sandbox.FaultTooMany, RetryAfter: 1, Times: 1})
			}
			return next.RoundTrip(r)
		})
	})
	<-failed
	w.quiet()
	var whole strings.Builder
	messages := w.tg.Messages(1)[1:]
	for i, m := range messages {
		whole.WriteString(m.Text + "\n")
		if last := i == len(messages)-1; (len(m.Keyboard) > 0) != last {
			t.Errorf("part %d of %d has %d rows of buttons", i+1, len(messages), len(m.Keyboard))
		}
	}
	if got, want := strings.Fields(whole.String()), strings.Fields(strings.Repeat("a line of text\n", 600)); !slices.Equal(got, want) {
		t.Errorf("%d words arrived in %d parts, want %d", len(got), len(messages), len(want))
	}
}

// apiThrough is an API whose calls are looked at first, counted from 1.
func (w *world) apiThrough(look func(call int, next http.RoundTripper, r *http.Request) (*http.Response, error)) *API {
	w.t.Helper()
	calls := 0
	api, err := NewAPI(Config{Token: secret.New(testToken), URL: w.url, HTTP: &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		calls++
		return look(calls, w.http.Transport, r)
	})}})
	if err != nil {
		w.t.Fatal(err)
	}
	return api
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestShutdownSettlesWhatIsUnderWay(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	w.known(1)
	w.queue(text(1, "one"), text(1, "two"))
	entered := make(chan struct{})
	_, stop := w.send(func(c *SenderConfig) {
		c.API = w.apiThrough(func(call int, next http.RoundTripper, r *http.Request) (*http.Response, error) {
			if call == 1 {
				close(entered)
				time.Sleep(50 * time.Millisecond)
			}
			return next.RoundTrip(r)
		})
	})
	<-entered
	stop()
	if diff := cmp.Diff([]string{"one"}, w.said(1)); diff != "" {
		t.Error(diff)
	}
	if n := w.outbox(); n != 1 {
		t.Errorf("%d rows wait, want 1", n)
	}
	w.send()
	w.quiet()
	if diff := cmp.Diff([]string{"one", "two"}, w.said(1)); diff != "" {
		t.Error(diff)
	}
}

func TestARevokedTokenStopsSending(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	for id := range int64(20) {
		w.known(id + 1)
		w.queue(text(id+1, "hi"))
	}
	calls := make(chan struct{}, 100)
	api, err := NewAPI(Config{Token: secret.New("123456:another-token"), URL: w.url, HTTP: &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		calls <- struct{}{}
		return w.http.Transport.RoundTrip(r)
	})}})
	if err != nil {
		t.Fatal(err)
	}
	s, stop := w.send(func(c *SenderConfig) { c.API, c.Workers = api, 1 })
	w.until("a bad status", func() bool { return s.Status() != nil })
	time.Sleep(100 * time.Millisecond) // time in which more calls would show
	stop()
	if n := len(calls); n != 1 {
		t.Errorf("%d calls with a revoked token, want 1", n)
	}
	if KindOf(s.Status()) != Revoked || strings.Contains(s.Status().Error(), "another-token") {
		t.Errorf("status: %v", s.Status())
	}
	if w.outbox() != 20 {
		t.Errorf("%d rows wait, want 20", w.outbox())
	}
}

func TestPaceIsWithinTelegramsLimits(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{Limits: true})
	for id := range int64(40) {
		w.known(id + 1)
		w.queue(text(id+1, "one"))
	}
	for n := range 4 {
		w.queue(text(1, fmt.Sprint(n)))
	}
	w.send(func(c *SenderConfig) {
		c.PerSecond, c.PerChat, c.PerGroup = 0, 0, 0
		c.Stats.TooMany = func(string) { t.Error("Telegram says too many") }
	})
	w.quiet()
	if got := len(w.said(1)); got != 5 {
		t.Errorf("%d messages in the chat, want 5", got)
	}
}
