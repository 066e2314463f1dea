package jobs_test

import (
	"context"
	"path/filepath"
	"testing"

	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// TestBulksTakeTurns: of each chat one at a time, and four chats at once. The
// chats have no panel, so a turn is an end.
func TestBulksTakeTurns(t *testing.T) {
	keys, err := secret.NewKeyring()
	if err != nil {
		t.Fatal(err)
	}
	store, err := storage.OpenUnsynced(filepath.Join(t.TempDir(), "bot.db"), keys, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	o := ops.New(ops.Config{Store: store})
	err = store.Update(t.Context(), func(tx *storage.Tx) error {
		for _, chat := range []int64{1, 1, 2, 3, 4, 5, 6} {
			b := storage.Bulk{ID: storage.NewID(), Chat: chat, Act: storage.BulkSuspend, Items: []storage.BulkItem{{ID: 1, Username: "ana"}}}
			if err := o.StartBulk(tx, b); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	work := jobs.Bulks(o, func(*storage.Tx, storage.Bulk) error { return nil })
	for _, left := range []int{3, 0, 0} {
		if err := work(t.Context()); err != nil {
			t.Fatal(err)
		}
		due, err := o.DueBulks(t.Context())
		if err != nil || len(due) != left {
			t.Errorf("%d are left, %v, want %d", len(due), err, left)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := work(ctx); err == nil {
		t.Error("no error at the end of everything")
	}
}
