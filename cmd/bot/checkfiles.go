package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"

	"resellerbot/internal/secret"
	"resellerbot/storage"
)

func checkKeys(c Config) (note string, err error) {
	if missing(c.Secrets.MasterKeyFile) && missing(keysetFile(c)) {
		return "will be made at the first start", writable(c.Secrets.MasterKeyFile)
	}
	// It says itself what is wrong: a missing half, the mode, another's keyset.
	_, err = secret.OpenKeyring(c.Secrets.MasterKeyFile)
	return "", err
}

func checkDatabase(ctx context.Context, c Config) (note string, err error) {
	if missing(c.Storage.Path) {
		return "will be made at the first start", writable(c.Storage.Path)
	}
	keys, err := existingKeys(c)
	if err != nil {
		return "", err
	}
	err = storage.Check(ctx, c.Storage.Path, keys)
	if !errors.Is(err, storage.ErrLocked) {
		return "", err
	}
	answer, err := callControl(ctx, c.Storage.Path, http.MethodGet, "/readyz", nil)
	switch {
	case errors.Is(err, errNotRunning):
		return "", fmt.Errorf("another process holds %s, and it is not a bot that answers: %w", c.Storage.Path, err)
	case err != nil:
		return "", fmt.Errorf("the bot is running, but not well: %s", answer)
	}
	return "the bot is running and has it open", nil
}

func missing(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// writable tries whether a file could be made where path is, without leaving
// anything there.
func writable(path string) error {
	dir := filepath.Dir(path)
	for missing(dir) && dir != filepath.Dir(dir) {
		dir = filepath.Dir(dir)
	}
	f, err := os.CreateTemp(dir, ".check-*")
	if err != nil {
		return fmt.Errorf("cannot write to %s: give this user the right to: %w", dir, err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}
