package telegram

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Kind says what a failed call to Telegram means for whoever made it.
type Kind string

// The kinds of failure.
const (
	Unreachable Kind = "unreachable"  // the person blocked the bot or is gone, or the bot is not in the chat
	Migrated    Kind = "migrated"     // the group became a supergroup, see Error.NewChat
	TooMany     Kind = "too_many"     // asked too often, see Error.RetryAfter
	NotModified Kind = "not_modified" // the message is as it should be already
	Stale       Kind = "stale"        // the message, or the tap, is gone or too old
	WrongType   Kind = "wrong_type"   // a text cannot become a picture in place, or the other way round
	ThreadGone  Kind = "thread_gone"  // the topic was deleted
	CannotParse Kind = "cannot_parse" // the HTML is not what Telegram accepts: our own fault
	BadFile     Kind = "bad_file"     // the file has to be uploaded anew
	NoRights    Kind = "no_rights"    // the bot may not do this in the chat
	Revoked     Kind = "revoked"      // the token is wrong or was revoked
	Conflict    Kind = "conflict"     // somebody else polls with the token, or a webhook is set
	Refused     Kind = "refused"      // any other no: asking again gives the same
	Trouble     Kind = "trouble"      // Telegram is in trouble: nothing was done
	NotSent     Kind = "not_sent"     // the request never left
	Unknown     Kind = "unknown"      // the request may or may not have taken effect
	Garbled     Kind = "garbled"      // it took effect, but the answer cannot be read
)

// Error is how every call to Telegram fails. It never holds the token.
type Error struct {
	Method     string
	Kind       Kind
	Status     int           // the error code, 0 when there was no answer
	Text       string        // Telegram's own words
	RetryAfter time.Duration // with TooMany
	NewChat    int64         // with Migrated
	Err        error         // the cause, when there was no answer
}

func (e *Error) Error() string {
	s := "telegram"
	if e.Method != "" {
		s += ": " + e.Method
	}
	s += ": " + string(e.Kind)
	if e.Status != 0 {
		s += fmt.Sprintf(" (%d)", e.Status)
	}
	if e.Text != "" {
		s += ": " + e.Text
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// KindOf gives the kind of an error, "" for nil, and Refused for one that is
// not of this package.
func KindOf(err error) Kind {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Refused
}

// texts are what Telegram's server says in its errors, in lower case (source:
// tdlib/td and tdlib/telegram-bot-api). The first that is contained counts.
func texts() []struct {
	part string
	kind Kind
} {
	return []struct {
		part string
		kind Kind
	}{
		{"message is not modified", NotModified},
		{"message to edit not found", Stale},
		{"message can't be edited", Stale},
		{"message_id_invalid", Stale},
		{"message identifier is not specified", Stale},
		{"message to delete not found", Stale},
		{"message can't be deleted", Stale},
		{"query is too old", Stale},
		{"query id is invalid", Stale},
		{"there is no text in the message to edit", WrongType},
		{"there is no caption in the message to edit", WrongType},
		{"there is no media in the message to edit", WrongType},
		{"message thread not found", ThreadGone},
		{"topic_deleted", ThreadGone},
		{"topic_closed", NoRights},
		{"can't parse", CannotParse},
		{"wrong file_id", BadFile},
		{"wrong file identifier", BadFile},
		{"file reference", BadFile},
		{"bot was blocked", Unreachable},
		{"user is deactivated", Unreachable},
		{"can't initiate conversation", Unreachable},
		{"can't send messages to bots", Unreachable},
		{"bot was kicked", Unreachable},
		{"not a member of the", Unreachable},
		{"group chat was deleted", Unreachable},
		{"group chat was deactivated", Unreachable},
		{"chat not found", Unreachable},
		{"peer_id_invalid", Unreachable},
		{"not enough rights", NoRights},
		{"have no rights", NoRights},
		{"chat_write_forbidden", NoRights},
		{"need administrator rights", NoRights},
	}
}

// judge gives the kind of an explicit error answer.
func judge(status int, text string) Kind {
	lower := strings.ToLower(text)
	if status == 400 || status == 403 {
		for _, t := range texts() {
			if strings.Contains(lower, t.part) {
				return t.kind
			}
		}
	}
	switch {
	case status == 401, status == 404 && lower == "not found":
		return Revoked
	case status == 409:
		return Conflict
	case status == 429:
		return TooMany
	case status == 504:
		return Unknown // the gateway gave up waiting for one who may have done it
	case status >= 500:
		return Trouble
	}
	return Refused
}
