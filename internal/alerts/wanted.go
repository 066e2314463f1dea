package alerts

import (
	"context"
	"errors"

	"resellerbot/internal/resale"
	"resellerbot/providers/servex"
	"resellerbot/storage"
)

// look begins and ends watchers as the rules want.
func (a *Alerts) look(ctx context.Context) {
	wanted, err := a.wanted(ctx)
	if err != nil {
		if ctx.Err() == nil {
			a.Log.Error("read whom to watch", "err", err)
		}
		return
	}
	for name, w := range wanted {
		if a.watching[name] == nil {
			a.start(ctx, name, w)
		}
	}
	for name, h := range a.watching {
		if _, still := wanted[name]; !still {
			h.stop()
			<-h.done
			delete(a.watching, name)
		}
	}
	if err := a.forgetIdle(ctx, wanted); err != nil && ctx.Err() == nil {
		a.Log.Error("forget panels that nobody watches", "err", err)
	}
}

// wanted gives what is to run, by a name of its own.
func (a *Alerts) wanted(ctx context.Context) (map[string]func(context.Context) error, error) {
	all := map[string]func(context.Context) error{}
	err := a.Store.View(ctx, func(tx *storage.Tx) error {
		clear(all)
		panels, err := tx.AlertPanels()
		if err != nil {
			return err
		}
		for _, panel := range panels {
			rules, err := tx.AlertRulesOf(panel)
			if err != nil {
				return err
			}
			a.want(all, panel, rules)
		}
		return a.wantViews(tx, all)
	})
	return all, err
}

func (a *Alerts) want(all map[string]func(context.Context) error, panel string, rules []storage.AlertRule) {
	for _, r := range rules {
		if r.Online || r.Offline {
			all["clients "+panel] = func(ctx context.Context) error { return a.newWatcher(panel).run(ctx) }
		}
		if r.Servers {
			all["servers "+panel] = func(ctx context.Context) error { return a.newServers(panel).run(ctx) }
		}
		if r.Commands {
			all["commands "+panel] = func(ctx context.Context) error { return a.newCommands(panel).run(ctx) }
		}
	}
}

// listenFor gives the way to a panel: through any chat that has a rule or a
// view for it. The rules are read at each connection, for chats come and go.
func (a *Alerts) listenFor(panel string) func(context.Context, servex.Listening) error {
	return func(ctx context.Context, l servex.Listening) error {
		chats, err := a.chatsOf(ctx, panel)
		if err != nil {
			return err
		}
		if len(chats) == 0 {
			return &resale.Error{Act: "listen", Code: resale.NotConnected, Err: errors.New("no chat has alerts for the panel")}
		}
		return a.Listen(ctx, chats[0], l)
	}
}

func (a *Alerts) chatsOf(ctx context.Context, panel string) (chats []int64, err error) {
	err = a.Store.View(ctx, func(tx *storage.Tx) error {
		chats = nil
		rules, err := tx.AlertRulesOf(panel)
		if err != nil {
			return err
		}
		for _, r := range rules {
			chats = append(chats, r.Chat)
		}
		views, err := tx.ServerViews()
		for _, v := range views {
			if v.Panel == panel {
				chats = append(chats, v.Chat)
			}
		}
		return err
	})
	return chats, err
}

// forgetIdle drops what is remembered of panels that nobody watches any more.
func (a *Alerts) forgetIdle(ctx context.Context, wanted map[string]func(context.Context) error) error {
	var idle []string
	err := a.Store.View(ctx, func(tx *storage.Tx) error {
		known, err := tx.WatchedPanels()
		idle = nil
		for _, panel := range known {
			if wanted["clients "+panel] == nil && wanted["servers "+panel] == nil {
				idle = append(idle, panel)
			}
		}
		return err
	})
	if err != nil || len(idle) == 0 {
		return err
	}
	return a.Store.Update(ctx, func(tx *storage.Tx) error {
		for _, panel := range idle {
			if err := tx.DropWatch(panel); err != nil {
				return err
			}
		}
		return nil
	})
}
