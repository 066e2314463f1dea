package storage_test

import (
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/storage"
)

func TestTicket(t *testing.T) {
	now := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	s, err := storage.OpenUnsynced(filepath.Join(t.TempDir(), "bot.db"), newKeys(t), storage.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	issue := func() (token string) {
		update(t, s, func(tx *storage.Tx) (err error) {
			token, err = tx.IssueTicket(storage.Ticket{Kind: "connect", Chat: -5, Person: 1, Data: "x", Expires: now.Add(time.Hour)})
			return err
		})
		return token
	}
	lookUp := func(token string) (ticket storage.Ticket, found bool) {
		view(t, s, func(tx *storage.Tx) (err error) {
			ticket, found, err = tx.Ticket(token)
			return err
		})
		return ticket, found
	}
	token, other := issue(), issue()
	if !regexp.MustCompile(`^[A-Za-z0-9_-]{22}$`).MatchString(token) || token == other {
		t.Errorf("tokens %q and %q", token, other)
	}
	want := storage.Ticket{Token: token, Kind: "connect", Chat: -5, Person: 1, Data: "x", Expires: now.Add(time.Hour)}
	if got, found := lookUp(token); !found || cmp.Diff(want, got) != "" {
		t.Errorf("found %v\n%s", found, cmp.Diff(want, got))
	}
	update(t, s, func(tx *storage.Tx) error { return tx.DropTicket(token) })
	if _, found := lookUp(token); found {
		t.Error("a dropped token is good")
	}
	now = now.Add(time.Hour)
	if _, found := lookUp(other); found {
		t.Error("an expired token is good")
	}
	now = now.Add(time.Second)
	issue() // clears it away
	now = now.Add(-time.Hour)
	if _, found := lookUp(other); found {
		t.Error("an expired ticket was kept")
	}
}
