package main

import (
	"context"

	"resellerbot/handlers"
	"resellerbot/internal/dialog"
	"resellerbot/internal/telegram"
	"resellerbot/locales"
)

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
