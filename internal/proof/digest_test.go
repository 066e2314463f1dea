package proof

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"resellerbot/handlers"
	"resellerbot/internal/dialog"
	"resellerbot/internal/httpapi"
	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/secret"
	"resellerbot/internal/telegram"
	"resellerbot/locales"
	"resellerbot/providers/servex"
	"resellerbot/storage"
)

var digestChats = flag.Int("digest-chats", 1000, "how many chats are due in the same hour, four on each key")

const digestsPerKey = 4

// TestDigestsOfOneHour: thousands of chats whose digest is due in the same
// hour, on the program's own clock, job and sender, and with a panel and a
// Telegram that answer as slowly as real ones. Time is pretended: nothing is
// waited for. Each key's list is read once, the calls are spread, Telegram's
// limits are kept, each chat has its digest once.
func TestDigestsOfOneHour(t *testing.T) {
	t.Parallel() // most of it is waiting
	synctest.Test(t, func(t *testing.T) {
		m := newMorning(t, *digestChats)
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			if err := m.sender.Run(ctx); err != nil {
				t.Error(err)
			}
		}()
		clock := make(chan struct{})
		go func() {
			defer close(clock)
			if err := jobs.Run(ctx, slog.New(slog.DiscardHandler), []jobs.Job{m.job()}); err != nil {
				t.Error(err)
			}
		}()
		nine := time.Date(2000, 1, 1, 9, 0, 0, 0, time.UTC)
		time.Sleep(time.Until(nine.Add(time.Hour)))
		stop()
		<-ended
		<-clock
		m.check(t, nine)
	})
}

// morning is a bot with chats that all want to be warned at nine.
type morning struct {
	chats    int
	store    *storage.Store
	ops      *ops.Ops
	driver   *dialog.Driver
	deps     handlers.Deps
	sender   *telegram.Sender
	panel    *crowdPanel
	telegram *crowdTelegram
}

func newMorning(t *testing.T, chats int) *morning {
	m := &morning{chats: chats, panel: newCrowdPanel(), telegram: &crowdTelegram{times: map[int64][]time.Time{}}}
	keys, err := secret.NewKeyring()
	must(t, err)
	m.store, err = storage.OpenUnsynced(filepath.Join(t.TempDir(), "bot.db"), keys, storage.Options{})
	must(t, err)
	t.Cleanup(func() { _ = m.store.Close() })
	limiters := new(httpapi.Limiters)
	web := &http.Client{Transport: m.panel}
	m.ops = ops.New(ops.Config{Store: m.store, Servex: func(_ string, key secret.String) *servex.Client {
		return servex.New(servex.Config{BaseURL: "http://panel.test/api", Key: key, HTTP: web, Limiter: limiters.For(ops.Servex, key)})
	}})
	catalog, err := locales.Load()
	must(t, err)
	m.deps = handlers.Deps{Ops: m.ops, Catalog: catalog}
	m.driver = dialog.New(dialog.Config{Store: m.store, Catalog: catalog, Conversations: handlers.All(m.deps)})
	api, err := telegram.NewAPI(telegram.Config{Token: secret.New(testToken), URL: "http://telegram.test", HTTP: &http.Client{Transport: m.telegram}})
	must(t, err)
	m.sender = telegram.NewSender(telegram.SenderConfig{API: api, Store: m.store})
	for first := 0; first < chats; first += 500 {
		must(t, m.store.Update(t.Context(), func(tx *storage.Tx) error {
			for i := first; i < min(first+500, chats); i++ {
				key := secret.New(fmt.Sprintf("the-key-of-reseller-%d", i/digestsPerKey))
				if err := m.ops.Connect(tx, storage.Account{Chat: crowdChat(i), Provider: ops.Servex, By: 1}, key); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	return m
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func crowdChat(i int) int64 { return int64(100_000 + i) }

// job is the bot's own, see cmd/bot.
func (m *morning) job() jobs.Job {
	return jobs.Job{Name: "digests", Every: 5 * time.Second, Timeout: 2 * time.Minute, Do: jobs.Digests(m.ops, func(tx *storage.Tx, n ops.DigestNews) error {
		return m.driver.Tell(tx, handlers.DigestNotice(m.deps, n))
	})}
}

func (m *morning) check(t *testing.T, nine time.Time) {
	t.Helper()
	keys := (m.chats + digestsPerKey - 1) / digestsPerKey
	if len(m.panel.lists) != keys {
		t.Errorf("the lists of %d keys were read, of %d", len(m.panel.lists), keys)
	}
	for key, n := range m.panel.lists {
		if n != 1 {
			t.Errorf("the list of %s was read %d times", key, n)
		}
	}
	if len(m.telegram.times) != m.chats {
		t.Errorf("%d chats have a digest, of %d", len(m.telegram.times), m.chats)
	}
	var sent []time.Time
	for chat, times := range m.telegram.times {
		if len(times) != 1 {
			t.Errorf("chat %d has %d digests", chat, len(times))
		}
		sent = append(sent, times...)
	}
	stat := spread(sent)
	if stat.second > 30 || stat.minute > 60*25+5 {
		t.Errorf("%d messages in a second, %d in a minute: more than Telegram lets through", stat.second, stat.minute)
	}
	calls := spread(m.panel.calls)
	if most := m.chats * 3 / digestsPerKey / 5; calls.minute > most && m.chats >= 1000 {
		t.Errorf("%d calls in a minute of ten, more than %d", calls.minute, most)
	}
	t.Logf("%d chats on %d keys: %d calls, at most %d in a minute, the last %v after nine; %d messages, at most %d in a second, the last %v after nine",
		m.chats, keys, len(m.panel.calls), calls.minute, calls.last.Sub(nine).Round(time.Second), len(sent), stat.second, stat.last.Sub(nine).Round(time.Second))
}
