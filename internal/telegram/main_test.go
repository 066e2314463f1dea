package telegram

import (
	"context"
	"log/slog"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"

	"resellerbot/internal/chat"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

const testToken = "123456:canary-token"

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// world is a Telegram, a database, and a bot between them.
type world struct {
	t     *testing.T
	tg    *sandbox.Telegram
	url   string
	http  *http.Client
	api   *API
	path  string
	keys  *secret.Keyring
	store *storage.Store
}

func newWorld(t *testing.T, opt sandbox.TelegramOptions) *world {
	t.Helper()
	w := &world{t: t, tg: sandbox.NewTelegram(testToken, opt), path: filepath.Join(t.TempDir(), "bot.db")}
	var err error
	if w.url, err = w.tg.Start(); err != nil {
		t.Fatal(err)
	}
	transport := Transport()
	w.http = &http.Client{Transport: transport}
	if w.keys, err = secret.NewKeyring(); err != nil {
		t.Fatal(err)
	}
	w.api, err = NewAPI(Config{Token: secret.New(testToken), URL: w.url, HTTP: w.http})
	if err != nil {
		t.Fatal(err)
	}
	w.open()
	t.Cleanup(func() {
		_ = w.store.Close()
		_ = w.tg.Close()
		transport.CloseIdleConnections()
		http.DefaultClient.CloseIdleConnections()
	})
	return w
}

func (w *world) open() {
	w.t.Helper()
	var err error
	if w.store, err = storage.OpenUnsynced(w.path, w.keys, storage.Options{}); err != nil {
		w.t.Fatal(err)
	}
}

// receive runs a receiver until the returned function is called.
func (w *world) receive(handle Handler, change ...func(*ReceiverConfig)) (*Receiver, func()) {
	w.t.Helper()
	c := ReceiverConfig{API: w.api, Store: w.store, Handle: handle, BotName: "sandbox_bot", Log: w.log()}
	for _, f := range change {
		f(&c)
	}
	r := NewReceiver(c)
	return r, w.run(r.Run)
}

// send runs a sender, without pace, until the returned function is called.
func (w *world) send(change ...func(*SenderConfig)) (*Sender, func()) {
	w.t.Helper()
	c := SenderConfig{API: w.api, Store: w.store, Log: w.log(), PerSecond: -1, PerChat: -1, PerGroup: -1}
	for _, f := range change {
		f(&c)
	}
	s := NewSender(c)
	return s, w.run(s.Run)
}

func (w *world) run(f func(context.Context) error) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- f(ctx) }()
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		select {
		case err := <-ended:
			if err != nil {
				w.t.Errorf("run: %v", err)
			}
		case <-time.After(20 * time.Second):
			w.t.Error("it did not end")
		}
	}
	w.t.Cleanup(stop)
	return stop
}

func (w *world) log() *slog.Logger {
	return slog.New(slog.NewTextHandler(testWriter{w.t}, nil))
}

type testWriter struct{ t *testing.T }

func (w testWriter) Write(p []byte) (int, error) {
	w.t.Helper()
	w.t.Log(string(p))
	return len(p), nil
}

// update is a transaction that must go well.
func (w *world) update(f func(*storage.Tx) error) {
	w.t.Helper()
	if err := w.store.Update(context.Background(), f); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) view(f func(*storage.Tx) error) {
	w.t.Helper()
	if err := w.store.View(context.Background(), f); err != nil {
		w.t.Fatal(err)
	}
}

// queue puts rows into the outbox, in one transaction.
func (w *world) queue(rows ...storage.Outgoing) {
	w.t.Helper()
	w.update(func(tx *storage.Tx) error {
		for _, row := range rows {
			if err := tx.Queue(&row); err != nil {
				return err
			}
		}
		return nil
	})
}

func text(to int64, html string) storage.Outgoing {
	return storage.Outgoing{Key: storage.OutKey{Chat: to}, Kind: storage.Send, Message: chat.Message{HTML: html}}
}

// wait waits for Telegram's side of things.
func (w *world) wait(what string, cond func(sandbox.TelegramState) bool) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := w.tg.Wait(ctx, cond); err != nil {
		w.t.Fatalf("wait for %s: %v; %+v", what, err, w.tg.State())
	}
}

// until waits for our side of things.
func (w *world) until(what string, cond func() bool) {
	w.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !cond(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			w.t.Fatalf("wait for %s: %+v", what, w.tg.State())
		}
	}
}

// quiet waits until inbox and outbox are empty.
func (w *world) quiet() {
	w.t.Helper()
	w.until("an empty inbox and outbox", func() bool {
		var in, out storage.Stat
		w.view(func(tx *storage.Tx) (err error) {
			if in, err = tx.InboxStat(); err != nil {
				return err
			}
			out, err = tx.OutboxStat()
			return err
		})
		return in.Count == 0 && out.Count == 0
	})
}

// said gives the texts of the bot in a chat.
func (w *world) said(id int64) []string {
	var texts []string
	for _, m := range w.tg.Messages(id) {
		if m.FromBot {
			texts = append(texts, m.Text)
		}
	}
	return texts
}

// echo answers what is written, in the transaction that ends the input.
func (w *world) echo(ctx context.Context, in chat.Input) error {
	return w.store.Update(ctx, func(tx *storage.Tx) error {
		row := text(in.Place.Chat, in.Text)
		row.Thread = in.Place.Thread
		if err := tx.Queue(&row); err != nil {
			return err
		}
		return tx.FinishUpdate(in.Update)
	})
}
