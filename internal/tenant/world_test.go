package tenant

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"resellerbot/handlers"
	"resellerbot/internal/alerts"
	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/httpapi"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/locales"
	"resellerbot/storage"
)

// tester is what rapid's and the standard library's T have in common.
type tester interface {
	Helper()
	Context() context.Context
	Fatalf(format string, args ...any)
	Errorf(format string, args ...any)
	Logf(format string, args ...any)
}

// world is a bot over a real database, four panels that both resellers use
// with keys of their own, a hosting panel of each, and the people around it. What its outbox holds is
// delivered at once, and looked at.
type world struct {
	tester
	path    string
	keys    *secret.Keyring
	catalog *locales.Catalog
	http    *http.Client

	servex  *sandbox.ServexPanel
	smm     *sandbox.SMMPanel
	vpn     *sandbox.VPNPanel
	xm      *sandbox.XMPanel
	address map[string]string // of each provider's panel, but for hosting panels: each has its own

	receiver *httptest.Server // where hosting panels post their webhooks
	hooks    atomic.Pointer[alerts.Hooks]

	store  *storage.Store
	ops    *ops.Ops
	deps   handlers.Deps
	driver *dialog.Driver

	tenants  []*tenant
	people   []*person
	accounts []account // at the XMPlus panel
	watch    *watch
	calls    *calls

	live   bool      // time passes by itself
	now    time.Time // else it is changed between acts only
	update int64
	nextID int
	past   []shown         // every message that was ever delivered
	alive  map[int64][]int // of each chat: which of them stand there, the newest last
	popups []popup         // that were not looked at yet
	cause  string          // what happened last
	trail  []string        // what happened so far
	links  []string        // invitations that reached people elsewhere
	spent  map[string]bool // invitations that somebody took up
	member bool            // whether people are in the channels that offers ask for
	seen   map[string]int  // figures of the run
}

// newWorld makes one in a folder.
func newWorld(t tester, dir string) *world {
	w := &world{
		tester: t, path: filepath.Join(dir, "bot.db"), address: map[string]string{}, alive: map[int64][]int{},
		now: time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC), member: true, spent: map[string]bool{}, seen: map[string]int{},
	}
	w.calls = newCalls()
	w.servex = sandbox.NewServex(sandbox.ServexOptions{Now: w.clock})
	w.smm = sandbox.NewSMM(sandbox.SMMOptions{Now: w.clock})
	w.vpn = sandbox.NewVPN(sandbox.VPNOptions{Now: w.clock})
	w.xm = sandbox.NewXM(sandbox.XMOptions{Now: w.clock})
	for provider, start := range map[string]func() (string, error){ops.Servex: w.servex.Start, ops.SMM: w.smm.Start, ops.VPNResellers: w.vpn.Start, ops.XMPlus: w.xm.Start} {
		address, err := start()
		w.must(err)
		w.address[provider] = address
	}
	w.receiver = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { w.hooks.Load().ServeHTTP(rw, r) }))
	w.http = &http.Client{Transport: w.calls.over(httpapi.Transport(loopback()))}
	var err error
	w.keys, err = secret.NewKeyring()
	w.must(err)
	w.catalog, err = locales.Load()
	w.must(err)
	w.watch = newWatch(w)
	return w
}

// start puts everything and everybody there.
func (w *world) start() {
	w.settle()
	w.open()
}

// close ends the bot and the panels.
func (w *world) close() {
	_ = w.store.Close()
	w.http.CloseIdleConnections()
	_, _, _, _ = w.servex.Close(), w.smm.Close(), w.vpn.Close(), w.xm.Close()
	for _, r := range w.tenants {
		_ = r.host.Close()
	}
	w.receiver.Close()
	_ = os.RemoveAll(filepath.Dir(w.path)) // a long run makes thousands
}

// clock is the bot's and the panels'.
func (w *world) clock() time.Time {
	if w.live {
		return time.Now()
	}
	return w.now
}

// must ends the test on an error that no action may cause.
func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.fail("%s: %v", w.cause, err)
	}
}

// fail ends the test with the way that led there.
func (w *world) fail(format string, args ...any) {
	w.Helper()
	w.Fatalf("%s\nafter:\n%s", fmt.Sprintf(format, args...), strings.Join(w.trail[max(0, len(w.trail)-30):], "\n"))
}

// happens notes what comes next.
func (w *world) happens(format string, args ...any) {
	w.cause = fmt.Sprintf(format, args...)
	w.trail = append(w.trail, w.now.Format("02 15:04:05 ")+w.cause)
	w.seen["actions"]++
}

// change writes to the storage as the bot does.
func (w *world) change(f func(*storage.Tx) error) { w.Helper(); w.must(w.store.Update(w.Context(), f)) }

// look reads it.
func (w *world) look(f func(*storage.Tx) error) { w.Helper(); w.must(w.store.View(w.Context(), f)) }

// restart ends the bot and starts it on what the database holds.
func (w *world) restart() {
	w.hear()
	w.must(w.store.Close())
	w.open()
}

// Answer and Typing make the world a messenger. What pops up is looked at when
// the act is over: a test must not end within the bot.
func (w *world) Answer(_ context.Context, query, text string, _ bool) {
	if text != "" {
		w.popups = append(w.popups, popup{queryChat(query), text})
	}
}

// popup is what only who tapped sees, who may be in a group.
type popup struct {
	chat int64
	text string
}

// Typing shows nothing.
func (*world) Typing(context.Context, chat.Place) {}
