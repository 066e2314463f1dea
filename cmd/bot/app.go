package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"

	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/secret"
	"resellerbot/internal/telegram"
	"resellerbot/locales"
	"resellerbot/storage"
)

// App is the bot: every package, introduced to the others.
type App struct {
	config  Config
	log     *slog.Logger
	keys    *secret.Keyring
	store   *storage.Store
	metrics *metrics
	ready   readiness
	http    *http.Server
	listens net.Listener // nil: nowhere
	control *control     // nil: the socket could not be made
	hook    *hook        // nil: the bot polls
	hooks   *hook        // of hosting panels; nil: they are read alone

	catalog  *locales.Catalog
	telegram *telegram.API
	ops      *ops.Ops
	talking  atomic.Pointer[conversations] // nil until Telegram said who the bot is
	idle     []func()                      // close connections that nobody uses any more
}

// New opens what the bot needs: keys, database, addresses. It talks to nobody.
// What it opened, Close closes.
func New(ctx context.Context, c Config, log *slog.Logger) (_ *App, err error) {
	a := &App{config: c, log: log}
	defer func() {
		if err != nil {
			err = errors.Join(err, a.Close())
		}
	}()
	if err := makeDirs(c); err != nil {
		return nil, err
	}
	if a.keys, err = secret.OpenKeyring(c.Secrets.MasterKeyFile); err != nil {
		return nil, err
	}
	commits := newCommits()
	if a.store, err = storage.Open(c.Storage.Path, a.keys, storage.Options{Logger: log, Committed: commits.observe}); err != nil {
		return nil, err
	}
	if a.catalog, err = locales.Load(); err != nil {
		return nil, err
	}
	transport := telegram.Transport()
	a.idle = append(a.idle, transport.CloseIdleConnections)
	a.telegram, err = telegram.NewAPI(telegram.Config{Token: c.Telegram.Token, URL: c.Telegram.APIURL, HTTP: &http.Client{Transport: transport}})
	if err != nil {
		return nil, err
	}
	a.metrics = newMetrics(a.store)
	a.metrics.registry.MustRegister(commits)
	limiters, err := a.newLimiters(ctx)
	if err != nil {
		return nil, err
	}
	a.ops = a.newOps(limiters)
	a.ready = readiness{storageReady(a.store), inboxReady(a.store), a.receivingReady(), a.sendingReady()}
	return a, a.openDoors(ctx)
}

// openDoors takes the addresses at which others ask how the bot is.
func (a *App) openDoors(ctx context.Context) (err error) {
	a.http = newHTTP(a.ready, a.metrics.handler())
	if a.config.HTTP.Listen != "" {
		if a.listens, err = listen(ctx, "http.listen", a.config.HTTP.Listen); err != nil {
			return err
		}
	}
	if a.config.Telegram.Mode == "webhook" {
		if a.hook, err = a.newHook(ctx); err != nil {
			return err
		}
	}
	if a.config.Hooks.PublicURL != "" {
		if a.hooks, err = a.newHooks(ctx); err != nil {
			return err
		}
	}
	// Without the socket only a backup while running and the health command are lost.
	if a.control, err = newControl(ctx, controlPath(a.config.Storage.Path), a.store.Backup, a.ready); err != nil {
		a.log.Warn("no control socket: stop the bot for backups", "err", err)
	}
	return nil
}

// Run works until ctx ends, then finishes what is under way. The first part
// that fails for good ends it too.
func (a *App) Run(ctx context.Context) error {
	c := newCrew(ctx, a.log)
	a.openFor(c)
	c.work("telegram", func(ctx context.Context) error {
		me, err := a.identify(ctx)
		if err != nil {
			return err
		}
		a.log.Info("the bot runs", "name", "@"+me.Username, "version", build().version)
		talking := a.newConversations(me)
		a.talking.Store(talking)
		talking.run(ctx, c)
		c.work("clock", func(ctx context.Context) error { return a.clock(ctx, talking) })
		c.work("claims", jobs.Claims(a.ops, tellClaim(talking)))
		c.work("invoices", jobs.Invoices(a.ops, tellInvoice(talking), tellStore(talking)))
		c.work("alerts", a.newAlerts(talking).Run)
		c.work("calls of panels", jobs.HostCalls(a.ops))
		return a.introduce(ctx)
	})
	return c.wait()
}

// openFor serves at the doors, first of all and to the end.
func (a *App) openFor(c *crew) {
	if a.listens != nil {
		c.work("http", func(ctx context.Context) error { return serveUntil(ctx, a.http, a.listens, a.log) })
	}
	if a.control != nil {
		c.work("control socket", func(ctx context.Context) error { return a.control.serve(ctx, a.log) })
	}
	if a.hook != nil {
		c.work("webhook", func(ctx context.Context) error { return serveUntil(ctx, a.hook.server, a.hook.listener, a.log) })
	}
	if a.hooks != nil {
		c.work("webhooks of panels", func(ctx context.Context) error { return serveUntil(ctx, a.hooks.server, a.hooks.listener, a.log) })
	}
}

// Close closes what New opened. Run must have returned.
func (a *App) Close() error {
	var errs []error
	if a.listens != nil {
		errs = append(errs, alreadyClosed(a.listens.Close()))
	}
	if a.hook != nil {
		errs = append(errs, alreadyClosed(a.hook.listener.Close()))
	}
	if a.hooks != nil {
		errs = append(errs, alreadyClosed(a.hooks.listener.Close()))
	}
	if a.control != nil {
		errs = append(errs, alreadyClosed(a.control.listener.Close()))
	}
	for _, disconnect := range a.idle {
		disconnect()
	}
	if a.store != nil {
		errs = append(errs, a.store.Close())
	}
	return errors.Join(errs...)
}

// alreadyClosed passes over a listener that its server closed before.
func alreadyClosed(err error) error {
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}
