package jobs

import (
	"context"
	"errors"
	"sync"

	"resellerbot/internal/ops"
)

// bulkWidth is how many bulks are worked on at once.
const bulkWidth = 4

// Bulks gives a turn to the bulks that are due: to a few at once, and to one of
// each chat, whose panel they share.
func Bulks(o *ops.Ops, show ops.ShowBulk) func(context.Context) error {
	return func(ctx context.Context) error {
		due, err := o.DueBulks(ctx)
		if err != nil {
			return err
		}
		var wg sync.WaitGroup
		var errs [bulkWidth]error
		chats := make(map[int64]bool)
		for _, b := range due {
			if chats[b.Chat] || len(chats) == bulkWidth {
				continue
			}
			n := len(chats)
			chats[b.Chat] = true
			wg.Go(func() { errs[n] = guarded(func() error { return o.RunBulk(ctx, b.ID, show) }) })
		}
		wg.Wait()
		return errors.Join(errs[:]...)
	}
}
