package proof

import (
	"context"
	"errors"
	"html"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"sync"
	"syscall"

	"resellerbot/internal/chat"
	"resellerbot/internal/secret"
	"resellerbot/internal/telegram"
	"resellerbot/storage"
)

// durableEcho is the same echo through this bot's inbox and outbox: nothing is
// confirmed or forgotten before it is on disk. Pacing is off, for the raw echo
// has none.
func durableEcho() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	debug.SetGCPercent(200) // as cmd/bot does
	keys, err := secret.NewKeyring()
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	store, err := storage.Open("echo.db", keys, storage.Options{Logger: log})
	if err != nil {
		return err
	}
	api, err := telegram.NewAPI(telegram.Config{Token: secret.New(os.Getenv("PROOF_TOKEN")), URL: os.Getenv("PROOF_URL")})
	if err != nil {
		return err
	}
	sender := telegram.NewSender(telegram.SenderConfig{API: api, Store: store, PerSecond: -1, PerChat: -1, PerGroup: -1, Workers: 256, Log: log})
	receiver := telegram.NewReceiver(telegram.ReceiverConfig{
		API: api, Store: store, Log: log, BotName: "sandbox_bot",
		Handle: func(ctx context.Context, in chat.Input) error {
			return store.Update(ctx, func(tx *storage.Tx) error {
				err := tx.Queue(&storage.Outgoing{
					Key: storage.OutKey{Chat: in.Place.Chat, Lane: storage.Replies}, Kind: storage.Send,
					Message: chat.Message{HTML: html.EscapeString(in.Text)},
				})
				return errors.Join(err, tx.FinishUpdate(in.Update))
			})
		},
	})
	var wg sync.WaitGroup
	wg.Go(func() { _ = sender.Run(ctx) })
	wg.Go(func() { _ = receiver.Run(ctx) })
	wg.Wait()
	return store.Close()
}
