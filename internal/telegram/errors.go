package telegram

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"resellerbot/internal/chat"
)

// Trouble is what a failed call means for what to do next.
type Trouble int

// The troubles. The texts that tell them apart are those of the official
// server's source, tdlib/telegram-bot-api and tdlib/td.
const (
	None        Trouble = iota // no error
	Puzzling                   // a refusal that nothing here knows: asking again gives the same
	Unreachable                // the person blocked the bot, or the chat is gone
	NoRights                   // the bot may not do this in the chat
	Migrated                   // the group has a new id, see Error.NewChat
	TooMany                    // wait, see Error.Wait
	NotModified                // the message is already as it should be
	Stale                      // the message to edit or delete, the tap, or the file is gone
	ThreadGone                 // the topic was deleted
	BadMarkup                  // Telegram cannot parse the text: our fault
	Revoked                    // the token does not work any more
	NotSent                    // the request never left: safe to repeat
	InDoubt                    // the request may have taken effect
	Misread                    // it took effect, but its answer cannot be read
	Conflicting                // another bot polls with this token, or a webhook is set
	Down                       // Telegram's own trouble, nothing was done: repeat later
	TooLarge                   // the file is larger than asked for, or than Telegram gives to a bot
	Lasting                    // the message is too old to be deleted
	Wordless                   // the message to edit bears no text, or no picture, that could be
	Unpictured                 // the picture is none that Telegram shows as a photo
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

// Is tells, besides what it is, what a person can do something about: their
// file is too large, or the bot is not where it has to be.
func (e *Error) Is(target error) bool {
	switch target {
	case chat.ErrFileTooLarge:
		return e.Trouble == TooLarge
	case chat.ErrNoChat:
		return e.Trouble == Unreachable
	case chat.ErrHidden:
		return e.Trouble == NoRights
	}
	return false
}

// KindOf gives the trouble of an error, None for nil, Puzzling for one that is
// not ours.
func KindOf(err error) Trouble {
	if err == nil {
		return None
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Trouble
	}
	return Puzzling
}

// classify names the act that failed. What wire did not judge is a complaint
// of the library itself: about the request, or about an answer that was ok.
func (a *API) classify(act string, err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*Error](err); ok {
		named := *e
		named.Act = act
		return &named
	}
	e := &Error{Act: act, Trouble: Puzzling, Text: a.wire.clean(err.Error())}
	if strings.HasPrefix(e.Text, "error decode response") {
		e.Trouble = Misread
	}
	return e
}

// judge gives the trouble of an explicit refusal.
func judge(code int, text string) Trouble {
	text = strings.ToLower(text)
	switch {
	case code == http.StatusBadRequest, code == http.StatusForbidden:
		return refusalOf(code, text)
	case code == http.StatusUnauthorized, code == http.StatusNotFound && text == "not found":
		return Revoked
	case code == http.StatusConflict:
		return Conflicting
	case code == http.StatusTooManyRequests:
		return TooMany
	case code == http.StatusGatewayTimeout:
		return InDoubt // the gateway gave up on somebody who may have done it
	case code >= 500:
		return Down
	}
	return Puzzling
}

func refusalOf(code int, text string) Trouble {
	for _, r := range []struct {
		words   string
		trouble Trouble
	}{
		{"message is not modified", NotModified},
		{"message to edit not found", Stale},
		{"message can't be edited", Stale},
		{"there is no text in the message to edit", Wordless},
		{"there is no caption in the message to edit", Wordless},
		{"message_id_invalid", Stale},
		{"message to delete not found", Stale},
		{"message can't be deleted", Lasting},
		{"message identifier is not specified", Stale},
		{"query is too old", Stale},
		{"wrong file_id", Stale},
		{"invalid file_id", Stale},
		{"file is too big", TooLarge},
		{"message thread not found", ThreadGone},
		{"can't parse entities", BadMarkup},
		{"image_process_failed", Unpictured},
		{"photo_invalid_dimensions", Unpictured},
		{"photo_ext_invalid", Unpictured},
		{"photo_save_file_invalid", Unpictured},
		{"chat not found", Unreachable},
		{"peer_id_invalid", Unreachable},
		{"chat_write_forbidden", NoRights},
		{"member list is inaccessible", NoRights},
		{"chat_admin_required", NoRights},
		{"rights", NoRights},
	} {
		if strings.Contains(text, r.words) {
			return r.trouble
		}
	}
	if code == http.StatusForbidden {
		return Unreachable // blocked, deactivated, kicked, never started, deleted
	}
	return Puzzling
}

// String is for metrics and dead letters.
func (t Trouble) String() string {
	names := []string{
		"ok", "refused", "unreachable", "no_rights", "migrated", "too_many", "not_modified", "stale", "thread_gone",
		"bad_markup", "revoked", "not_sent", "in_doubt", "misread", "conflict", "down", "too_large",
		"lasting", "wordless", "unpictured",
	}
	if int(t) < len(names) {
		return names[t]
	}
	return fmt.Sprintf("trouble_%d", int(t))
}
