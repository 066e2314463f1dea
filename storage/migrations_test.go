package storage

import (
	"encoding/binary"
	"errors"
	"path/filepath"
	"slices"
	"testing"
)

// migrationTests has the test of every migration, by its name.
func migrationTests() map[string]func(*testing.T) {
	return map[string]func(*testing.T){
		"buckets": func(t *testing.T) {
			s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
			fill(t, s)
		},
		"bulks": func(t *testing.T) {
			path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
			s := openAt(t, path, keys)
			update(t, s, func(tx *Tx) error {
				if err := tx.bolt.DeleteBucket([]byte("bulks")); err != nil {
					return err
				}
				return tx.bolt.DeleteBucket([]byte("batches"))
			})
			setSchema(t, s, slices.IndexFunc(migrations(), func(m migration) bool { return m.name == "bulks" }))
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			fill(t, openAt(t, path, keys))
		},
		"links":            linksMigrate,
		"samples":          samplesMigrate,
		"digests":          digestsMigrate,
		"digest providers": digestProvidersMigrate,
		"chat moves":       movesMigrate,
		"orders":           ordersMigrate,
		"order news":       orderNewsMigrate,
		"link providers":   linkProvidersMigrate,
		"offers":           offersMigrate,
		"stores":           storesMigrate,
		"invoices":         invoicesMigrate,
		"invoice payments": invoicePaymentsMigrate,
		"store troubles":   storeTroublesMigrate,
		"invoice pictures": invoicePicturesMigrate,
		"hosts":            hostsMigrate,
		"alerts": func(t *testing.T) {
			s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
			update(t, s, func(tx *Tx) error { return tx.SaveAlertRule(AlertRule{Chat: 1, Panel: "p", On: true}) })
		},
	}
}

func samplesMigrate(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	update(t, s, func(tx *Tx) error { return tx.bolt.DeleteBucket([]byte(sampleRows)) })
	setSchema(t, s, slices.IndexFunc(migrations(), func(m migration) bool { return m.name == "samples" }))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	fill(t, openAt(t, path, keys))
}

func TestEveryMigrationHasATest(t *testing.T) {
	tests := migrationTests()
	for _, m := range migrations() {
		test := tests[m.name]
		if test == nil {
			t.Errorf("migration %s has no test", m.name)
			continue
		}
		t.Run(m.name, test)
	}
	if len(tests) != len(migrations()) {
		t.Errorf("%d tests for %d migrations", len(tests), len(migrations()))
	}
}

func setSchema(t *testing.T, s *Store, version int) {
	t.Helper()
	update(t, s, func(tx *Tx) error {
		in, err := tx.bucket(meta)
		if err != nil {
			return err
		}
		return in.Put([]byte(schemaKey), binary.BigEndian.AppendUint64(nil, uint64(version)))
	})
}

func TestNewerFileIsRefused(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	setSchema(t, s, len(migrations())+1)
	if err := s.Backup(t.Context(), path+".backup"); !errors.Is(err, ErrNewer) {
		t.Errorf("Backup = %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	// A newer version may seal otherwise: it is told apart before the key is.
	if _, err := Open(path, keys, Options{}); !errors.Is(err, ErrNewer) {
		t.Errorf("Open = %v", err)
	}
	if _, err := Open(path, newKeys(t), Options{}); !errors.Is(err, ErrNewer) {
		t.Errorf("Open with another key = %v", err)
	}
}

func TestFailedMigrationChangesNothing(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	wrong := errors.New("wrong")
	list := append(migrations(),
		migration{"first", func(tx *Tx) error { return tx.SavePerson(Person{ID: 1}) }},
		migration{"second", func(*Tx) error { return wrong }})
	err := s.Update(t.Context(), func(tx *Tx) error {
		_, err := tx.migrate(list)
		return err
	})
	if !errors.Is(err, wrong) {
		t.Fatalf("migrate = %v", err)
	}
	err = s.View(t.Context(), func(tx *Tx) error {
		if _, found, err := tx.Person(1); found || err != nil {
			t.Errorf("the first migration stayed: %v, %v", found, err)
		}
		version, err := tx.schema()
		if version != len(migrations()) {
			t.Errorf("schema = %d", version)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
