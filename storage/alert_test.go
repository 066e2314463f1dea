package storage_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/secret"
	"resellerbot/storage"
)

func TestQuietHours(t *testing.T) {
	lisbon, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		t.Fatal(err)
	}
	at := func(s string) time.Time {
		v, err := time.ParseInLocation("2006-01-02 15:04", s, lisbon)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, c := range []struct {
		from, to   int
		now, until string
	}{
		{22, 7, "2026-06-01 21:59", ""},
		{22, 7, "2026-06-01 22:00", "2026-06-02 07:00"},
		{22, 7, "2026-06-02 06:59", "2026-06-02 07:00"},
		{22, 7, "2026-06-02 07:00", ""},
		{0, 8, "2026-06-02 03:00", "2026-06-02 08:00"},
		{0, 8, "2026-06-02 12:00", ""},
		{5, 5, "2026-06-02 05:00", ""},
		{23, 8, "2026-03-28 23:30", "2026-03-29 08:00"}, // the clocks change in between
	} {
		got := storage.AlertRule{QuietFrom: c.from, QuietTo: c.to}.QuietUntil(at(c.now), lisbon)
		if c.until == "" != got.IsZero() || c.until != "" && !got.Equal(at(c.until)) {
			t.Errorf("%d to %d at %s: until %v, want %s", c.from, c.to, c.now, got, c.until)
		}
	}
}

func TestARuleFollowsItsAccount(t *testing.T) {
	s := openNew(t)
	first, second := storage.PanelOf("servex", "", secret.New("first")), storage.PanelOf("servex", "", secret.New("second"))
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.PutAccount(storage.Account{Chat: 1, Provider: "servex", Admin: true}, secret.New("first")); err != nil {
			return err
		}
		return tx.SaveAlertRule(storage.AlertRule{Chat: 1, Provider: "servex", Panel: first, On: true, Servers: true, Clients: []string{"ana"}})
	})
	panels := func(want ...string) {
		t.Helper()
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.AlertPanels()
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			return err
		})
	}
	panels(first)
	update(t, s, func(tx *storage.Tx) error {
		return tx.PutAccount(storage.Account{Chat: 1, Provider: "servex"}, secret.New("second"))
	})
	panels(second)
	view(t, s, func(tx *storage.Tx) error {
		rule, _, err := tx.AlertRule(1)
		if rule.Servers || len(rule.Clients) != 0 || !rule.On {
			t.Errorf("the rule is %+v", rule)
		}
		return err
	})
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.AddEvents(1, time.Now(), []storage.Event{{Kind: "online", Name: "ana"}}); err != nil {
			return err
		}
		return tx.DropAccount(1, "servex")
	})
	panels()
	view(t, s, func(tx *storage.Tx) error {
		due, err := tx.DueAlerts(time.Now().Add(time.Hour), 10)
		if len(due) != 0 {
			t.Errorf("due in %v", due)
		}
		return err
	})
}

func TestEventsWaitUntilTheyAreTaken(t *testing.T) {
	s := openNew(t)
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	add := func(chat int64, due time.Time, name string) {
		update(t, s, func(tx *storage.Tx) error {
			return tx.AddEvents(chat, due, []storage.Event{{Kind: "online", Name: name}})
		})
	}
	add(1, now.Add(10*time.Second), "ana")
	add(1, now, "bia") // with the first
	add(2, now.Add(5*time.Second), "caio")
	view(t, s, func(tx *storage.Tx) error {
		due, err := tx.DueAlerts(now.Add(7*time.Second), 10)
		if diff := cmp.Diff([]int64{2}, due); diff != "" || err != nil {
			t.Errorf("%v %s", err, diff)
		}
		return nil
	})
	update(t, s, func(tx *storage.Tx) error { return tx.MigrateChat(1, 3) })
	update(t, s, func(tx *storage.Tx) error {
		events, err := tx.TakeEvents(3, now, func(e []storage.Event) int { return len(e) })
		var names []string
		for _, e := range events {
			names = append(names, e.Name)
		}
		if got := strings.Join(names, " "); got != "ana bia" {
			t.Errorf("taken: %s", got)
		}
		return err
	})
	view(t, s, func(tx *storage.Tx) error {
		q, err := tx.AlertQueue(3)
		if q.Count != 0 || !q.Due.IsZero() || q.Lines != 2 || !q.Last.Equal(now) {
			t.Errorf("the queue is %+v", q)
		}
		return err
	})
}
