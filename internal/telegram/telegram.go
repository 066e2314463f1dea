// Package telegram carries: updates come in through a Receiver, which stores
// them before it acknowledges them, and messages go out through a Sender, which
// empties the outbox within Telegram's limits. What cannot wait for the outbox
// (answers to taps, "typing…") goes through Instant.
package telegram

import (
	"context"

	"resellerbot/internal/chat"
)

// Handler handles one input. It ends the input's row in the inbox in the
// transaction that holds everything the input caused. After an error the same
// input comes again.
type Handler func(ctx context.Context, in chat.Input) error
