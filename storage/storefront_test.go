package storage

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func fillStores(tx *Tx) []func() error {
	return []func() error{
		func() error {
			return tx.SaveStorefront(Storefront{ID: strings.Repeat("s", offerIDLength), Chat: 2, Name: canary, Summary: true, Next: time.Now()})
		},
		func() error {
			return tx.SaveMember(Member{Chat: 2, Person: 1, Panel: strings.Repeat("a", panelLength), Email: canary, Password: canary, Next: time.Now()})
		},
	}
}

// storesMigrate opens a file of the version before stores.
func storesMigrate(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	update(t, s, func(tx *Tx) error {
		for _, name := range []string{"stores", "members"} {
			if err := tx.bolt.DeleteBucket([]byte(name)); err != nil {
				return err
			}
		}
		return nil
	})
	setSchema(t, s, slices.IndexFunc(migrations(), func(m migration) bool { return m.name == "stores" }))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	fill(t, openAt(t, path, keys))
}
