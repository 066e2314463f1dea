package alerts

import (
	"context"
	"strings"
	"sync"

	"resellerbot/internal/resale"
	"resellerbot/providers/servex"
	"resellerbot/storage"
)

// commands tells the results of commands as they come.
type commands struct {
	*Alerts
	panel string
	feed  *feed
}

func (a *Alerts) newCommands(panel string) *commands {
	return &commands{Alerts: a, panel: panel, feed: newFeed(servex.CommandUpdates, a.listenFor(panel), a.Timing, a.Now)}
}

func (c *commands) run(ctx context.Context) error {
	inner, stop := context.WithCancel(ctx)
	var feeding sync.WaitGroup
	feeding.Go(func() { c.feed.run(inner) })
	defer func() { stop(); feeding.Wait() }()
	for {
		select {
		case <-ctx.Done():
			return nil
		case m := <-c.feed.out:
			if err := c.take(ctx, m); err != nil {
				return err
			}
		}
	}
}

func (c *commands) take(ctx context.Context, m signal) error {
	if m.raw == nil {
		if m.ended != nil {
			c.Observe("command-updates", string(resale.CodeOf(m.ended)))
		}
		return nil
	}
	u, err := servex.ReadCommand(m.raw)
	if err != nil {
		c.Observe("command-updates", "not_understood")
		return nil
	}
	now := c.Now().UTC()
	e := storage.Event{Kind: Command, Name: u.Server, Text: words(u), At: now}
	return c.Store.Update(ctx, func(tx *storage.Tx) error {
		return c.tell(tx, c.panel, []storage.Event{e}, func(string) int64 { return 0 }, now)
	})
}

// words are what is known of a command's result, or all of it as it came.
func words(u resale.CommandUpdate) string {
	var said []string
	for _, s := range []string{u.Command, u.Status, u.Output} {
		if s != "" {
			said = append(said, s)
		}
	}
	if len(said) == 0 {
		return u.Raw
	}
	return strings.Join(said, " · ")
}
