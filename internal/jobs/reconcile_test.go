package jobs_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// TestReconcileGoesOn: rows that cannot be read are named, and hold up none of
// the others. Rows without an account are put off.
func TestReconcileGoesOn(t *testing.T) {
	keys, err := secret.NewKeyring()
	if err != nil {
		t.Fatal(err)
	}
	store, err := storage.OpenUnsynced(filepath.Join(t.TempDir(), "bot.db"), keys, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	rows := map[string]string{"strange": "paint client", "open1": "renew client", "open2": "delete client", "open3": "create client", "odd": "sell client"}
	err = store.Update(t.Context(), func(tx *storage.Tx) error {
		for key, act := range rows {
			e := storage.Entry{Key: key, Act: act, Provider: ops.Servex, Chat: 7, State: storage.Unknown, Intent: []byte(`{"username":"ana"}`), Calls: 1}
			if err := tx.SaveEntry(e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	o := ops.New(ops.Config{Store: store})
	err = jobs.Reconcile(o, nil)(t.Context())
	if err == nil || !strings.Contains(err.Error(), "act strange:") || !strings.Contains(err.Error(), "act odd:") || strings.Contains(err.Error(), "open") {
		t.Errorf("%v", err)
	}
	due, err := o.Unsettled(t.Context(), 50)
	if err != nil || len(due) != 2 {
		t.Errorf("%d rows are still due, %v, want the two that nobody can read", len(due), err)
	}
	err = store.View(t.Context(), func(tx *storage.Tx) error {
		later, err := tx.Unsettled(time.Now().Add(time.Hour), 50)
		if len(later) != len(rows) {
			t.Errorf("%d rows are left", len(later))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
