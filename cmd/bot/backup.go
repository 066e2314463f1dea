package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"resellerbot/internal/secret"
	"resellerbot/storage"
)

type backupCommand struct {
	File string `arg:"" help:"Where to write the copy."`
}

// Run writes the backup itself, or has the running bot do it.
func (b backupCommand) Run(s *surroundings) error {
	c, err := s.loadOffline()
	if err != nil {
		return err
	}
	store, _, err := openExisting(c)
	switch {
	case errors.Is(err, storage.ErrLocked):
		if err := askForBackup(s.ctx, c.Storage.Path, b.File); err != nil {
			return fmt.Errorf("back up database: the bot is running, but: %w", err)
		}
	case err != nil:
		return err
	default:
		if err := errors.Join(store.Backup(s.ctx, b.File), store.Close()); err != nil {
			return err
		}
	}
	s.say("%s is a good backup.", b.File)
	s.say("It can be read only with %s and %s: keep copies of them elsewhere.", c.Secrets.MasterKeyFile, keysetFile(c))
	return nil
}

type restoreCommand struct {
	File string `arg:"" help:"The backup to take." type:"existingfile"`
}

// Run replaces the database of a stopped bot.
func (r restoreCommand) Run(s *surroundings) error {
	c, err := s.loadOffline()
	if err != nil {
		return err
	}
	keys, err := existingKeys(c)
	if err != nil {
		return err
	}
	if err := makeDirs(c); err != nil {
		return err
	}
	if err := storage.Restore(s.ctx, r.File, c.Storage.Path, keys); err != nil {
		return err
	}
	s.say("Restored %s from %s. What was there before lies beside it as %s.before-restore-….", c.Storage.Path, r.File, filepath.Base(c.Storage.Path))
	s.say("What happened after the backup is not in it: look at the panels before you renew or create anything again.")
	return nil
}

type rotateKeyCommand struct{}

// Run gives a stopped bot a new key and seals everything anew with it.
func (rotateKeyCommand) Run(s *surroundings) error {
	c, err := s.loadOffline()
	if err != nil {
		return err
	}
	store, keys, err := openExisting(c)
	if errors.Is(err, storage.ErrLocked) {
		return fmt.Errorf("rotate key: the bot is running; stop it first: %w", err)
	}
	if err != nil {
		return err
	}
	n, err := rotate(s.ctx, store, keys)
	if err := errors.Join(err, store.Close()); err != nil {
		return fmt.Errorf("rotate key: %w", err)
	}
	s.say("A new key seals all %d rows. Copy %s anew to where you keep it; older backups still open with it.", n, keysetFile(c))
	return nil
}

func rotate(ctx context.Context, store *storage.Store, keys *secret.Keyring) (int, error) {
	if err := keys.Rotate(); err != nil {
		return 0, err
	}
	return store.Reseal(ctx)
}

// openExisting opens a database that must be there: a mistyped path must not
// make a new one.
func openExisting(c Config) (*storage.Store, *secret.Keyring, error) {
	if _, err := os.Stat(c.Storage.Path); err != nil {
		return nil, nil, fmt.Errorf("open database: %w (see storage.path)", err)
	}
	keys, err := existingKeys(c)
	if err != nil {
		return nil, nil, err
	}
	store, err := storage.Open(c.Storage.Path, keys, storage.Options{})
	return store, keys, err
}

// existingKeys never makes a key: a new one opens nothing that is there.
func existingKeys(c Config) (*secret.Keyring, error) {
	for _, file := range []string{c.Secrets.MasterKeyFile, keysetFile(c)} {
		if _, err := os.Stat(file); err != nil {
			return nil, fmt.Errorf("open keys: %w (see secrets.master_key_file)", err)
		}
	}
	return secret.OpenKeyring(c.Secrets.MasterKeyFile)
}

func keysetFile(c Config) string { return c.Secrets.MasterKeyFile + ".keyset" }

// makeDirs makes the folders of the database and the key.
func makeDirs(c Config) error {
	for _, file := range []string{c.Storage.Path, c.Secrets.MasterKeyFile} {
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			return fmt.Errorf("make folder: %w", err)
		}
	}
	return nil
}
