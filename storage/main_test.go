package storage_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"go.uber.org/goleak"

	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// crashDir makes the test binary the process that is killed, see TestCrash.
const crashDir = "STORAGE_TEST_CRASH_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(crashDir); dir != "" {
		if err := writeForEver(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	goleak.VerifyTestMain(m)
}

// writeForEver prints each id once its update is committed; a message goes
// with each, and its delivery is always under way.
func writeForEver(dir string) error {
	keys, err := secret.OpenKeyring(filepath.Join(dir, "master.key"))
	if err != nil {
		return err
	}
	s, err := storage.Open(filepath.Join(dir, "bot.db"), keys, storage.Options{})
	if err != nil {
		return err
	}
	next := int64(1)
	err = s.View(context.Background(), func(tx *storage.Tx) error {
		old, err := tx.Updates(0, 1_000_000)
		if len(old) > 0 {
			next = old[len(old)-1].ID + 1
		}
		return err
	})
	for id := next; err == nil; id++ {
		err = s.Update(context.Background(), func(tx *storage.Tx) error {
			if _, err := tx.AddUpdate(storage.Update{ID: id, Raw: []byte(strconv.FormatInt(id, 10))}); err != nil {
				return err
			}
			o := storage.Outgoing{Key: storage.OutKey{Chat: id}, Kind: storage.Send}
			if err := tx.Queue(&o); err != nil {
				return err
			}
			return tx.Departing(o.Key)
		})
		if err == nil {
			fmt.Println(id)
		}
	}
	return err
}

func TestCrash(t *testing.T) {
	dir := t.TempDir()
	last := int64(0)
	for run := range 5 {
		last = killAfter(t, dir, 20+10*run)
	}
	keys, err := secret.OpenKeyring(filepath.Join(dir, "master.key"))
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, filepath.Join(dir, "bot.db"), keys)
	view(t, s, func(tx *storage.Tx) error {
		updates, err := tx.Updates(0, 1_000_000)
		if err != nil {
			return err
		}
		for i, u := range updates {
			if u.ID != int64(i+1) || string(u.Raw) != strconv.Itoa(i+1) {
				t.Fatalf("row %d is %d %q", i, u.ID, u.Raw)
			}
		}
		// One more than was printed may be there: committed, then killed.
		if n := int64(len(updates)); n != last && n != last+1 {
			t.Errorf("%d updates, %d were confirmed", n, last)
		}
		keys, err := tx.OutKeys()
		if err != nil || len(keys) != len(updates) {
			t.Errorf("%d messages for %d updates, %v", len(keys), len(updates), err)
		}
		for _, k := range keys {
			o, found, err := tx.Outgoing(k)
			if err != nil || !found || o.Doubt != 1 {
				t.Fatalf("message %v: found %v, doubt %d, %v, want one doubt for its one crash", k, found, o.Doubt, err)
			}
		}
		return nil
	})
}

// killAfter runs writeForEver in a process of its own, kills it after n lines
// and gives the last id that it printed.
func killAfter(t *testing.T, dir string, n int) (last int64) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe)
	cmd.Env = append(os.Environ(), crashDir+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for i := 0; lines.Scan(); i++ {
		if i == n {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
		if last, err = strconv.ParseInt(lines.Text(), 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	if err := cmd.Wait(); err == nil {
		t.Fatal("the process ended by itself")
	}
	return last
}
