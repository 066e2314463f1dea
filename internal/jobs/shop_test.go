package jobs_test

import (
	"fmt"
	"net/http"
	"net/netip"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/servex"
	"resellerbot/storage"
)

const (
	sellerChat = 7
	customerID = 99
	sellerKey  = "a-key-of-the-tests"
	lisbon     = "Europe/Lisbon"
)

// shop is a reseller with one client, whose customer lives in Lisbon, on a
// clock that the test sets.
type shop struct {
	t      *testing.T
	mu     sync.Mutex
	time   time.Time
	file   string
	keys   *secret.Keyring
	panel  *sandbox.ServexPanel
	base   string
	web    *http.Client
	store  *storage.Store
	ops    *ops.Ops
	client int64
	zone   *time.Location
}

func newShop(t *testing.T, now, expires time.Time) *shop {
	t.Helper()
	s := &shop{t: t, time: now, file: filepath.Join(t.TempDir(), "bot.db")}
	s.panel = sandbox.NewServex(sandbox.ServexOptions{Now: s.clock})
	var err error
	s.base, err = s.panel.Start()
	s.must(err)
	transport := httpapi.Transport([]netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")})
	s.web = &http.Client{Transport: transport}
	s.panel.AddKey(sellerKey, false, 42)
	place := s.panel.AddCategory("Premium", time.Time{})
	s.client = s.panel.AddClient(sandbox.ServexClient{Username: "ana", CategoryID: place, OwnerID: 42, Expires: expires})
	s.keys, err = secret.NewKeyring()
	s.must(err)
	s.zone, err = time.LoadLocation(lisbon)
	s.must(err)
	s.open()
	t.Cleanup(func() { _ = s.store.Close(); transport.CloseIdleConnections(); _ = s.panel.Close() })
	s.connect(sellerKey)
	s.link(customerID, expires)
	return s
}

func (s *shop) clock() time.Time { s.mu.Lock(); defer s.mu.Unlock(); return s.time }

func (s *shop) set(now time.Time) { s.mu.Lock(); defer s.mu.Unlock(); s.time = now }

func (s *shop) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *shop) open() {
	s.t.Helper()
	var err error
	s.store, err = storage.OpenUnsynced(s.file, s.keys, storage.Options{Now: s.clock})
	s.must(err)
	s.ops = ops.New(ops.Config{Store: s.store, Now: s.clock, Servex: func(_ string, key secret.String) *servex.Client {
		return servex.New(servex.Config{BaseURL: s.base, Key: key, HTTP: s.web, Timeout: time.Second, Limiter: rate.NewLimiter(rate.Inf, 0), Pause: time.Millisecond})
	}})
}

func (s *shop) restart() {
	s.t.Helper()
	s.must(s.store.Close())
	s.open()
}

func (s *shop) connect(key string) {
	s.t.Helper()
	s.update(func(tx *storage.Tx) error {
		return s.ops.Connect(tx, storage.Account{Chat: sellerChat, Provider: ops.Servex, By: 1}, secret.New(key))
	})
}

func (s *shop) update(f func(*storage.Tx) error) {
	s.t.Helper()
	s.must(s.store.Update(s.t.Context(), f))
}

// link claims an invitation, as the conversation does.
func (s *shop) link(person int64, expires time.Time) {
	s.t.Helper()
	var token string
	s.update(func(tx *storage.Tx) (err error) {
		if err := tx.SaveChat(storage.Chat{ID: person, Zone: lisbon, Private: true}); err != nil {
			return err
		}
		token, err = tx.IssueTicket(storage.Ticket{Kind: ops.Invite, Chat: sellerChat, Expires: s.clock().Add(time.Hour)})
		return err
	})
	ok, err := s.ops.ClaimLink(s.t.Context(), token, storage.Link{Chat: sellerChat, Provider: ops.Servex, ClientID: s.client, Username: "ana", Person: person, Expires: expires})
	if !ok || err != nil {
		s.t.Fatalf("claim: %v, %v", ok, err)
	}
}

// run runs the job once. What is told stands in the outbox.
func (s *shop) run() {
	s.t.Helper()
	s.must(jobs.Customers(s.ops, func(tx *storage.Tx, n ops.News) error {
		o := storage.Outgoing{Key: storage.OutKey{Chat: n.Link.Person, Lane: storage.Alerts}, Kind: storage.Send, At: s.clock()}
		o.Message.HTML = fmt.Sprintf("%s %s %d", s.clock().In(s.zone).Format("01-02 15:04"), n.Kind, n.Days)
		return tx.Queue(&o)
	})(s.t.Context()))
}

// told gives what was queued.
func (s *shop) told() (all []string) {
	s.t.Helper()
	s.must(s.store.View(s.t.Context(), func(tx *storage.Tx) error {
		keys, err := tx.OutKeys()
		for _, k := range keys {
			o, _, err := tx.Outgoing(k)
			if err != nil {
				return err
			}
			if o.Kind != storage.Strip { // says nothing
				all = append(all, o.Message.HTML)
			}
		}
		return err
	}))
	return all
}

// until runs the job every ten minutes up to a moment of Lisbon, "01-02 15:04".
func (s *shop) until(moment string) {
	s.t.Helper()
	for end := s.at(moment); s.clock().Before(end); {
		s.set(s.clock().Add(10 * time.Minute))
		s.run()
	}
}

func (s *shop) at(moment string) time.Time {
	s.t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s.clock().Format("2006-")+moment, s.zone)
	s.must(err)
	return at.UTC()
}

func (s *shop) wants(want ...string) {
	s.t.Helper()
	if diff := cmp.Diff(want, s.told()); diff != "" {
		s.t.Errorf("told by %s (-want +got):\n%s", s.clock().In(s.zone), diff)
	}
}

// renew adds days at the panel, without the bot.
func (s *shop) renew(days int) {
	s.t.Helper()
	c := servex.New(servex.Config{BaseURL: s.base, Key: secret.New(sellerKey), HTTP: s.web, Limiter: rate.NewLimiter(rate.Inf, 0), Pause: time.Millisecond})
	_, err := c.RenewClient(s.t.Context(), s.client, days)
	s.must(err)
}
