package telegram

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/go-telegram/bot"
)

// Trouble is what a failed call means for what to do next.
type Trouble int

// The troubles. The texts that tell them apart are those of the official
// server's source, tdlib/telegram-bot-api and tdlib/td.
const (
	Puzzling    Trouble = iota // a refusal that nothing here knows
	Unreachable                // the person blocked the bot, or the chat is gone
	Migrated                   // the group has a new id, see Error.NewChat
	TooMany                    // wait, see Error.Wait
	NotModified                // the message is already as it should be
	Stale                      // the message to edit or delete is gone
	ThreadGone                 // the topic was deleted
	BadMarkup                  // Telegram cannot parse the text: our fault
	Revoked                    // the token does not work any more
	NotSent                    // the request never left: safe to repeat
	InDoubt                    // the request may have taken effect
	Conflicting                // another bot polls with this token, or a webhook is set
	Down                       // Telegram's own trouble: repeat later
)

// Error is a failed call. It holds no token.
type Error struct {
	Act     string
	Trouble Trouble
	Text    string
	Wait    time.Duration // with TooMany
	NewChat int64         // with Migrated
}

func (e *Error) Error() string { return e.Act + ": " + e.Text }

// KindOf gives the trouble of an error, Puzzling for one that is not ours.
func KindOf(err error) Trouble {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Trouble
	}
	return Puzzling
}

// classify turns the library's error into ours, without the token.
func (a *API) classify(act string, err error) error {
	if err == nil {
		return nil
	}
	e := &Error{Act: act, Text: strings.ReplaceAll(err.Error(), a.config.Token.Reveal(), "[redacted]")}
	if many, ok := errors.AsType[*bot.TooManyRequestsError](err); ok {
		e.Trouble, e.Wait = TooMany, time.Duration(many.RetryAfter)*time.Second
		return e
	}
	if moved, ok := errors.AsType[*bot.MigrateError](err); ok {
		e.Trouble, e.NewChat = Migrated, int64(moved.MigrateToChatID)
		return e
	}
	e.Trouble = kindOf(err)
	if len(e.Text) > 300 {
		e.Text = e.Text[:300] // a proxy's whole web page
	}
	return e
}

func kindOf(err error) Trouble {
	text := strings.ToLower(err.Error())
	switch {
	case errors.Is(err, bot.ErrorUnauthorized):
		return Revoked
	case errors.Is(err, bot.ErrorForbidden):
		return Unreachable
	case errors.Is(err, bot.ErrorConflict):
		return Conflicting
	case errors.Is(err, bot.ErrorBadRequest), errors.Is(err, bot.ErrorNotFound):
		return refusalOf(text)
	}
	return failureOf(err, text)
}

func refusalOf(text string) Trouble {
	for _, r := range []struct {
		words   string
		trouble Trouble
	}{
		{"message is not modified", NotModified},
		{"message to edit not found", Stale},
		{"message can't be edited", Stale},
		{"there is no text in the message to edit", Stale},
		{"message_id_invalid", Stale},
		{"message to delete not found", Stale},
		{"message can't be deleted", Stale},
		{"message identifier is not specified", Stale},
		{"chat not found", Unreachable},
		{"peer_id_invalid", Unreachable},
		{"chat_write_forbidden", Unreachable},
		{"not enough rights", Unreachable},
		{"message thread not found", ThreadGone},
		{"can't parse entities", BadMarkup},
	} {
		if strings.Contains(text, r.words) {
			return r.trouble
		}
	}
	return Puzzling
}

// failureOf judges what never got a clear answer. A dial that failed sent
// nothing; anything later may have been read by Telegram.
func failureOf(err error, text string) Trouble {
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" {
		return NotSent
	}
	if strings.Contains(text, "internal server error") || strings.Contains(text, "restart") {
		return Down
	}
	var wrapped *url.Error
	if errors.As(err, &wrapped) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return InDoubt
	}
	return InDoubt
}

// String is for metrics and dead letters.
func (t Trouble) String() string {
	names := []string{"refused", "unreachable", "migrated", "too_many", "not_modified", "stale", "thread_gone", "bad_markup", "revoked", "not_sent", "in_doubt", "conflict", "down"}
	if int(t) < len(names) {
		return names[t]
	}
	return fmt.Sprintf("trouble_%d", int(t))
}
