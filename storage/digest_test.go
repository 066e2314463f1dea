package storage

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// digestsMigrate opens a file of the version before digests: a chat that had
// connected a panel has one then.
func digestsMigrate(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	update(t, s, func(tx *Tx) error {
		for _, name := range []string{"digests", "warnings"} {
			if err := tx.bolt.DeleteBucket([]byte(name)); err != nil {
				return err
			}
		}
		if err := tx.SavePerson(Person{ID: 7, Lang: "pt-BR"}); err != nil {
			return err
		}
		if err := tx.SaveChat(Chat{ID: -7, Zone: "America/Sao_Paulo"}); err != nil {
			return err
		}
		// Accounts of that version do not say what panel they are of.
		if err := tx.put(accountKeys, accountKey(-7, "servex"), []byte("key")); err != nil {
			return err
		}
		return save(tx, accountRows, accountKey(-7, "servex"), Account{Chat: -7, Provider: "servex", By: 7})
	})
	setSchema(t, s, slices.IndexFunc(migrations(), func(m migration) bool { return m.name == "digests" }))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path, keys)
	update(t, s, func(tx *Tx) error {
		d, found, err := tx.Digest(-7, "servex")
		zone, _ := time.LoadLocation("America/Sao_Paulo")
		want := resale.DigestAt(time.Now(), zone, 9, "", PanelOf("servex", "", secret.New("key")))
		if !found || err != nil || !d.On || d.Lang != "pt-BR" || d.Person != 7 || !d.Next.Equal(want) {
			t.Errorf("%+v, %v, %v, want it at %v", d, found, err, want)
		}
		return tx.SaveWarning(Warning{Chat: -7, Provider: "servex", ClientID: 1, Expires: time.Now()})
	})
}

func clientsOf(warnings []Warning) (ids []int64) {
	for _, w := range warnings {
		ids = append(ids, w.ClientID)
	}
	return ids
}

func TestDueDigestsAndWarnings(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	at := func(n int64) time.Time { return time.Unix(n, 0) }
	update(t, s, func(tx *Tx) error {
		for i := range int64(4) {
			if err := tx.SaveDigest(Digest{Chat: i, Provider: "servex", On: i != 2, Next: at(10 * i)}); err != nil {
				return err
			}
			for client := range int64(5) {
				w := Warning{Chat: i, Provider: "servex", ClientID: client, Expires: at(100 + client), Next: at(50 - client)}
				if client == 4 {
					w.Next = time.Time{}
				}
				if err := tx.SaveWarning(w); err != nil {
					return err
				}
			}
		}
		if err := tx.SaveDigest(Digest{Chat: 1, Provider: "servex", On: true, Next: at(20)}); err != nil {
			return err
		}
		return tx.SaveWarning(Warning{Chat: 1, Provider: "servex", ClientID: 3, Expires: at(300), Next: at(49)})
	})
	update(t, s, func(tx *Tx) error {
		due, err := tx.DueDigests(at(20), 0)
		if err != nil || len(due) != 2 || due[0].Chat != 0 || due[1].Chat != 1 {
			t.Errorf("due digests: %+v, %v", due, err)
		}
		for limit, want := range [][]int64{{2, 1, 3}, {2}, {2, 1}} {
			if warnings, err := tx.DueWarnings(1, "servex", at(50), limit); err != nil || !slices.Equal(clientsOf(warnings), want) {
				t.Errorf("due warnings of chat 1: %v, %v, want %v", clientsOf(warnings), err, want)
			}
		}
		for expires, want := range map[int64]bool{300: true, 103: false} {
			if stands, err := tx.WarningStands(1, "servex", 3, at(expires)); stands != want || err != nil {
				t.Errorf("the row has the expiry %d: %v, %v", expires, stands, err)
			}
		}
		return nil
	})
}

// TestDigestGoesWithItsAccount, and with nothing else.
func TestDigestGoesWithItsAccount(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	update(t, s, live(-5, 731_220_001))
	count := func(want int) {
		t.Helper()
		update(t, s, func(tx *Tx) error {
			for _, b := range []bucket{digestRows, digestDue, warningRows, warningDue, warningOver} {
				if keys, err := tx.keysFrom(b, nil, nil, 0); err != nil || len(keys) != want {
					t.Errorf("%d rows in %s, %v, want %d", len(keys), b, err, want)
				}
			}
			return nil
		})
	}
	update(t, s, func(tx *Tx) error { return tx.DropAccount(-5, "another") })
	count(1)
	update(t, s, func(tx *Tx) error { return tx.Forget(731_220_001, -5) })
	count(1)
	update(t, s, func(tx *Tx) error {
		if d, _, err := tx.Digest(-5, "servex"); d.Person != 0 || err != nil {
			t.Errorf("who reads it is still known: %+v, %v", d, err)
		}
		return tx.MigrateChat(-5, -6)
	})
	count(1)
	update(t, s, func(tx *Tx) error {
		w, err := tx.DueWarnings(-6, "servex", time.Unix(9, 0), 0)
		if len(w) != 1 || err != nil {
			t.Errorf("due in the new chat: %+v, %v", w, err)
		}
		return tx.DropAccount(-6, "servex")
	})
	count(0)
}

func TestOldWarningsAreTrimmed(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	update(t, s, func(tx *Tx) error {
		for i, days := range []int{-61, -59, 300} {
			w := Warning{Chat: 1, Provider: "servex", ClientID: int64(i), Expires: time.Now().AddDate(0, 0, days), Next: time.Now()}
			if err := tx.SaveWarning(w); err != nil {
				return err
			}
		}
		return nil
	})
	if n, err := s.Trim(t.Context(), time.Unix(0, 0)); n != 1 || err != nil {
		t.Errorf("%d trimmed, %v", n, err)
	}
	update(t, s, func(tx *Tx) error {
		w, err := tx.Warnings(1, "servex")
		if !slices.Equal(clientsOf(w), []int64{1, 2}) {
			t.Errorf("left: %v", clientsOf(w))
		}
		return err
	})
}
