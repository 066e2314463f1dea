package jobs

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"resellerbot/internal/ops"
)

// How much one run takes on.
const (
	hostsWidth = 8 // panels at once
	hostsLimit = 50
)

// hostCallPause is how long webhooks gather before they are worked off together.
const hostCallPause = 50 * time.Millisecond

// HostSweeps reads hosting panels on, those that are due, and finds what no
// webhook told.
func HostSweeps(o *ops.Ops) func(context.Context) error {
	return eachHost("read panel", o.DueHostWatches, o.SweepHost)
}

// HostHooks puts the webhooks right that are due.
func HostHooks(o *ops.Ops) func(context.Context) error {
	return eachHost("mend webhook", o.DueHostHooks, o.MendHostHook)
}

// HostNews tells the chats what is new at their hosting panels.
func HostNews(o *ops.Ops, tell ops.TellHosts) func(context.Context) error {
	return func(ctx context.Context) error { return o.TellHostNews(ctx, tell) }
}

func eachHost(what string, due func(context.Context, int) ([]int64, error), do func(context.Context, int64) error) func(context.Context) error {
	return func(ctx context.Context) error {
		chats, err := due(ctx, hostsLimit)
		if err != nil {
			return err
		}
		return each(chats, hostsWidth, func(chat int64) error {
			if err := do(ctx, chat); err != nil {
				return fmt.Errorf("%s of chat %d: %w", what, chat, err)
			}
			return nil
		})
	}
}

// HostCalls works off the webhooks of hosting panels, each chat's in order and
// all chats in turn. It runs until ctx ends.
func HostCalls(o *ops.Ops) func(context.Context) error {
	return func(ctx context.Context) error {
		tick := time.NewTicker(dueTick)
		defer tick.Stop()
		for {
			if err := takeHostCalls(ctx, o); err != nil && ctx.Err() == nil {
				o.Log.Error("work off webhooks", "err", err)
				if !pause(ctx, duePause) {
					return nil
				}
			}
			select {
			case <-ctx.Done():
				return nil
			case <-o.HostCallsWaiting():
				pause(ctx, hostCallPause)
			case <-tick.C:
			}
		}
	}
}

// takeHostCalls goes round the chats until nothing waits.
func takeHostCalls(ctx context.Context, o *ops.Ops) error {
	failed := map[int64]error{}
	for more := true; more && ctx.Err() == nil; {
		more = false
		chats, err := o.HostCallers(ctx)
		if err != nil {
			return err
		}
		for _, chat := range chats {
			again := false
			err := guarded(func() (err error) {
				again, err = o.TakeHostCalls(ctx, chat)
				return err
			})
			if err != nil {
				failed[chat] = fmt.Errorf("chat %d: %w", chat, err)
			}
			more = more || again
		}
	}
	return errors.Join(slices.Collect(maps.Values(failed))...)
}

// pause waits, and tells whether it was not cut short.
func pause(ctx context.Context, length time.Duration) bool {
	wait := time.NewTimer(length)
	defer wait.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-wait.C:
		return true
	}
}
