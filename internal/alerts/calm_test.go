package alerts

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

const (
	calmChat  = 7
	calmPanel = "00000000000000000000000000000000"
)

// teller tells events of one panel to one chat, by a clock of the test's.
type teller struct {
	*Alerts
	t    *testing.T
	now  time.Time
	said []Telling
}

func newTeller(t *testing.T, rule storage.AlertRule) *teller {
	t.Helper()
	keys, err := secret.NewKeyring()
	if err != nil {
		t.Fatal(err)
	}
	k := &teller{t: t, now: noon}
	store, err := storage.OpenUnsynced(filepath.Join(t.TempDir(), "bot.db"), keys, storage.Options{Now: func() time.Time { return k.now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	k.Alerts = New(Config{
		Store: store, Ops: ops.New(ops.Config{Store: store}), Now: func() time.Time { return k.now },
		Render: func(told Telling) chat.Message {
			k.said = append(k.said, told)
			return chat.Message{HTML: "told"}
		},
	})
	rule.Chat, rule.Panel, rule.On = calmChat, calmPanel, true
	k.update(func(tx *storage.Tx) error { return tx.SaveAlertRule(rule) })
	return k
}

func (k *teller) update(f func(*storage.Tx) error) {
	k.t.Helper()
	if err := k.Store.Update(k.t.Context(), f); err != nil {
		k.t.Fatal(err)
	}
}

func (k *teller) happens(events ...storage.Event) {
	k.t.Helper()
	k.update(func(tx *storage.Tx) error {
		return k.tell(tx, calmPanel, events, func(string) int64 { return 5 }, k.now)
	})
}

// pass lets time go by, second by second, and gives how much was said.
func (k *teller) pass(d time.Duration) (messages int) {
	k.t.Helper()
	before := len(k.said)
	step := max(time.Second, d/1000)
	for end := k.now.Add(d); k.now.Before(end); {
		k.now = k.now.Add(step)
		if err := k.flush(k.t.Context()); err != nil {
			k.t.Fatal(err)
		}
	}
	return len(k.said) - before
}

func names(n int) (events []storage.Event) {
	for i := range n {
		events = append(events, storage.Event{Kind: Online, Name: fmt.Sprintf("c%05d", i)})
	}
	return events
}

func TestTenSecondsAreOneMessage(t *testing.T) {
	k := newTeller(t, storage.AlertRule{Online: true, Offline: true})
	for i := range 9 {
		k.happens(storage.Event{Kind: Online, Name: fmt.Sprint("c", i)})
		k.now = k.now.Add(time.Second)
	}
	if n := k.pass(5 * time.Second); n != 1 || len(k.said[0].Lines) != 9 {
		t.Errorf("%d messages", n)
	}
}

func TestALongMessageIsCut(t *testing.T) {
	k := newTeller(t, storage.AlertRule{Online: true})
	k.happens(names(252)...)
	k.pass(15 * time.Second)
	if len(k.said) != 1 || len(k.said[0].Lines) != MostLines || k.said[0].More != 212 {
		t.Fatalf("told %+v", k.said)
	}
	k.update(func(tx *storage.Tx) error {
		b, found, err := tx.EventBatch(calmChat, k.said[0].Batch)
		if !found || len(b.Events) != 252 {
			t.Errorf("%d of 252 are kept", len(b.Events))
		}
		return err
	})
	// The next one waits a minute.
	k.happens(names(1)...)
	if n := k.pass(40 * time.Second); n != 0 {
		t.Error("told right after a long message")
	}
	if n := k.pass(30 * time.Second); n != 1 {
		t.Error("not told after the pause")
	}
}

func TestAStormOfTenThousandIsThreeMessages(t *testing.T) {
	k := newTeller(t, storage.AlertRule{Online: true, Offline: true})
	for range 10 {
		k.happens(names(1000)...)
		k.now = k.now.Add(time.Second)
		if err := k.flush(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	k.pass(10 * time.Minute)
	if n := len(k.said); n == 0 || n > 3 {
		t.Errorf("%d messages", n)
	}
}

func TestQuietHoursEndInOneMessage(t *testing.T) {
	k := newTeller(t, storage.AlertRule{Online: true, Offline: true, QuietFrom: 22, QuietTo: 7})
	k.now = time.Date(2026, 6, 1, 22, 30, 0, 0, time.UTC)
	for i := range 60 {
		k.happens(storage.Event{Kind: []string{Online, Offline}[i%2], Name: "ana"}, storage.Event{Kind: Online, Name: fmt.Sprint("c", i%5)})
		if n := k.pass(8 * time.Minute); n != 0 {
			t.Fatalf("told at %v", k.now)
		}
	}
	if n := k.pass(2 * time.Hour); n != 1 || len(k.said[0].Lines) != 6 || k.now.Hour() < 7 {
		t.Fatalf("%d messages: %+v", n, k.said)
	}
	last := k.said[0].Lines[4]
	if last.Name != "ana" || last.Kind != Offline {
		t.Errorf("ana is told as %+v", last)
	}
}

func TestWhatIsMutedIsNotMadeUpFor(t *testing.T) {
	k := newTeller(t, storage.AlertRule{Online: true, Muted: noon.Add(time.Hour)})
	k.happens(names(3)...)
	if n := k.pass(2 * time.Hour); n != 0 {
		t.Errorf("%d messages", n)
	}
	k.happens(names(1)...)
	k.update(func(tx *storage.Tx) error { // stopped between the event and its telling
		r, _, err := tx.AlertRule(calmChat)
		r.On = false
		if err != nil {
			return err
		}
		return tx.SaveAlertRule(r)
	})
	if n := k.pass(time.Minute); n != 0 {
		t.Errorf("%d messages after they were stopped", n)
	}
}

func TestOnlyWhatTheChatWantsIsTold(t *testing.T) {
	k := newTeller(t, storage.AlertRule{Offline: true, Clients: []string{"ana"}})
	k.happens(storage.Event{Kind: Gap}, storage.Event{Kind: Offline, Name: "bia"})
	k.happens(storage.Event{Kind: Online, Name: "ana"})
	if n := k.pass(time.Minute); n != 0 {
		t.Fatalf("told %+v", k.said)
	}
	k.happens(storage.Event{Kind: Gap}, storage.Event{Kind: Offline, Name: "ana"}, storage.Event{Kind: Offline, Name: "bia"})
	if k.pass(time.Minute); len(k.said) != 1 || len(k.said[0].Lines) != 2 {
		t.Errorf("told %+v", k.said)
	}
}

func TestANightIsBounded(t *testing.T) {
	k := newTeller(t, storage.AlertRule{Online: true, QuietFrom: 0, QuietTo: 23})
	for range 30 {
		k.happens(names(1000)...)
	}
	k.update(func(tx *storage.Tx) error {
		q, err := tx.AlertQueue(calmChat)
		if q.Count > mostWaiting {
			t.Errorf("%d wait", q.Count)
		}
		return err
	})
}
