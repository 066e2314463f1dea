package handlers_test

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/handlers"
	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/httpapi"
	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/locales"
	"resellerbot/providers/servex"
	"resellerbot/providers/smm"
	"resellerbot/providers/vpnresellers"
	"resellerbot/providers/whmdc"
	"resellerbot/providers/xmplus"
	"resellerbot/storage"
)

// The people and places of every transcript.
const (
	personID   = 77
	strangerID = 88
	memberID   = 111 // of the group, but no admin of it
	groupID    = -500
	panelKey   = "sx_0123456789abcdef0123456789abcdef"
	smmKey     = "5a7f0123456789abcdef0123456789ab"
	vpnKey     = "7c0f0123456789abcdef0123456789abcdef0123"
)

// loadCatalog reads the languages once: each world would read them anew, at each
// start of its bot.
var loadCatalog = sync.OnceValues(locales.Load)

// world is a bot over a real database and a sandbox panel; what its outbox
// holds is shown at once, as a messenger would.
type world struct {
	t       *testing.T
	path    string
	keys    *secret.Keyring
	store   *storage.Store
	ops     *ops.Ops
	deps    handlers.Deps
	driver  *dialog.Driver
	panel   *sandbox.ServexPanel
	address string
	shop    *sandbox.SMMPanel
	counter string // the shop's address
	vpn     *sandbox.VPNPanel
	tunnels string // the address of vpn
	xm      *sandbox.XMPanel
	bazaar  string // its address
	wh      *sandbox.WHPanel
	host    string           // its address
	whPace  *rate.Limiter    // how often its key may call; nil: as often as one likes
	hooks   *httptest.Server // where its webhooks reach the bot; nil: nowhere

	commits  atomic.Int64 // since the world began
	killAt   int64        // the commit after which the bot is dead; 0: never
	dead     atomic.Bool
	snapshot string // what the disk held at that moment

	mu     sync.Mutex
	now    time.Time
	update int64
	last   chat.Input // to be sent once more

	files     map[string]string // what people sent, by name
	filesDown bool              // and cannot be fetched
	channels  map[string]*channel

	who     int64 // the person who acts
	lang    string
	private bool
	nextID  int
	shown   map[int]chat.Message
	where   map[int]int64 // the chat of each message
	offer   string        // the id of the offer whose link was shown last
	front   string        // the id of the store whose link was shown last
	seller  int64         // the chat whose store was opened last
	bill    string        // the invoice that was made last
	token   string        // of the invitation that was shown last
	client  int64         // what the last customer was linked to
	log     []string      // what happened on the screen since it was last read
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{
		t: t, path: filepath.Join(t.TempDir(), "bot.db"), who: personID, lang: "en", private: true, shown: map[int]chat.Message{}, where: map[int]int64{}, files: map[string]string{}, channels: map[string]*channel{},
		now: time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC),
	}
	var err error
	if w.keys, err = secret.NewKeyring(); err != nil {
		t.Fatal(err)
	}
	w.panel = sandbox.NewServex(sandbox.ServexOptions{Now: w.clock})
	if w.address, err = w.panel.Start(); err != nil {
		t.Fatal(err)
	}
	w.panel.AddKey(panelKey, true, sandbox.ServexDemoOwner)
	w.shop = sandbox.NewSMM(sandbox.SMMOptions{Now: w.clock})
	if w.counter, err = w.shop.Start(); err != nil {
		t.Fatal(err)
	}
	w.shop.AddKey(smmKey, "100")
	w.vpn = sandbox.NewVPN(sandbox.VPNOptions{Now: w.clock})
	if w.tunnels, err = w.vpn.Start(); err != nil {
		t.Fatal(err)
	}
	w.vpn.AddKey(vpnKey, "100")
	w.xm = sandbox.NewXM(sandbox.XMOptions{Now: w.clock})
	if w.bazaar, err = w.xm.Start(); err != nil {
		t.Fatal(err)
	}
	w.xm.AddKey(xmKey)
	w.wh = sandbox.NewWH(sandbox.WHOptions{Now: w.clock})
	if w.host, err = w.wh.Start(); err != nil {
		t.Fatal(err)
	}
	w.wh.AddKey(whKey)
	w.open()
	t.Cleanup(func() {
		_ = w.store.Close()
		_ = w.panel.Close()
		_ = w.shop.Close()
		_ = w.vpn.Close()
		_ = w.xm.Close()
		_ = w.wh.Close()
	})
	return w
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

// open starts the bot on what the database holds.
func (w *world) open() {
	w.t.Helper()
	var err error
	if w.store, err = storage.OpenUnsynced(w.path, w.keys, storage.Options{Now: w.clock, Committed: w.committed}); err != nil {
		w.t.Fatal(err)
	}
	catalog, err := loadCatalog()
	if err != nil {
		w.t.Fatal(err)
	}
	client := &http.Client{Transport: mortal{w, httpapi.Transport([]netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")})}}
	tokens := new(xmplus.Tokens)
	w.ops = ops.New(ops.Config{
		Store: w.store, Now: w.clock, SettleAfter: 30 * time.Second,
		Reachable: func(ctx context.Context, baseURL string) error {
			return httpapi.CheckHost(ctx, baseURL, ownNetwork(), names)
		},
		Open: func(baseURL string) bool { return httpapi.OwnHost(baseURL, ownNetwork()) },
		Servex: func(_ string, key secret.String) *servex.Client {
			return servex.New(servex.Config{BaseURL: w.address, Key: key, HTTP: client, Limiter: rate.NewLimiter(rate.Inf, 1), Pause: time.Millisecond, Timeout: 2 * time.Second})
		},
		SMM: func(baseURL string, key secret.String) *smm.Client {
			return smm.New(smm.Config{BaseURL: cmp.Or(baseURL, w.counter), Key: key, HTTP: client, Limiter: rate.NewLimiter(rate.Inf, 1), Pause: time.Millisecond, Timeout: 2 * time.Second})
		},
		XMPlus: func(_ string, key secret.String, zone *time.Location) *xmplus.Client {
			return xmplus.New(xmplus.Config{BaseURL: w.bazaar, Key: key, Zone: zone, HTTP: client, Limiter: rate.NewLimiter(rate.Inf, 1), Pause: time.Millisecond, Tokens: tokens, Timeout: 2 * time.Second, Now: w.clock})
		},
		VPNResellers: func(_ string, key secret.String) *vpnresellers.Client {
			return vpnresellers.New(vpnresellers.Config{BaseURL: w.tunnels, Key: key, HTTP: client, Limiter: rate.NewLimiter(rate.Inf, 1), Pause: time.Millisecond, Timeout: 2 * time.Second})
		},
		WHMDC: w.newWH(whmdc.Config{HTTP: client}), Hooks: w.public(),
	})
	w.deps = handlers.Deps{Ops: w.ops, Catalog: catalog, BotName: "test_bot", Membership: w.membership, ChatTitle: w.chatTitle}
	w.driver = dialog.New(dialog.Config{
		Store: w.store, Catalog: catalog, Conversations: handlers.All(w.deps), Messenger: w, Now: w.clock, BotName: "test_bot",
		Link: handlers.Link, Slow: time.Hour, Download: w.download,
		GroupAdmin: func(_ context.Context, _, person int64) (bool, error) { return person != memberID, nil },
	})
}

// ownNetwork is where whoever runs the bot has panels of their own.
func ownNetwork() []netip.Prefix { return []netip.Prefix{netip.MustParsePrefix("192.168.7.0/24")} }

// Answer and Typing make the world a messenger.
func (w *world) Answer(_ context.Context, _, text string, alert bool) {
	kind := map[bool]string{true: "(alert) ", false: "(toast) "}[alert]
	if text != "" {
		w.log = append(w.log, kind+text)
	}
}

func (*world) Typing(context.Context, chat.Place) {}

func (w *world) place() chat.Place {
	if w.private {
		return chat.Place{Chat: w.who}
	}
	return chat.Place{Chat: groupID}
}

func (w *world) handle(in chat.Input) {
	w.t.Helper()
	w.last = in
	raw, err := json.Marshal(in)
	if err != nil {
		w.t.Fatal(err)
	}
	err = w.store.Update(w.t.Context(), func(tx *storage.Tx) error {
		_, err := tx.AddUpdate(storage.Update{ID: in.Update, Raw: raw, At: w.clock()})
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	if w.dead.Load() {
		return
	}
	if err := w.driver.Handle(w.t.Context(), in); err != nil && !w.dead.Load() {
		w.t.Fatalf("handle %q: %v", in.Text+in.Data, err)
	}
	w.show()
}

func (w *world) input(person int64, name string) chat.Input {
	w.update++
	return chat.Input{
		Update: w.update, Place: w.place(), Private: w.private, Person: chat.Person{ID: person, Name: name, Language: w.lang}, At: w.clock(),
	}
}

// say writes to the bot.
func (w *world) say(text string) {
	in := w.input(w.who, people()[w.who])
	w.nextID++
	in.Kind, in.Text, in.Message = chat.Said, text, w.nextID
	command, ok := strings.CutPrefix(text, "/")
	if ok && !strings.Contains(command, "@") { // @: for another bot
		in.Command, in.Args, _ = strings.Cut(command, " ")
	}
	w.handle(in)
}

// button finds the newest button whose label contains the words.
func (w *world) button(label string) (message int, key chat.Key, ok bool) {
	ids := make([]int, 0, len(w.shown))
	for id := range w.shown {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range slices.Backward(ids) {
		for _, row := range w.shown[id].Keys {
			for _, k := range row {
				if strings.Contains(k.Label, label) && k.Data != "" && w.where[id] == w.place().Chat {
					return id, k, true
				}
			}
		}
	}
	return 0, chat.Key{}, false
}

func (w *world) tap(person int64, name string, message int, data string) {
	in := w.input(person, name)
	in.Kind, in.Message, in.Data, in.Query = chat.Tapped, message, data, "q"
	w.handle(in)
}

// show empties the outbox onto the screen.
func (w *world) show() {
	w.t.Helper()
	for {
		var keys []storage.OutKey
		err := w.store.View(w.t.Context(), func(tx *storage.Tx) (err error) {
			keys, err = tx.OutKeys()
			return err
		})
		if err != nil {
			w.t.Fatal(err)
		}
		if keys = slices.DeleteFunc(keys, w.early); len(keys) == 0 || w.dead.Load() {
			return
		}
		slices.SortFunc(keys, func(a, b storage.OutKey) int { return int(int64(a.Seq) - int64(b.Seq)) })
		for _, k := range keys {
			if err := w.store.Update(w.t.Context(), func(tx *storage.Tx) error { return w.deliver(tx, k) }); err != nil {
				w.t.Fatal(err)
			}
		}
	}
}

// early tells of a row whose time has not come.
func (w *world) early(k storage.OutKey) (wait bool) {
	err := w.store.View(w.t.Context(), func(tx *storage.Tx) error {
		row, _, err := tx.Outgoing(k)
		wait = row.NotBefore.After(w.clock())
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return wait
}

func (w *world) deliver(tx *storage.Tx, k storage.OutKey) error {
	if w.dead.Load() {
		return nil
	}
	row, ok, err := tx.Outgoing(k)
	if !ok || err != nil {
		return err
	}
	// One lane of a chat does not wait for another: an old message must not overtake a new one of its slot.
	if strings.HasPrefix(row.Slot, "pay:") && k.Lane != storage.Replies && k.Lane != storage.Newcomers {
		w.t.Errorf("a message about a payment is in lane %d: %s", k.Lane, row.Message.HTML)
	}
	slot, err := tx.SlotMessage(k.Chat, row.Slot)
	if err != nil {
		return err
	}
	id := 0
	switch row.Kind {
	case storage.Delete:
		if _, there := w.shown[slot]; there && strings.HasPrefix(row.Slot, "secret:") {
			w.log = append(w.log, "(the message with the secret is deleted)")
		}
		w.erase(row.Target + slot*btoi(row.Target == 0))
	case storage.Strip:
		if m, there := w.shown[slot]; there {
			m.Keys = nil
			w.shown[slot] = m
		}
	case storage.Show:
		if id = slot; id == 0 {
			w.nextID++
			id = w.nextID
		}
		w.put(id, row.Key.Chat, row.Message)
	case storage.Send:
		w.nextID++
		id = w.nextID
		if slot != 0 {
			delete(w.shown, slot)
		}
		w.put(id, row.Key.Chat, row.Message)
		if row.Slot == "" {
			id = 0
		}
	}
	return tx.Delivered(k, id)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (w *world) erase(id int) {
	if _, mine := w.shown[id]; !mine && id != 0 {
		w.log = append(w.log, "(your message is deleted)")
	}
	delete(w.shown, id)
}

func (w *world) put(id int, place int64, m chat.Message) {
	m = readable(m)
	w.shown[id], w.where[id] = m, place
	w.elsewhere(place)
	if m.Protect {
		w.log = append(w.log, "(not to be passed on)")
	}
	switch {
	case m.PhotoID != "":
		w.log = append(w.log, "(picture "+m.PhotoID+")")
	case m.Photo != nil:
		w.log = append(w.log, w.picture(m))
	}
	w.log = append(w.log, document(m)...)
	w.log = append(w.log, strings.Split(m.HTML, "\n")...)
	for _, row := range m.Keys {
		var labels []string
		for _, k := range row {
			mark := ""
			if k.Copy != "" {
				mark = " ⧉"
			} else if k.URL != "" {
				mark = " ↗"
			}
			labels = append(labels, "["+k.Label+mark+"]")
		}
		w.log = append(w.log, strings.Join(labels, " "))
	}
}

// readable is a message with blanks in place of those that no line is broken at.
func readable(m chat.Message) chat.Message {
	blank := func(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }
	m.HTML = blank(m.HTML)
	keys := make([][]chat.Key, len(m.Keys))
	for n, row := range m.Keys {
		keys[n] = slices.Clone(row)
		for i := range keys[n] {
			keys[n][i].Label = blank(keys[n][i].Label)
		}
	}
	if len(keys) > 0 {
		m.Keys = keys
	}
	return m
}

// reconcile runs the background job that settles what was unknown.
func (w *world) reconcile() {
	w.t.Helper()
	job := jobs.Reconcile(w.ops, func(tx *storage.Tx, row storage.Entry, out ops.Outcome) error {
		if ops.IsClaim(row.Key) {
			return w.ops.EndClaim(tx, row.Key, out, w.tellClaim)
		}
		if ops.IsMembers(row) {
			if out.News != nil {
				if err := w.tellStore(tx, *out.News); err != nil {
					return err
				}
			}
			return handlers.MemberSettled(w.deps, tx, row, out, w.driver.Tell)
		}
		screen := handlers.Settled(w.deps, row.Lang, time.UTC, out)
		err := tx.Queue(&storage.Outgoing{Key: storage.OutKey{Chat: row.Chat}, Kind: storage.Send, Message: w.driver.Message(row.Lang, row.Person, screen)})
		if err != nil {
			return err
		}
		return handlers.RequestEnded(w.deps, tx, row, out, w.driver.Tell)
	})
	if err := job(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	w.show()
}
