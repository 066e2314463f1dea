package jobs

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// How much one run of Members takes on.
const (
	membersWidth  = 8  // panels at once
	membersOfOne  = 2  // accounts of a panel at once
	membersLimit  = 20 // accounts of a panel
	summariesMost = 100
)

// Members looks at the accounts of stores' customers, and has the customers
// warned of what ends. Each panel has its own turn, a few calls at once.
func Members(o *ops.Ops, tell ops.TellStore) func(context.Context) error {
	return func(ctx context.Context) error {
		panels, err := o.DueMemberPanels(ctx)
		if err != nil {
			return err
		}
		return each(panels, membersWidth, func(panel string) error {
			due, err := o.DueMembers(ctx, panel, membersLimit)
			if err != nil {
				return err
			}
			return each(due, membersOfOne, func(m storage.Member) error {
				if err := o.LookAtMember(ctx, m, tell); err != nil {
					return fmt.Errorf("account at the store of chat %d: %w", m.Chat, err)
				}
				return nil
			})
		})
	}
}

// Summaries has stores' chats told what became of them.
func Summaries(o *ops.Ops, tell ops.TellStore) func(context.Context) error {
	return func(ctx context.Context) error {
		due, err := o.DueSummaries(ctx, summariesMost)
		if err != nil {
			return err
		}
		var errs []error
		for _, s := range due {
			if err := o.RunSummary(ctx, s, tell); err != nil {
				errs = append(errs, fmt.Errorf("store of chat %d: %w", s.Chat, err))
			}
		}
		return errors.Join(errs...)
	}
}

// each does something for all, so many at once, and waits for them.
func each[T any](all []T, width int, do func(T) error) error {
	var wg sync.WaitGroup
	errs := make([]error, len(all))
	slots := make(chan struct{}, width)
	for i, one := range all {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			errs[i] = guarded(func() error { return do(one) })
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}
