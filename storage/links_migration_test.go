package storage

import (
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// linksMigrate opens a file of the version before links: what it held is
// there, and a link can be kept.
func linksMigrate(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	update(t, s, func(tx *Tx) error { return tx.SavePerson(Person{ID: 7, Name: "Ana"}) })
	at := 0
	for i, m := range migrations() {
		if m.name == "links" {
			at = i
		}
	}
	setSchema(t, s, at)
	err := s.db.Update(func(btx *bolt.Tx) error {
		for _, name := range []string{"links", "requests"} {
			if err := btx.DeleteBucket([]byte(name)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path, keys)
	update(t, s, func(tx *Tx) error {
		if p, _, err := tx.Person(7); p.Name != "Ana" || err != nil {
			t.Errorf("person %+v, %v", p, err)
		}
		return tx.SaveLink(Link{Chat: 1, ClientID: 2, Person: 3})
	})
}
