package storage

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// digestProvidersMigrate opens a file of the version whose digests and warnings
// were all of Servex: they are found, once, by all indexes, and the accounts that
// were connected with another provider are warned of.
func digestProvidersMigrate(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	next := time.Now().UTC().Add(-time.Hour)
	d := Digest{Chat: -7, Provider: "servex", Person: 7, On: true, Hour: 8, Thresholds: []int{3}, Next: next}
	w := Warning{Chat: -7, ClientID: 1, Username: "ana", Expires: next.Add(48 * time.Hour), Warned: 3, Next: next}
	update(t, s, func(tx *Tx) error {
		for _, provider := range []string{"servex", "vpnresellers"} {
			if err := tx.put(accountKeys, accountKey(-7, provider), []byte("key")); err != nil {
				return err
			}
			if err := save(tx, accountRows, accountKey(-7, provider), Account{Chat: -7, Provider: provider, By: 7}); err != nil {
				return err
			}
		}
		if err := save(tx, digestRows, intKey(-7), d); err != nil {
			return err
		}
		if err := save(tx, warningRows, join(intKey(-7), intKey(1)), w); err != nil {
			return err
		}
		for b, key := range map[bucket][]byte{
			digestDue:   join(timeKey(next), intKey(-7)),
			warningDue:  join(intKey(-7), timeKey(next), intKey(1)),
			warningOver: join(timeKey(w.Expires), intKey(-7), intKey(1)),
		} {
			if err := tx.mark(b, key); err != nil {
				return err
			}
		}
		return nil
	})
	setSchema(t, s, slices.IndexFunc(migrations(), func(m migration) bool { return m.name == "digest providers" }))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path, keys)
	w.Provider = "servex"
	update(t, s, func(tx *Tx) error {
		due, err := tx.DueDigests(time.Now(), 0)
		if diff := cmp.Diff([]Digest{d}, due); diff != "" || err != nil {
			t.Errorf("due: %v\n%s", err, diff)
		}
		warnings, err := tx.DueWarnings(-7, "servex", time.Now(), 0)
		if diff := cmp.Diff([]Warning{w}, warnings); diff != "" || err != nil {
			t.Errorf("warnings: %v\n%s", err, diff)
		}
		stands, err := tx.WarningStands(-7, "servex", 1, w.Expires)
		if !stands || err != nil {
			t.Errorf("the expiry is not found: %v", err)
		}
		other, found, err := tx.Digest(-7, "vpnresellers")
		if !found || !other.On || !other.Next.After(time.Now()) {
			t.Errorf("of the other provider: %+v, %v", other, err)
		}
		for b, want := range map[bucket]int{digestRows: 2, digestDue: 2, warningRows: 1, warningDue: 1, warningOver: 1} {
			if keys, err := tx.keysFrom(b, nil, nil, 0); err != nil || len(keys) != want {
				t.Errorf("%d rows in %s, %v, want %d", len(keys), b, err, want)
			}
		}
		return nil
	})
}

// TestDigestsOfTwoProviders: each has its own digest and warnings, though their
// clients have the same ids, and goes with its own account.
func TestDigestsOfTwoProviders(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	at := time.Unix(9, 0).UTC()
	warning := func(chat int64, provider string) Warning {
		return Warning{Chat: chat, Provider: provider, ClientID: 3, Username: provider, Expires: at.Add(time.Hour), Next: at}
	}
	update(t, s, func(tx *Tx) error {
		for _, provider := range []string{"vpnresellers", "servex"} {
			if err := tx.SaveDigest(Digest{Chat: -5, Provider: provider, On: true}); err != nil {
				return err
			}
			if err := tx.SaveWarning(warning(-5, provider)); err != nil {
				return err
			}
		}
		return tx.MigrateChat(-5, -6)
	})
	check := func(want ...string) {
		t.Helper()
		update(t, s, func(tx *Tx) error {
			digests, err := tx.Digests(-6)
			var have []string
			for _, d := range digests {
				have = append(have, d.Provider)
				due, err := tx.DueWarnings(-6, d.Provider, at.Add(1), 0)
				if diff := cmp.Diff([]Warning{warning(-6, d.Provider)}, due); diff != "" || err != nil {
					t.Errorf("due of %s: %v\n%s", d.Provider, err, diff)
				}
			}
			if diff := cmp.Diff(want, have); diff != "" || err != nil {
				t.Errorf("digests: %v\n%s", err, diff)
			}
			rows, err := tx.keysFrom(warningRows, nil, nil, 0)
			if len(rows) != len(want) || err != nil {
				t.Errorf("%d rows, %v", len(rows), err)
			}
			return nil
		})
	}
	check("servex", "vpnresellers")
	update(t, s, func(tx *Tx) error { return tx.DropAccount(-6, "servex") })
	check("vpnresellers")
}
