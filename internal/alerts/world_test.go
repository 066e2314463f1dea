package alerts_test

import (
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/time/rate"

	"resellerbot/internal/alerts"
	"resellerbot/internal/chat"
	"resellerbot/internal/httpapi"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/servex"
	"resellerbot/storage"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	ourChat = 7
	ourKey  = "a-key-of-the-tests"
	patient = 30 * time.Second
)

// world is a panel that speaks live and a bot that listens, in quick time.
type world struct {
	t      *testing.T
	panel  *sandbox.ServexPanel
	base   string
	store  *storage.Store
	stop   func()
	queued chan struct{}
	lines  []string // told so far
	known  map[uint64]bool
	timing alerts.Timing
}

// quick is the default timing, some hundred times faster.
func quick() alerts.Timing {
	return alerts.Timing{
		OfflineHold: 200 * time.Millisecond, OnlineHold: 50 * time.Millisecond, Group: 50 * time.Millisecond, Calm: 200 * time.Millisecond,
		DownAfter: time.Second, GapOver: 100 * time.Millisecond, LongGap: time.Hour, Settle: 100 * time.Millisecond,
		Dead: 600 * time.Millisecond, BusyAfter: 200 * time.Millisecond, RetryMost: 50 * time.Millisecond,
	}
}

func newWorld(t *testing.T, admin bool) *world {
	t.Helper()
	w := &world{t: t, panel: sandbox.NewServex(sandbox.ServexOptions{}), known: map[uint64]bool{}, timing: quick(), queued: make(chan struct{}, 1)}
	var err error
	if w.base, err = w.panel.Start(); err != nil {
		t.Fatal(err)
	}
	w.panel.AddKey(ourKey, admin, 42)
	category := w.panel.AddCategory("Premium", time.Time{})
	for i := range 12 {
		w.panel.AddClient(sandbox.ServexClient{Username: fmt.Sprintf("c%02d", i), Password: "abc123", CategoryID: category, OwnerID: 42, Online: i < 10})
	}
	keys, err := secret.NewKeyring()
	if err != nil {
		t.Fatal(err)
	}
	if w.store, err = storage.OpenUnsynced(filepath.Join(t.TempDir(), "bot.db"), keys, storage.Options{}); err != nil {
		t.Fatal(err)
	}
	w.store.WatchOutbox(func([]storage.OutKey) {
		select {
		case w.queued <- struct{}{}:
		default:
		}
	})
	w.update(func(tx *storage.Tx) error {
		if err := tx.PutAccount(storage.Account{Chat: ourChat, Provider: ops.Servex, Admin: admin}, secret.New(ourKey)); err != nil {
			return err
		}
		return tx.SaveAlertRule(storage.AlertRule{
			Chat: ourChat, Provider: ops.Servex, Panel: storage.PanelOf(ops.Servex, "", secret.New(ourKey)),
			On: true, Online: true, Offline: true, Servers: admin, Commands: admin,
		})
	})
	w.start()
	t.Cleanup(func() { w.stop(); _ = w.store.Close(); _ = w.panel.Close() })
	return w
}

func (w *world) update(f func(*storage.Tx) error) {
	w.t.Helper()
	if err := w.store.Update(w.t.Context(), f); err != nil {
		w.t.Fatal(err)
	}
}

// start starts the bot's ears; stop ends them and waits.
func (w *world) start() {
	loopback := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	transport := httpapi.Transport(loopback)
	o := ops.New(ops.Config{Store: w.store, Servex: func(_ string, key secret.String) *servex.Client {
		return servex.New(servex.Config{
			BaseURL: w.base, WSURL: w.panel.WSURL(), Dial: httpapi.Dialer(loopback), Key: key,
			HTTP: &http.Client{Transport: transport}, Limiter: rate.NewLimiter(rate.Inf, 0), Pause: time.Millisecond,
		})
	}})
	a := alerts.New(alerts.Config{
		Store: w.store, Ops: o, Tick: 10 * time.Millisecond,
		Render: func(t alerts.Telling) chat.Message { return chat.Message{HTML: render(t)} },
		Servers: func(v alerts.View) chat.Message {
			return chat.Message{HTML: fmt.Sprintf("view %d servers over=%v", len(v.Servers), v.Over)}
		},
		Timing: w.timing,
	})
	ctx, cancel := context.WithCancel(w.t.Context())
	done := make(chan struct{})
	go func() { defer close(done); _ = a.Run(ctx) }()
	w.stop = func() { cancel(); <-done; transport.CloseIdleConnections() }
}

func render(t alerts.Telling) string {
	var lines []string
	for _, e := range t.Lines {
		lines = append(lines, strings.TrimSpace(e.Kind+" "+e.Name))
	}
	if t.More > 0 {
		lines = append(lines, fmt.Sprintf("more %d", t.More))
	}
	return strings.Join(lines, "\n")
}

// read collects what was put into the outbox.
func (w *world) read() {
	w.t.Helper()
	err := w.store.View(w.t.Context(), func(tx *storage.Tx) error {
		keys, err := tx.OutKeys()
		if err != nil {
			return err
		}
		for _, k := range keys {
			if w.known[k.Seq] {
				continue
			}
			out, ok, err := tx.Outgoing(k)
			if err != nil {
				return err
			}
			if w.known[k.Seq] = true; ok {
				w.lines = append(w.lines, strings.Split(out.Message.HTML, "\n")...)
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) count(line string) (n int) {
	for _, l := range w.lines {
		if l == line {
			n++
		}
	}
	return n
}

// hears waits until a line was told n times in all.
func (w *world) hears(line string, n int) {
	w.t.Helper()
	end := time.NewTimer(patient)
	defer end.Stop()
	for {
		if w.read(); w.count(line) >= n {
			break
		}
		select {
		case <-w.queued:
		case <-end.C:
			w.t.Fatalf("%q was told %d times, not %d: %q", line, w.count(line), n, w.lines)
		}
	}
	if got := w.count(line); got != n {
		w.t.Errorf("%q was told %d times, not %d", line, got, n)
	}
}

// listens waits until the panel is listened to for a client, by n sockets.
func (w *world) listens(name string, n int) {
	w.t.Helper()
	end := time.Now().Add(patient)
	for w.panel.Listening(name) != n {
		if time.Now().After(end) {
			w.t.Fatalf("%d sockets listen for %s, not %d", w.panel.Listening(name), name, n)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// settled waits until the first sight of everybody is written down.
func (w *world) settled() {
	w.t.Helper()
	end := time.Now().Add(patient)
	panel := storage.PanelOf(ops.Servex, "", secret.New(ourKey))
	for n := 0; n < 12; time.Sleep(5 * time.Millisecond) {
		err := w.store.View(w.t.Context(), func(tx *storage.Tx) error {
			all, err := tx.Standings(panel)
			n = len(all)
			return err
		})
		if err != nil || time.Now().After(end) {
			w.t.Fatalf("%d of 12 seen, %v", n, err)
		}
	}
}

// rests waits until so many of some clients are told to be online, and nothing
// waits to be told.
func (w *world) rests(of func(name string) bool, online int) {
	w.t.Helper()
	end := time.Now().Add(patient)
	for {
		n, waiting := 0, false
		err := w.store.View(w.t.Context(), func(tx *storage.Tx) error {
			rule, _, err := tx.AlertRule(ourChat)
			if err != nil {
				return err
			}
			all, err := tx.Standings(rule.Panel)
			for _, s := range all {
				if s.Online && of(s.Username) {
					n++
				}
			}
			if err != nil {
				return err
			}
			q, err := tx.AlertQueue(ourChat)
			waiting = q.Count > 0
			return err
		})
		if err != nil || time.Now().After(end) {
			w.t.Fatalf("%d are told to be online, want %d, %v", n, online, err)
		}
		if w.read(); n == online && !waiting {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}
