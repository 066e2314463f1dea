package storage

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// linkProvidersMigrate opens a file of the version whose links were all to
// Servex clients: all of them are found by every way, and nothing of the old
// keys is left.
func linkProvidersMigrate(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	links := customers()
	asked := Request{ID: 1, Chat: links[0].Chat, ClientID: 5, Person: links[0].Person, State: RequestOpen, At: links[0].At}
	ended := Request{ID: 2, Chat: links[2].Chat, ClientID: 6, Person: links[2].Person, State: RequestDone, At: links[0].At, Ended: links[0].At}
	update(t, s, func(tx *Tx) error {
		for _, l := range links {
			if err := tx.saveOldLink(l); err != nil {
				return err
			}
		}
		for _, r := range []Request{asked, ended} {
			if err := tx.saveOldRequest(r); err != nil {
				return err
			}
		}
		return nil
	})
	setSchema(t, s, slices.IndexFunc(migrations(), func(m migration) bool { return m.name == "link providers" }))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path, keys)
	update(t, s, func(tx *Tx) error {
		due, err := tx.DueLinks(links[0].At.AddDate(1, 0, 0), 10)
		if diff := cmp.Diff([]string{"bia", "ana", "ana", "caio"}, names(due)); diff != "" || err != nil {
			t.Errorf("due: %v\n%s", err, diff)
		}
		mine, err := tx.LinksOf(731_220_001)
		if diff := cmp.Diff([]string{"ana", "bia", "caio"}, names(mine)); diff != "" || err != nil {
			t.Errorf("of a person: %v\n%s", err, diff)
		}
		for i, want := range links {
			want.Provider = "servex"
			got, found, err := tx.Link(want.Key())
			if diff := cmp.Diff(want, got); diff != "" || !found || err != nil {
				t.Errorf("link %d: %v, %v\n%s", i, found, err, diff)
			}
		}
		r, open, err := tx.RequestOf(mine[0].Key())
		if !open || r.ID != asked.ID || r.Provider != "servex" || err != nil {
			t.Errorf("request %+v, %v, %v", r, open, err)
		}
		if done, _, err := tx.Request(ended.ID); done.State != RequestDone || done.Provider != "servex" || err != nil {
			t.Errorf("ended request %+v, %v", done, err)
		}
		for b, want := range map[bucket]int{linkRows: 4, linkPerson: 4, linkDue: 4, requestRows: 2, requestLink: 2, requestPerson: 2, requestClosed: 1} {
			if n, err := tx.countFrom(b, nil); n != want || err != nil {
				t.Errorf("%s: %d rows, want %d, %v", b, n, want, err)
			}
		}
		return tx.Forget(731_220_001, 731_220_001)
	})
	if left := bucketsWith(t, s, 731_220_001, "731220001"); len(left) > 0 {
		t.Errorf("after the customer left: %v", left)
	}
}

func (tx *Tx) saveOldLink(l Link) error {
	key := join(intKey(l.Chat), intKey(l.ClientID), intKey(l.Person))
	if err := tx.mark(linkPerson, join(intKey(l.Person), intKey(l.Chat), intKey(l.ClientID))); err != nil {
		return err
	}
	if err := tx.mark(linkDue, join(timeKey(l.Next), key)); err != nil {
		return err
	}
	return save(tx, linkRows, key, l)
}

func (tx *Tx) saveOldRequest(r Request) error {
	id := seqKey(r.ID)
	if err := tx.mark(requestLink, join(intKey(r.Chat), intKey(r.ClientID), intKey(r.Person), id)); err != nil {
		return err
	}
	if err := tx.mark(requestPerson, join(intKey(r.Person), id)); err != nil {
		return err
	}
	if r.State != RequestOpen {
		if err := tx.mark(requestClosed, join(timeKey(r.Ended), id)); err != nil {
			return err
		}
	}
	return save(tx, requestRows, id, r)
}

// TestClientsOfTwoProvidersAreTwo: an account may have the number of a client.
func TestClientsOfTwoProvidersAreTwo(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	at := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	client := Link{Chat: -7, Provider: "servex", ClientID: 5, Username: "client", Person: 1, At: at, Next: at}
	account := Link{Chat: -7, Provider: "vpnresellers", ClientID: 5, Username: "account", Person: 1, At: at, Next: at}
	saveLinks(t, s, []Link{client, account})
	update(t, s, func(tx *Tx) error {
		r, _, err := tx.OpenRequest(Request{Chat: -7, Provider: "vpnresellers", ClientID: 5, Person: 1, Note: "paid"})
		if err != nil || r.Link() != account.Key() {
			t.Errorf("request %+v, %v", r, err)
		}
		if _, open, err := tx.RequestOf(client.Key()); open || err != nil {
			t.Errorf("the client's: %v, %v", open, err)
		}
		for provider, want := range map[string][]string{"servex": {"client"}, "vpnresellers": {"account"}, "": {"client", "account"}} {
			all, err := tx.LinksTo(-7, provider, 0)
			if diff := cmp.Diff(want, names(all)); diff != "" || err != nil {
				t.Errorf("of %q: %v\n%s", provider, err, diff)
			}
		}
		if err := tx.DropLink(client.Key()); err != nil {
			return err
		}
		left, err := tx.LinksOf(1)
		if diff := cmp.Diff([]Link{account}, left); diff != "" {
			t.Error(diff)
		}
		return err
	})
}
