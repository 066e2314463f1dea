package main

import (
	"context"
	"net"
	"net/http"
	"strings"
	"time"

	"resellerbot/handlers"
	"resellerbot/internal/dialog"
	"resellerbot/internal/httpapi"
	"resellerbot/internal/ops"
	"resellerbot/internal/secret"
	"resellerbot/internal/telegram"
	"resellerbot/locales"
	"resellerbot/providers/servex"
	"resellerbot/providers/smm"
	"resellerbot/providers/vpnresellers"
	"resellerbot/providers/whmdc"
	"resellerbot/providers/xmplus"
	"resellerbot/storage"
)

// newLimiters notes the start, on which it depends what panels may be asked at
// once.
func (a *App) newLimiters(ctx context.Context) (*httpapi.Limiters, error) {
	now := time.Now()
	var before time.Time
	err := a.store.Update(ctx, func(tx *storage.Tx) (err error) {
		before, err = tx.NoteStart(now)
		return err
	})
	return httpapi.NewLimiters(now, before), err
}

// newOps gives the acts, with clients that share connections and limiters.
func (a *App) newOps(limiters *httpapi.Limiters) *ops.Ops {
	transport := httpapi.Transport(a.config.Network.AllowPrivate)
	a.idle = append(a.idle, transport.CloseIdleConnections)
	panels := &http.Client{Transport: transport}
	dial := httpapi.Dialer(a.config.Network.AllowPrivate)
	return ops.New(ops.Config{
		Store: a.store,
		Log:   a.log,
		Reachable: func(ctx context.Context, baseURL string) error {
			return httpapi.CheckHost(ctx, baseURL, a.config.Network.AllowPrivate, net.DefaultResolver.LookupNetIP)
		},
		Open: func(baseURL string) bool { return httpapi.OwnHost(baseURL, a.config.Network.AllowPrivate) },
		Servex: func(baseURL string, key secret.String) *servex.Client {
			if baseURL == "" {
				baseURL = a.config.Providers.Servex.BaseURL
			}
			return servex.New(servex.Config{
				BaseURL: baseURL,
				WSURL:   a.config.Providers.Servex.WSURL,
				Dial:    dial,
				Key:     key,
				HTTP:    panels,
				Limiter: limiters.For(ops.Servex, key),
				Observe: a.metrics.observe,
			})
		},
		SMM: func(baseURL string, key secret.String) *smm.Client {
			if baseURL == "" {
				baseURL = a.config.Providers.SMM.BaseURL
			}
			return smm.New(smm.Config{
				BaseURL: baseURL,
				Key:     key,
				HTTP:    panels,
				Limiter: limiters.At(smm.Rate(), ops.SMM, key),
				Observe: a.metrics.observe,
			})
		},
		VPNResellers: func(baseURL string, key secret.String) *vpnresellers.Client {
			if baseURL == "" {
				baseURL = a.config.Providers.VPNResellers.BaseURL
			}
			return vpnresellers.New(vpnresellers.Config{
				BaseURL: baseURL,
				Key:     key,
				HTTP:    panels,
				Limiter: limiters.At(vpnresellers.Rate(), ops.VPNResellers, key),
				Observe: a.metrics.observe,
			})
		},
		XMPlus: a.newXMPlus(panels, limiters),
		WHMDC:  a.newWHMDC(panels, limiters),
		Hooks:  strings.TrimRight(a.config.Hooks.PublicURL, "/"),
	})
}

// newXMPlus gives clients that share connections, limiters and tokens.
func (a *App) newXMPlus(panels *http.Client, limiters *httpapi.Limiters) func(string, secret.String, *time.Location) *xmplus.Client {
	tokens := new(xmplus.Tokens)
	return func(baseURL string, key secret.String, zone *time.Location) *xmplus.Client {
		if baseURL == "" {
			baseURL = a.config.Providers.XMPlus.BaseURL
		}
		return xmplus.New(xmplus.Config{
			BaseURL: baseURL,
			Key:     key,
			Zone:    zone,
			HTTP:    panels,
			Limiter: limiters.At(xmplus.Rate(), ops.XMPlus, key),
			Tokens:  tokens,
			Observe: a.metrics.observe,
		})
	}
}

// newWHMDC gives clients that share connections, limiters and what is known of
// the ways of panels.
func (a *App) newWHMDC(panels *http.Client, limiters *httpapi.Limiters) func(string, secret.String) *whmdc.Client {
	ways := new(whmdc.Ways)
	return func(baseURL string, key secret.String) *whmdc.Client {
		if baseURL == "" {
			baseURL = a.config.Providers.WHMDC.BaseURL
		}
		return whmdc.New(whmdc.Config{
			BaseURL: baseURL,
			Key:     key,
			HTTP:    panels,
			Limiter: limiters.At(whmdc.Rate(), ops.WHMDC, key),
			Observe: a.metrics.observe,
			Ways:    ways,
		})
	}
}

// conversations is everything that needs to know what the bot is called.
type conversations struct {
	instant  *telegram.Instant
	driver   *dialog.Driver
	receiver *telegram.Receiver
	sender   *telegram.Sender
	deps     handlers.Deps
}

func (a *App) newConversations(me telegram.Me) *conversations {
	stats := a.metrics.telegramStats()
	c := &conversations{
		instant: telegram.NewInstant(a.telegram, a.log, stats),
		sender:  telegram.NewSender(telegram.SenderConfig{API: a.telegram, Store: a.store, Log: a.log, Stats: stats}),
		deps: handlers.Deps{
			Ops: a.ops, Catalog: a.catalog, BotName: me.Username,
			Membership: a.telegram.Membership, ChatTitle: a.telegram.ChatTitle,
			XMPlus: a.config.Providers.XMPlus.BaseURL, WHMDC: a.config.Providers.WHMDC.BaseURL,
		},
	}
	c.driver = dialog.New(dialog.Config{
		Store:         a.store,
		Catalog:       a.catalog,
		Conversations: handlers.All(c.deps),
		Messenger:     c.instant,
		Log:           a.log,
		BotName:       me.Username,
		Access:        a.config.Access.allows,
		GroupAdmin:    newAdmins(a.telegram.GroupAdmin).is,
		Link:          handlers.Link,
		Download:      a.telegram.Download,
	})
	c.receiver = telegram.NewReceiver(telegram.ReceiverConfig{
		API:     a.telegram,
		Store:   a.store,
		Handle:  c.driver.Handle,
		BotName: me.Username,
		Webhook: a.config.Telegram.webhook(),
		Apology: a.apologise(c.driver),
		Log:     a.log,
		Stats:   stats,
	})
	c.driver.Waits, c.driver.Next = c.receiver.Waits, c.receiver.Next
	return c
}

// webhook is nil when the bot polls.
func (t TelegramConfig) webhook() *telegram.Webhook {
	if t.Mode != "webhook" {
		return nil
	}
	return &telegram.Webhook{URL: t.WebhookURL, Secret: t.WebhookSecret}
}

// run works until ctx ends. Receiving ends first, so that what is still handled
// can be sent.
func (c *conversations) run(ctx context.Context, crew *crew) {
	sending, stop := context.WithCancel(context.WithoutCancel(ctx))
	crew.work("receiver", func(ctx context.Context) error {
		defer stop()
		return c.receiver.Run(ctx)
	})
	crew.work("sender", func(context.Context) error { return c.sender.Run(sending) })
	crew.work("instant", func(context.Context) error {
		c.instant.Run(sending)
		return nil
	})
}

// menus is the menu of commands in every language, the first also for people
// of any other.
func menus(catalog *locales.Catalog) map[string][]telegram.Command {
	all := make(map[string][]telegram.Command)
	for i, l := range catalog.Languages() {
		commands := describe(catalog, l.Tag)
		if i == 0 {
			all[""] = commands
		}
		all[before(l.Tag, "-")] = commands // Telegram knows languages by two letters
	}
	return all
}
