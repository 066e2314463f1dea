package jobs_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

func TestWebhooksOfAllChatsAreWorkedOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		keys, err := secret.NewKeyring()
		if err != nil {
			t.Fatal(err)
		}
		store, err := storage.OpenUnsynced(filepath.Join(t.TempDir(), "bot.db"), keys, storage.Options{Now: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = store.Close() }()
		o := ops.New(ops.Config{Store: store})
		const chats, each = 3, 120 // more than one transaction takes
		err = store.Update(t.Context(), func(tx *storage.Tx) error {
			for chat := int64(1); chat <= chats; chat++ {
				if err := tx.SaveHostWatch(storage.HostWatch{Chat: chat, On: true, Kinds: []string{"invoice.paid"}, Since: time.Now()}); err != nil {
					return err
				}
				for n := range each {
					if err := addCall(tx, chat, n); err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		told := map[int64]int{}
		ctx, end := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- jobs.HostCalls(o)(ctx) }()
		tell := jobs.HostNews(o, func(_ *storage.Tx, n ops.HostNews) error {
			told[n.Watch.Chat] += n.Counts["invoice.paid"]
			return nil
		})
		for range 2 { // the second ones come while it waits
			time.Sleep(5 * time.Minute)
			if err := tell(t.Context()); err != nil {
				t.Error(err)
			}
			if err := store.Update(t.Context(), func(tx *storage.Tx) error { return addCall(tx, 2, 1000) }); err != nil {
				t.Error(err)
			}
			o.WakeHostCalls()
		}
		end()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if told[1] != each || told[2] != each+1 || told[3] != each {
			t.Errorf("told %v", told)
		}
	})
}

// addCall has a webhook of a payment wait for a chat.
func addCall(tx *storage.Tx, chat int64, n int) error {
	now := time.Now().UTC()
	body := fmt.Sprintf(`{"event":"invoice.paid","data":{"invoice_id":%d,"uuid":"u-%d","amount":5.99},"timestamp":%q}`, n, n, now.Format(time.RFC3339))
	_, err := tx.AddHostCall(storage.HostCall{Chat: chat, Body: []byte(body), At: now}, fmt.Sprint(n))
	return err
}
