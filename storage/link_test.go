package storage

import (
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// customers of two chats: two of client 5, one of client 6, one of another chat.
func customers() []Link {
	at := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	return []Link{
		{Chat: -731_220_100, ClientID: 5, Username: "ana", Person: 731_220_001, By: 731_220_009, At: at, Next: at.Add(time.Hour)},
		{Chat: -731_220_100, ClientID: 5, Username: "ana", Person: 731_220_002, At: at, Next: at.Add(2 * time.Hour)},
		{Chat: -731_220_100, ClientID: 6, Username: "bia", Person: 731_220_001, At: at, Next: at},
		{Chat: 731_220_300, ClientID: 5, Username: "caio", Person: 731_220_001, At: at, Next: at.Add(3 * time.Hour)},
	}
}

func saveLinks(t *testing.T, s *Store, links []Link) {
	t.Helper()
	update(t, s, func(tx *Tx) error {
		for _, l := range links {
			if err := tx.SaveLink(l); err != nil {
				return err
			}
		}
		return nil
	})
}

func ask(t *testing.T, s *Store, l Link) (r Request, fresh bool) {
	t.Helper()
	update(t, s, func(tx *Tx) (err error) {
		r, fresh, err = tx.OpenRequest(Request{Chat: l.Chat, ClientID: l.ClientID, Username: l.Username, Person: l.Person})
		return err
	})
	return r, fresh
}

func names(links []Link) (all []string) {
	for _, l := range links {
		all = append(all, l.Username)
	}
	return all
}

func TestLinksAreFound(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	all := customers()
	saveLinks(t, s, all)
	saveLinks(t, s, all[:1]) // again: one row per chat, client and person
	base := all[0].At
	err := s.View(t.Context(), func(tx *Tx) error {
		one, found, err := tx.Link(all[0].Key())
		if diff := cmp.Diff(all[0], one); diff != "" || !found || err != nil {
			t.Errorf("Link: %v, %v\n%s", found, err, diff)
		}
		for what, ask := range map[string]struct {
			get  func() ([]Link, error)
			want []string
		}{
			"of a person":    {func() ([]Link, error) { return tx.LinksOf(731_220_001) }, []string{"ana", "bia", "caio"}},
			"of nobody":      {func() ([]Link, error) { return tx.LinksOf(1) }, nil},
			"to a client":    {func() ([]Link, error) { return tx.LinksTo(-731_220_100, "", 5) }, []string{"ana", "ana"}},
			"to a chat":      {func() ([]Link, error) { return tx.LinksTo(-731_220_100, "", 0) }, []string{"ana", "ana", "bia"}},
			"due":            {func() ([]Link, error) { return tx.DueLinks(base.Add(time.Hour), 10) }, []string{"bia", "ana"}},
			"due, limited":   {func() ([]Link, error) { return tx.DueLinks(base.Add(time.Hour), 1) }, []string{"bia"}},
			"due long after": {func() ([]Link, error) { return tx.DueLinks(base.AddDate(1, 0, 0), 10) }, []string{"bia", "ana", "ana", "caio"}},
		} {
			got, err := ask.get()
			if diff := cmp.Diff(ask.want, names(got)); diff != "" || err != nil {
				t.Errorf("%s: %v\n%s", what, err, diff)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestOneOpenRequestPerLink(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	all := customers()
	saveLinks(t, s, all)
	first, fresh := ask(t, s, all[0])
	again, twice := ask(t, s, all[0])
	if !fresh || twice || first.ID != again.ID {
		t.Errorf("asked twice: %v, %v, %d and %d", fresh, twice, first.ID, again.ID)
	}
	if _, fresh := ask(t, s, all[1]); !fresh {
		t.Error("another customer of the same client cannot ask")
	}
	first.State, first.By = RequestDeclined, 9
	update(t, s, func(tx *Tx) error { return tx.SaveRequest(first) })
	next, fresh := ask(t, s, all[0])
	if !fresh || next.ID == first.ID {
		t.Errorf("after a no: %v, %d", fresh, next.ID)
	}
	update(t, s, func(tx *Tx) error { return tx.DropLink(all[0].Key()) })
	err := s.View(t.Context(), func(tx *Tx) error {
		if _, found, err := tx.Request(next.ID); found || err != nil {
			t.Errorf("a request outlives its link: %v", err)
		}
		_, found, err := tx.Request(first.ID)
		if !found {
			t.Error("an ended request went with the link")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if n, err := s.Trim(t.Context(), time.Now().Add(time.Hour)); n != 1 || err != nil {
		t.Errorf("Trim = %d, %v, want the ended request", n, err)
	}
}

// TestForgetCustomers: a customer takes along what is their own, a reseller
// all of their customers, and an admin of a group only their name.
func TestForgetCustomers(t *testing.T) {
	for what, c := range map[string]struct {
		person, chat int64
		left         []string
	}{
		"customer": {731_220_001, 731_220_001, []string{"ana"}},
		"reseller": {731_220_300, 731_220_300, []string{"ana", "ana", "bia"}},
		"admin":    {731_220_009, -731_220_100, []string{"ana", "ana", "bia", "caio"}},
	} {
		s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
		saveLinks(t, s, customers())
		for _, l := range customers() {
			r, _ := ask(t, s, l)
			r.State = RequestDone
			if l.Chat < 0 {
				r.By = 731_220_009
			}
			update(t, s, func(tx *Tx) error { return tx.SaveRequest(r) })
			ask(t, s, l)
		}
		update(t, s, func(tx *Tx) error {
			held, err := tx.Held(c.person, c.chat)
			if held.Links != map[string]int{"customer": 3}[what] {
				t.Errorf("%s: holds %d links", what, held.Links)
			}
			if err != nil {
				return err
			}
			return tx.Forget(c.person, c.chat)
		})
		err := s.View(t.Context(), func(tx *Tx) error {
			links, err := tx.DueLinks(time.Now().AddDate(100, 0, 0), 10)
			if err != nil {
				return err
			}
			var left []string
			for _, chat := range []int64{-731_220_100, 731_220_300} {
				some, err := tx.LinksTo(chat, "", 0)
				if err != nil {
					return err
				}
				left = append(left, names(some)...)
			}
			if diff := cmp.Diff(c.left, left); diff != "" || len(links) != len(left) {
				t.Errorf("%s: links left, %d due:\n%s", what, len(links), diff)
			}
			requests, err := tx.keysFrom(requestRows, nil, nil, 0)
			if len(requests) != 2*len(left) {
				t.Errorf("%s: %d requests for %d links", what, len(requests), len(left))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if found := bucketsWith(t, s, c.person, strconv.FormatInt(c.person, 10)); len(found) > 0 {
			t.Errorf("%s: rows left: %v", what, found)
		}
	}
}

func TestMigrateCustomers(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	const from, to = -731_220_100, -100_731_220_500
	all := customers()
	there := all[1]
	there.Chat, there.Username = to, "anew"
	saveLinks(t, s, append(all, there))
	asked, _ := ask(t, s, all[0])
	ask(t, s, all[1])
	ask(t, s, there)
	for range 2 { // the second has nothing to do
		update(t, s, func(tx *Tx) error { return tx.MigrateChat(from, to) })
	}
	if left := bucketsWith(t, s, from, "731220100"); len(left) != 1 || left[chatMoves] != 1 {
		t.Errorf("rows of the old chat: %v, want the one that leads to the new", left)
	}
	err := s.View(t.Context(), func(tx *Tx) error {
		links, err := tx.LinksTo(to, "", 0)
		if diff := cmp.Diff([]string{"ana", "anew", "bia"}, names(links)); diff != "" || err != nil {
			t.Errorf("links: %v\n%s", err, diff)
		}
		got, open, err := tx.RequestOf(links[0].Key())
		if !open || got.ID != asked.ID || err != nil {
			t.Errorf("request %+v, %v", got, err)
		}
		requests, err := tx.requestsBy(requestLink, intKey(to))
		if len(requests) != 2 {
			t.Errorf("%d requests", len(requests))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
