package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/cenkalti/backoff/v5"

	"resellerbot/handlers"
	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/telegram"
	"resellerbot/locales"
	"resellerbot/storage"
)

// identify asks Telegram who the bot is, until it answers. Only a wrong token
// is final.
func (a *App) identify(ctx context.Context) (telegram.Me, error) {
	pause := backoff.NewExponentialBackOff()
	pause.InitialInterval, pause.MaxInterval = 500*time.Millisecond, 30*time.Second
	return backoff.Retry(ctx, func() (telegram.Me, error) {
		me, err := a.telegram.Me(ctx)
		if telegram.KindOf(err) == telegram.Revoked {
			return me, backoff.Permanent(fmt.Errorf("telegram.token is unknown to Telegram: copy it again from @BotFather: %w", err))
		}
		return me, err
	}, backoff.WithBackOff(pause), backoff.WithMaxElapsedTime(0), backoff.WithNotify(func(err error, wait time.Duration) {
		a.log.Warn("cannot reach Telegram, trying again", "in", wait.Round(time.Millisecond), "err", err)
	}))
}

// introduce sets the menu of commands. It is tried a few times: the bot works
// without it.
func (a *App) introduce(ctx context.Context) error {
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		return struct{}{}, a.telegram.SetCommands(ctx, menus(a.catalog))
	}, backoff.WithMaxTries(5))
	if err != nil && ctx.Err() == nil {
		a.log.Warn("the menu of commands is not set", "err", err)
	}
	return nil
}

// describe lists the commands in one language.
func describe(catalog *locales.Catalog, tag string) []telegram.Command {
	var all []telegram.Command
	for _, name := range handlers.Commands() {
		all = append(all, telegram.Command{Name: name, Text: catalog.Plain(tag, chat.T("command."+name))})
	}
	return all
}

// apologise tells a person that their input could not be handled, however
// often it was tried.
func (a *App) apologise(driver *dialog.Driver) func(context.Context, chat.Input) {
	return func(ctx context.Context, in chat.Input) {
		tag := a.catalog.Match(in.Person.Language)
		err := a.store.Update(ctx, func(tx *storage.Tx) error {
			if p, known, err := tx.Person(in.Person.ID); err == nil && known && p.Lang != "" {
				tag = p.Lang
			}
			return tx.Queue(&storage.Outgoing{
				Key: storage.OutKey{Chat: in.Place.Chat, Lane: storage.Replies}, Kind: storage.Send, Thread: in.Place.Thread,
				Message: driver.Message(tag, in.Person.ID, chat.Screen{
					Lines: []chat.Text{chat.T("error.internal", chat.Args{"Number": strconv.FormatInt(in.Update, 10)})},
					Rows:  [][]chat.Button{{{Label: chat.T("button.menu"), Go: "menu"}}},
				}),
			})
		})
		if err != nil {
			a.log.Error("an apology was not queued", "update", in.Update, "err", err)
		}
	}
}
