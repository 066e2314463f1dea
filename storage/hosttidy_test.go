package storage

import (
	"fmt"
	"testing"
	"time"

	"resellerbot/internal/resale"
)

// tidyWorld has two chats that watch a panel, whose lists were read by then.
func tidyWorld(t *testing.T, now, read time.Time) *Store {
	t.Helper()
	s, _ := watching(t, 2)
	s.now = func() time.Time { return now }
	update(t, s, func(tx *Tx) error {
		for chat := range int64(2) {
			w := HostWatch{Chat: 2 + chat, On: true, Sweep: HostSweep{Based: true, Ended: read}}
			if err := tx.SaveHostWatch(w); err != nil {
				return err
			}
			for n, seen := range []time.Time{now.Add(-hostUnseenLife), now.Add(-hostUnseenLife + time.Hour), {}} {
				one := HostSight{Chat: w.Chat, Kind: resale.HostInvoices, Names: []string{fmt.Sprint("id ", n), fmt.Sprint("no ", n)}, Seen: seen}
				if err := tx.SaveHostSight(one); err != nil {
					return err
				}
				one.Names, one.Seen, one.Heard = []string{fmt.Sprint("uuid ", n)}, time.Time{}, seen
				if err := tx.SaveHostSight(one); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return s
}

func knownHosts(t *testing.T, s *Store, chat int64) (known string) {
	t.Helper()
	viewHosts(t, s, func(tx *Tx) {
		for n := range 3 {
			for _, sort := range []string{"id ", "no ", "uuid "} {
				if _, found, err := tx.HostSight(chat, resale.HostInvoices, fmt.Sprint(sort, n)); err != nil {
					t.Error(err)
				} else if found {
					known += fmt.Sprint(sort, n, ", ")
				}
			}
		}
	})
	return known
}

// What half a year's lists do not show is forgotten, whatever it is, unless
// nobody read them.
func TestWhatIsNotShownIsForgotten(t *testing.T) {
	const all, left = "id 0, no 0, uuid 0, id 1, no 1, uuid 1, id 2, no 2, uuid 2, ", "id 1, no 1, uuid 1, id 2, no 2, uuid 2, "
	now := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	for read, want := range map[time.Time]string{now: left, now.Add(-time.Minute): all, {}: all} {
		s := tidyWorld(t, now, read)
		for range 2 { // the second one finds nothing to do
			if _, err := s.Trim(t.Context(), now); err != nil {
				t.Fatal(err)
			}
		}
		for chat := range int64(2) {
			if got := knownHosts(t, s, 2+chat); got != want {
				t.Errorf("lists read at %v: %q is known, want %q", read, got, want)
			}
		}
	}
}

// Thousands are gone through in pieces, none of which is left out.
func TestManySightsAreTidied(t *testing.T) {
	now := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	s := tidyWorld(t, now, now)
	update(t, s, func(tx *Tx) error {
		for n := range 2*trimSize + 10 {
			err := tx.SaveHostSight(HostSight{Chat: 2, Kind: resale.HostServices, Names: []string{fmt.Sprint("id ", n)}, Seen: now.AddDate(-1, 0, 0)})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if _, err := s.Trim(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	viewHosts(t, s, func(tx *Tx) {
		n, err := tx.HostSights(2)
		w, _, _ := tx.HostWatch(2)
		if n != 4 || err != nil || w.Tidy != nil || !w.Tidied.Equal(now) {
			t.Errorf("%d are left (%v), tidied %v, on from %x", n, err, w.Tidied, w.Tidy)
		}
	})
}
