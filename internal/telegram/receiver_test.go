package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"sync"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// finish ends an input without an answer.
func (w *world) finish(ctx context.Context, in chat.Input) error {
	return w.store.Update(ctx, func(tx *storage.Tx) error { return tx.FinishUpdate(in.Update) })
}

func TestOrderOfOnePerson(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{Quiet: true})
	const people, each = 20, 25
	for n := range each {
		for i := range people {
			if n == 0 {
				w.tg.Person(int64(1+i), "Ana", "en")
			}
			w.tg.Inject("message", said(int64(1+i), n))
		}
	}
	var mu sync.Mutex
	got := map[int64][]string{}
	w.receive(func(ctx context.Context, in chat.Input) error {
		mu.Lock()
		got[in.Person.ID] = append(got[in.Person.ID], in.Text)
		mu.Unlock()
		return w.finish(ctx, in)
	})
	w.until("all inputs", func() bool { return w.inbox() == 0 && w.tg.Pending() == 0 })
	for i := range people {
		for n, text := range got[int64(1+i)] {
			if text != strconv.Itoa(n) {
				t.Fatalf("person %d: input %d is %q", 1+i, n, text)
			}
		}
		if len(got[int64(1+i)]) != each {
			t.Errorf("person %d: %d inputs, want %d", 1+i, len(got[int64(1+i)]), each)
		}
	}
}

// said is a message as Telegram writes it.
func said(person int64, n int) json.RawMessage {
	return fmt.Appendf(nil, `{"message_id":%d,"date":1800000000,"text":"%d","chat":{"id":%d,"type":"private"},"from":{"id":%d,"is_bot":false,"first_name":"Ana"}}`, n+1, n, person, person)
}

func (w *world) inbox() int {
	var stat storage.Stat
	w.view(func(tx *storage.Tx) (err error) {
		stat, err = tx.InboxStat()
		return err
	})
	return stat.Count
}

func TestOneWhoBlocksDelaysNobodyElse(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	slow, quick := w.tg.Person(1, "Slow", "en"), w.tg.Person(2, "Quick", "en")
	slow.Say("first")
	slow.Say("second")
	for range 10 {
		quick.Say("hi")
	}
	release := make(chan struct{})
	var mu sync.Mutex
	var handled []string
	w.receive(func(ctx context.Context, in chat.Input) error {
		if in.Text == "first" {
			<-release
		}
		mu.Lock()
		handled = append(handled, in.Text)
		mu.Unlock()
		return w.finish(ctx, in)
	})
	w.until("the quick one's inputs", func() bool { return w.inbox() == 2 })
	close(release)
	w.until("the slow one's inputs", func() bool { return w.inbox() == 0 })
	mu.Lock()
	defer mu.Unlock()
	if last := handled[len(handled)-2:]; last[0] != "first" || last[1] != "second" {
		t.Errorf("the slow one's inputs came as %q", last)
	}
}

func TestDuplicatesAreDropped(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	ana := w.tg.Person(1, "Ana", "en")
	_, stop := w.receive(w.echo)
	id := ana.Say("once")
	w.until("the input", func() bool { return w.outbox() == 1 })
	w.tg.Redeliver(id, fmt.Appendf(nil, `{"update_id":%d,"message":%s}`, id, said(1, 7)))
	ana.Say("again")
	w.until("the next input", func() bool { return w.outbox() == 2 && w.tg.Pending() == 0 })
	stop()
	if n := w.outbox(); n != 2 {
		t.Errorf("%d answers, want 2", n)
	}
}

func (w *world) outbox() int {
	var stat storage.Stat
	w.view(func(tx *storage.Tx) (err error) {
		stat, err = tx.OutboxStat()
		return err
	})
	return stat.Count
}

func TestPoisonIsParked(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	ana := w.tg.Person(1, "Ana", "en")
	ana.Say("before")
	w.tg.Inject("message", json.RawMessage(`{"message_id":9,"date":1800000000,"chat":{"id":1,"type":"private"},"from":{"id":1,"is_bot":false,"first_name":"Ana"},
		"paid_media":{"star_count":1,"paid_media":[{"type":"other"}]}}`))
	w.tg.Inject("message", json.RawMessage(`"text where an object is expected"`))
	ana.Say("after")
	w.receive(w.echo)
	w.until("all updates", func() bool { return w.outbox() == 2 && w.tg.Pending() == 0 })
	var parked []storage.Parked
	w.view(func(tx *storage.Tx) (err error) {
		parked, err = tx.Parked(10)
		return err
	})
	if len(parked) != 2 {
		t.Errorf("%d updates are parked, want 2: %v", len(parked), parked)
	}
}

func TestInboxIsHandledAfterARestart(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	ana := w.tg.Person(1, "Ana", "en")
	entered := make(chan struct{}, 10)
	_, stop := w.receive(func(ctx context.Context, in chat.Input) error {
		entered <- struct{}{}
		<-ctx.Done()
		return ctx.Err()
	}, func(c *ReceiverConfig) { c.Grace = time.Millisecond })
	for i := range 3 {
		ana.Say(strconv.Itoa(i))
	}
	<-entered
	w.until("all in the inbox", func() bool { return w.inbox() == 3 })
	stop()
	if n := w.inbox(); n != 3 {
		t.Fatalf("%d updates in the inbox after the stop, want 3", n)
	}
	w.receive(w.echo)
	w.send()
	w.wait("the answers", func(s sandbox.TelegramState) bool { return s.Sent == 3 })
	for i, text := range w.said(1) {
		if text != strconv.Itoa(i) {
			t.Errorf("answer %d is %q", i, text)
		}
	}
}

func TestHandlerMayFinishWhenTheEndComes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	entered, release := make(chan struct{}), make(chan struct{})
	_, stop := w.receive(func(ctx context.Context, in chat.Input) error {
		close(entered)
		<-release
		return w.echo(ctx, in)
	})
	w.tg.Person(1, "Ana", "en").Say("hi")
	<-entered
	time.AfterFunc(50*time.Millisecond, func() { close(release) })
	stop()
	if w.inbox() != 0 || w.outbox() != 1 {
		t.Errorf("inbox %d, outbox %d after the stop, want 0 and 1", w.inbox(), w.outbox())
	}
}

func TestNoMoreIsTakenThanCanWait(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	ana := w.tg.Person(1, "Ana", "en")
	for range 250 {
		ana.Say("hi")
	}
	release := make(chan struct{})
	w.receive(func(ctx context.Context, in chat.Input) error {
		select {
		case <-release:
		case <-ctx.Done():
			return ctx.Err()
		}
		return w.finish(ctx, in)
	}, func(c *ReceiverConfig) { c.Pending = 100 })
	w.until("a full queue", func() bool { return w.inbox() == 100 })
	polls := w.polls()
	time.Sleep(100 * time.Millisecond) // time in which polling would show
	if now := w.polls(); now != polls || w.tg.Pending() == 0 {
		t.Errorf("%d polls while the queue is full", now-polls)
	}
	close(release)
	w.until("the rest", func() bool { return w.inbox() == 0 && w.tg.Pending() == 0 })
}

func (w *world) polls() int {
	n := 0
	for _, c := range w.tg.Calls() {
		if c.Method == "getupdates" {
			n++
		}
	}
	return n
}

func TestPollingThroughTrouble(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]sandbox.TelegramFault{
		"too many":   {Kind: sandbox.FaultTooMany, RetryAfter: 1},
		"error":      {Kind: sandbox.FaultServerError},
		"web page":   {Kind: sandbox.FaultHTML},
		"cut before": {Kind: sandbox.FaultCutBefore},
		"cut after":  {Kind: sandbox.FaultCutAfter},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, sandbox.TelegramOptions{})
			f.Method, f.Times = "getUpdates", 2
			w.tg.Person(1, "Ana", "en").Say("hi")
			w.tg.Fail(f)
			r, _ := w.receive(w.echo)
			w.until("the answer", func() bool { return w.outbox() == 1 })
			w.until("good health", func() bool { return r.Status() == nil })
		})
	}
}

func TestAWebhookInTheWayIsTakenOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	if err := w.api.SetWebhook(context.Background(), "http://127.0.0.1:1/", w.api.config.Token); err != nil {
		t.Fatal(err)
	}
	w.receive(w.echo)
	w.tg.Person(1, "Ana", "en").Say("hi")
	w.until("the answer", func() bool { return w.outbox() == 1 })
}
