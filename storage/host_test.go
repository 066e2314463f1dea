package storage

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

func fillHosts(tx *Tx) []func() error {
	now := time.Now()
	w := HostWatch{Chat: 2, Lang: canary, On: true, Hook: HostHook{Token: "t", Secret: canary, Next: now}, Sweep: HostSweep{Next: now}, Due: now}
	return []func() error{
		func() error { return tx.AddHostNews(&w, now, []HostNewsItem{{Event: "invoice.paid", Label: canary}}) },
		func() error { return tx.SaveHostWatch(w) },
		func() error {
			return tx.SaveHostSight(HostSight{Chat: 2, Kind: resale.HostInvoices, Names: []string{canary}, Label: canary})
		},
		func() error {
			_, err := tx.AddHostCall(HostCall{Chat: 2, Body: []byte(canary), At: now}, canary)
			return err
		},
		func() error { _, err := tx.KeepHostNews(2, []HostNewsItem{{Label: canary}}); return err },
	}
}

// hostsMigrate opens a file of the version before hosting panels.
func hostsMigrate(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	update(t, s, func(tx *Tx) error { return tx.bolt.DeleteBucket([]byte("hosts")) })
	setSchema(t, s, slices.IndexFunc(migrations(), func(m migration) bool { return m.name == "hosts" }))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	fill(t, openAt(t, path, keys))
}

const hostBase = "https://panel.example"

// watching is a chat whose alerts are on, with something in every bucket.
func watching(t *testing.T, chat int64) (*Store, HostWatch) {
	t.Helper()
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	connectHost(t, s, chat, hostBase, "key")
	w := HostWatch{
		Chat: chat, By: 7, BaseURL: hostBase, Panel: PanelOf(hostProvider, hostBase, secret.New("key")), On: true, Kinds: []string{"invoice.paid"},
		Hook: HostHook{Token: "token", Secret: "s", Remote: "3", Next: time.Unix(50, 0).UTC()}, Sweep: HostSweep{Next: time.Unix(60, 0).UTC(), Based: true},
	}
	update(t, s, func(tx *Tx) error {
		if err := tx.AddHostNews(&w, time.Unix(70, 0), []HostNewsItem{{Event: "invoice.paid", ID: "1"}}); err != nil {
			return err
		}
		if err := tx.SaveHostWatch(w); err != nil {
			return err
		}
		if err := tx.SaveHostSight(HostSight{Chat: chat, Kind: resale.HostInvoices, Names: []string{"id 1", "uuid u"}, Told: []string{"invoice.paid"}}); err != nil {
			return err
		}
		if _, err := tx.AddHostCall(HostCall{Chat: chat, Body: []byte("{}"), At: tx.now()}, "mark"); err != nil {
			return err
		}
		_, err := tx.KeepHostNews(chat, []HostNewsItem{{ID: "1"}})
		return err
	})
	return s, w.utc()
}

func connectHost(t *testing.T, s *Store, chat int64, base, key string) {
	t.Helper()
	update(t, s, func(tx *Tx) error {
		return tx.PutAccount(Account{Chat: chat, Provider: hostProvider, BaseURL: base}, secret.New(key))
	})
}

// hostRows counts the rows of the buckets, but for the index of marks, which
// goes with its time.
func hostRows(t *testing.T, s *Store) (n int) {
	t.Helper()
	eachRow(t, s, func(_ *Tx, b bucket, _, _ []byte) {
		if strings.HasPrefix(string(b), "hosts/") && b != hostMarked {
			n++
		}
	})
	return n
}

func TestHostWatchIsFoundByItsToken(t *testing.T) {
	s, want := watching(t, 2)
	viewHosts(t, s, func(tx *Tx) {
		got, found, err := tx.HostWatchByToken("token")
		if diff := cmp.Diff(want, got); diff != "" || !found || err != nil {
			t.Errorf("%v %v %s", found, err, diff)
		}
		if _, found, err := tx.HostWatchByToken("toke"); found || err != nil {
			t.Errorf("another token: %v %v", found, err)
		}
		for name, list := range map[string]func(time.Time, int) ([]HostWatch, error){"hooks": tx.DueHostHooks, "sweeps": tx.DueHostWatches, "news": tx.DueHostNews} {
			at := map[string]int64{"hooks": 50, "sweeps": 60, "news": 70}[name]
			early, err1 := list(time.Unix(at-1, 0), 5)
			late, err2 := list(time.Unix(at, 0), 5)
			if len(early) != 0 || len(late) != 1 || err1 != nil || err2 != nil {
				t.Errorf("%s: due %d and %d (%v, %v)", name, len(early), len(late), err1, err2)
			}
		}
	})
}

func viewHosts(t *testing.T, s *Store, f func(*Tx)) {
	t.Helper()
	if err := s.View(t.Context(), func(tx *Tx) error { f(tx); return nil }); err != nil {
		t.Fatal(err)
	}
}

func TestHostWatchGoesWithItsAccount(t *testing.T) {
	for name, end := range map[string]func(*Tx) error{
		"disconnect": func(tx *Tx) error { return tx.DropAccount(2, hostProvider) },
		"forget":     func(tx *Tx) error { return tx.Forget(2, 2) },
	} {
		s, _ := watching(t, 2)
		update(t, s, end)
		if n := hostRows(t, s); n != 0 {
			t.Errorf("after %s %d rows are left", name, n)
		}
	}
}

func TestHostWatchAtAnotherKey(t *testing.T) {
	s, was := watching(t, 2)
	connectHost(t, s, 2, hostBase, "new key")
	viewHosts(t, s, func(tx *Tx) {
		w, _, err := tx.HostWatch(2)
		_, seen, _ := tx.HostSight(2, resale.HostInvoices, "uuid u")
		if !w.On || w.Panel == was.Panel || w.Hook.Secret != "s" || !seen || err != nil {
			t.Errorf("a new key of the panel: %+v, seen %v (%v)", w, seen, err)
		}
	})
	connectHost(t, s, 2, "https://other.example", "key")
	viewHosts(t, s, func(tx *Tx) {
		w, _, err := tx.HostWatch(2)
		_, seen, _ := tx.HostSight(2, resale.HostInvoices, "id 1")
		if w.On || w.Trouble.Kind != HostMoved || w.Due.IsZero() || w.Hook.Token != "" || seen || len(w.Kinds) != 1 || err != nil {
			t.Errorf("another panel: %+v, seen %v (%v)", w, seen, err)
		}
		if n, _ := tx.HostCallCount(2); n != 0 {
			t.Errorf("%d calls of the former panel are left", n)
		}
	})
}

func TestHostWatchMigrates(t *testing.T) {
	s, _ := watching(t, 2)
	rows := hostRows(t, s)
	update(t, s, func(tx *Tx) error { return tx.MigrateChat(2, 5) })
	if n := hostRows(t, s); n != rows {
		t.Errorf("%d rows of %d are there", n, rows)
	}
	update(t, s, func(tx *Tx) error {
		w, _, err := tx.HostWatchByToken("token")
		sight, _, serr := tx.HostSight(5, resale.HostInvoices, "uuid u")
		calls, cerr := tx.HostCalls(5, 9)
		if w.Chat != 5 || sight.Chat != 5 || len(calls) != 1 || calls[0].Chat != 5 || errors.Join(err, serr, cerr) != nil {
			t.Errorf("%+v, %+v, %+v, %v", w, sight, calls, errors.Join(err, serr, cerr))
		}
		if fresh, err := tx.AddHostCall(HostCall{Chat: 5, At: tx.now()}, "mark"); fresh || err != nil {
			t.Errorf("the same webhook is taken again: %v", err)
		}
		items, err := tx.TakeHostNews(&w)
		if len(items) != 1 {
			t.Errorf("news: %+v", items)
		}
		return errors.Join(err, tx.SaveHostWatch(w))
	})
}

// Two sights that turn out to be of one thing keep what is known of both.
func TestTwoSightsBecomeOne(t *testing.T) {
	s, _ := watching(t, 2)
	at := time.Unix(100, 0).UTC()
	update(t, s, func(tx *Tx) error {
		return tx.SaveHostSight(HostSight{Chat: 2, Kind: resale.HostInvoices, Names: []string{"no INV-1"}, Own: map[string]time.Time{"invoice.paid": at}, Heard: at, Held: true})
	})
	update(t, s, func(tx *Tx) error {
		one, found, err := tx.HostSight(2, resale.HostInvoices, "id 1", "no INV-1")
		if !found || !one.Own["invoice.paid"].Equal(at) || !one.Heard.Equal(at) || !one.Held || len(one.Told) != 1 || len(one.Names) != 3 {
			t.Errorf("%+v", one)
		}
		return errors.Join(err, tx.SaveHostSight(one))
	})
	viewHosts(t, s, func(tx *Tx) {
		one, found, err := tx.HostSight(2, resale.HostInvoices, "no INV-1")
		if n, _ := tx.HostSights(2); !found || err != nil || one.Names[0] != "id 1" || n != 1 {
			t.Errorf("%+v of %d, %v", one, n, err)
		}
	})
}
