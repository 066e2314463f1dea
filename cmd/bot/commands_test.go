package main

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"resellerbot/storage"
)

// site is a configuration in a directory of its own, and how commands end there.
type site struct {
	t       *testing.T
	dir     string
	environ []string
	config  Config
}

func newSite(t *testing.T) *site {
	t.Helper()
	t.Parallel()
	dir := t.TempDir()
	s := &site{t: t, dir: dir, environ: []string{
		"BOT_TELEGRAM_TOKEN=" + testToken,
		"BOT_TELEGRAM_API_URL=http://127.0.0.1:1",
		"BOT_STORAGE_PATH=" + filepath.Join(dir, "data", "bot.db"),
		"BOT_SECRETS_MASTER_KEY_FILE=" + filepath.Join(dir, "data", "master.key"),
		"BOT_HTTP_LISTEN=127.0.0.1:0",
	}}
	var err error
	if s.config, err = LoadConfig("", s.environ); err != nil {
		t.Fatal(err)
	}
	return s
}

// file is a path in the site's directory.
func (s *site) file(name ...string) string {
	return filepath.Join(append([]string{s.dir}, name...)...)
}

// run gives what a command line prints, both ways, and its exit code.
func (s *site) run(args ...string) (string, int) {
	s.t.Helper()
	var out bytes.Buffer
	code := start(args, s.environ, &out, &out)
	return out.String(), code
}

// good fails the test when the command does.
func (s *site) good(args ...string) string {
	s.t.Helper()
	out, code := s.run(args...)
	if code != 0 {
		s.t.Fatalf("%v: exit code %d: %s", args, code, out)
	}
	return out
}

// bad fails the test when the command does not fail, or does not say why.
func (s *site) bad(why string, args ...string) {
	s.t.Helper()
	out, code := s.run(args...)
	if code == 0 || !strings.Contains(out, why) {
		s.t.Errorf("%v: exit code %d, which should say %q: %s", args, code, why, out)
	}
}

// begin runs the bot until the test or stop ends it.
func (s *site) begin() (app *App, stop func()) {
	s.t.Helper()
	ctx, cancel := context.WithCancel(s.t.Context())
	app, err := New(ctx, s.config, slog.New(slog.DiscardHandler))
	if err != nil {
		s.t.Fatal(err)
	}
	result := make(chan error, 1)
	go func() { result <- app.Run(ctx) }()
	ended := false
	stop = func() {
		if ended {
			return
		}
		ended = true
		cancel()
		if err := errors.Join(<-result, app.Close()); err != nil {
			s.t.Error(err)
		}
	}
	s.t.Cleanup(stop)
	return app, stop
}

// until waits for something that is bound to happen.
func until(t *testing.T, what string, happened func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !happened(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it did not happen: %s", what)
		}
	}
}

// write puts a person into the database; read tells whether one is there.
func write(t *testing.T, store *storage.Store, id int64) {
	t.Helper()
	err := store.Update(t.Context(), func(tx *storage.Tx) error { return tx.SavePerson(storage.Person{ID: id, Name: "Ana"}) })
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, store *storage.Store, id int64) (there bool) {
	t.Helper()
	err := store.View(t.Context(), func(tx *storage.Tx) (err error) {
		_, there, err = tx.Person(id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return there
}

func TestBackupAndRestore(t *testing.T) {
	s := newSite(t)
	s.bad("storage.path", "backup", s.file("a.db"))
	app, stop := s.begin()
	write(t, app.store, 1)

	s.good("backup", s.file("running.db")) // through the control socket
	info, err := os.Stat(s.file("running.db"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the backup: %v, %v", info, err)
	}
	s.bad("is running", "backup", s.file("no", "such", "folder", "a.db"))
	s.bad("in use", "restore", s.file("running.db"))
	s.bad("stop it first", "rotate-key")
	write(t, app.store, 2)
	stop()

	s.good("backup", s.file("stopped.db"))
	s.good("restore", s.file("running.db"))
	app, stop = s.begin()
	if !read(t, app.store, 1) || read(t, app.store, 2) {
		t.Error("the restored database is not the backup's")
	}
	stop()
	s.good("restore", s.file("stopped.db"))
	app, _ = s.begin()
	if !read(t, app.store, 1) || !read(t, app.store, 2) {
		t.Error("the restored database is not the second backup's")
	}
}

func TestRestoreRefusesWhatItCannotRead(t *testing.T) {
	s := newSite(t)
	app, stop := s.begin()
	write(t, app.store, 1)
	stop()
	if err := os.WriteFile(s.file("junk.db"), bytes.Repeat([]byte("junk"), 4096), 0o600); err != nil {
		t.Fatal(err)
	}
	s.bad("damaged", "restore", s.file("junk.db"))
	s.bad("no-such.db", "restore", s.file("no-such.db"))
	app, _ = s.begin()
	if !read(t, app.store, 1) {
		t.Error("a refused restore changed the database")
	}
}

func TestRotateKey(t *testing.T) {
	s := newSite(t)
	app, stop := s.begin()
	write(t, app.store, 1)
	stop()
	s.good("backup", s.file("before.db"))
	before, err := os.ReadFile(keysetFile(s.config))
	if err != nil {
		t.Fatal(err)
	}
	s.good("rotate-key")
	app, stop = s.begin()
	if !read(t, app.store, 1) {
		t.Error("a row is gone")
	}
	stop()
	s.good("restore", s.file("before.db")) // older backups still open

	s.good("rotate-key")
	if err := os.WriteFile(keysetFile(s.config), before, 0o600); err != nil {
		t.Fatal(err)
	}
	s.bad("does not fit", "rotate-key") // the old keyset opens nothing any more
}

func TestCommandsNeverMakeAKey(t *testing.T) {
	s := newSite(t)
	app, stop := s.begin()
	write(t, app.store, 1)
	stop()
	if err := errors.Join(os.Remove(s.config.Secrets.MasterKeyFile), os.Remove(keysetFile(s.config))); err != nil {
		t.Fatal(err)
	}
	s.bad("secrets.master_key_file", "backup", s.file("a.db"))
	s.bad("secrets.master_key_file", "rotate-key")
	if !missing(s.config.Secrets.MasterKeyFile) {
		t.Error("a new key lies where the right one is missing")
	}
}

func TestTwoBotsOnOneDatabase(t *testing.T) {
	s := newSite(t)
	s.begin()
	if _, err := New(t.Context(), s.config, slog.New(slog.DiscardHandler)); !errors.Is(err, storage.ErrLocked) {
		t.Errorf("the second bot: %v", err)
	}
	s.good("backup", s.file("a.db")) // the first one's socket is still there
}

func TestCommandLine(t *testing.T) {
	s := newSite(t)
	if out := s.good("version"); !strings.HasPrefix(out, "bot ") {
		t.Error(out)
	}
	if out := s.good("--help"); !strings.Contains(out, "rotate-key") || strings.Contains(out, "health") {
		t.Error(out)
	}
	s.bad("unexpected argument", "dance")
	s.bad("expected \"<file>\"", "backup")
	s.bad("no such file", "run", "-config", s.file("nowhere.toml"))
}
