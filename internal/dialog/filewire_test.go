package dialog_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/internal/telegram"
)

// wired is the world behind a Telegram, from which its files come.
type wired struct {
	*world
	tg  *sandbox.Telegram
	api *telegram.API
}

func newWired(t *testing.T) *wired {
	t.Helper()
	w := &wired{world: newWorld(t), tg: sandbox.NewTelegram("123456:canary-token", sandbox.TelegramOptions{})}
	url, err := w.tg.Start()
	w.must(err)
	transport := telegram.Transport()
	w.api, err = telegram.NewAPI(telegram.Config{Token: secret.New("123456:canary-token"), URL: url, HTTP: &http.Client{Transport: transport}})
	w.must(err)
	w.driver.Download = w.api.Download
	t.Cleanup(func() { _ = w.tg.Close(); transport.CloseIdleConnections() })
	return w
}

// receive takes updates in until the returned function is called.
func (w *wired) receive() (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	r := telegram.NewReceiver(telegram.ReceiverConfig{API: w.api, Store: w.store, Handle: w.driver.Handle, BotName: "sandbox_bot", Grace: time.Millisecond})
	ended := make(chan error, 1)
	go func() { ended <- r.Run(ctx) }()
	return func() { cancel(); w.must(<-ended) }
}

// wait waits until Telegram was asked, or the person is told.
func (w *wired) wait(what string, cond func() bool) {
	w.t.Helper()
	for end := time.Now().Add(20 * time.Second); !cond(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			w.t.Fatalf("wait for %s: said %s", what, w.said())
		}
	}
}

func (w *wired) asked(method string) bool {
	for _, c := range w.tg.Calls() {
		if c.Method == method {
			return true
		}
	}
	return false
}

// The bot is stopped while a file comes, and takes it up after its start.
func TestFileAcrossARestart(t *testing.T) {
	t.Parallel()
	w := newWired(t)
	stop := w.receive()
	person := w.tg.Person(ana, "Ana", "en")
	person.Say("/list")
	w.wait("the question", func() bool { return strings.Contains(w.said(), "your list?") })
	w.tg.Fail(sandbox.TelegramFault{Method: "file", Kind: sandbox.FaultHang})
	person.SendDocument("list.txt", []byte("a\r\nb"), "")
	w.wait("the file to be asked for", func() bool { return w.asked("getfile") })
	stop()
	if len(w.lists) != 0 {
		t.Fatalf("taken already: %v", w.lists)
	}
	w.tg.Heal()
	stop = w.receive()
	w.wait("the next question", func() bool { return strings.Contains(w.said(), "anything else?") })
	stop()
	if len(w.lists) != 1 || w.lists[0].Text != "a\nb" || w.lists[0].File != "list.txt" {
		t.Errorf("taken: %v", w.lists)
	}
}

// Others are answered while Telegram keeps one person's file back.
func TestFileHoldsUpNobodyElse(t *testing.T) {
	t.Parallel()
	w := newWired(t)
	stop := w.receive()
	defer stop()
	w.tg.Fail(sandbox.TelegramFault{Method: "file", Kind: sandbox.FaultHang})
	first := w.tg.Person(ana, "Ana", "en")
	first.Say("/list")
	first.SendDocument("list.txt", []byte("a"), "")
	w.wait("the file to be asked for", func() bool { return w.asked("getfile") })
	w.tg.Person(8, "Bo", "en").Say("/job")
	w.wait("an answer to another", func() bool { return strings.Contains(w.said(), "sure?") })
	if strings.Contains(w.said(), "anything else?") {
		t.Errorf("said %s", w.said())
	}
}
