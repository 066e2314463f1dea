// Package chat says what can be said and shown in a conversation. It knows no
// messenger: telegram turns updates into Inputs and Messages into calls.
package chat

import (
	"errors"
	"time"
)

// Place is where something is said: a chat and, in a forum, a topic.
type Place struct {
	Chat   int64 `json:"chat"`
	Thread int   `json:"thread,omitempty"`
}

// Person is who said it.
type Person struct {
	ID       int64  `json:"id"`
	Name     string `json:"name,omitempty"`     // untrusted text
	Language string `json:"language,omitempty"` // as the messenger reports it; may be empty
}

// Kind says what an Input is.
type Kind string

// The kinds of input. Other covers all that is no text, see Input.File: most
// steps have no use for it, and a person who sends one is told what is expected.
const (
	Said     Kind = "said"     // text, Command set when it begins with one
	Tapped   Kind = "tapped"   // a button
	Other    Kind = "other"    // a message without text: a file, a photo, a sticker; Text is its caption
	Blocked  Kind = "blocked"  // the person blocked the bot, or the bot was removed
	Returned Kind = "returned" // the person unblocked it, or the bot was added
	Migrated Kind = "migrated" // a group became a supergroup, see NewChat
	Edited   Kind = "edited"   // a message was changed and shows a key now
	Unnamed  Kind = "unnamed"  // a command, or a key, in the name of a group or channel: Person is nobody
)

// Input is one thing a person did.
type Input struct {
	Update  int64 // the update's id: the same id is the same act
	Kind    Kind
	Place   Place
	Private bool // a chat with one person
	Person  Person
	Message int      // the id of the message written or tapped on
	Text    string   // what was written; for a command, all of it
	Command string   // "start" for "/start@our_bot x"; "" when there is none, or it is for another bot
	Args    string   // what follows the command
	Data    string   // with Tapped: the button's data
	Query   string   // with Tapped: the id to answer
	NewChat int64    // with Migrated
	Origin  int64    // the channel or group that the message was forwarded from; 0: none, or it does not say
	Album   string   // with Other: what joins pictures that were sent at once; "" for one alone
	File    *FileRef // with Other: what was sent; nil for a sticker and the like
	At      time.Time
}

// FileRef is a document or a photo that somebody sent. What is in it has to be
// fetched. All but ID is what the sender's program says, and may be missing or
// wrong.
type FileRef struct {
	ID   string // what the messenger gives the file for, to this bot
	Name string // untrusted text; "" for a photo
	Size int64  // bytes; 0: unknown
	Type string // MIME type
	// Photo: it was sent as a picture. Screen.Attach sends it again the same way.
	Photo bool
}

// ErrFileTooLarge is why a file is not fetched.
var ErrFileTooLarge = errors.New("the file is too large")

// Why nobody can say whether a person is in a chat.
var (
	ErrNoChat = errors.New("there is no such chat, or the bot is not in it")
	ErrHidden = errors.New("the bot may not see who is in the chat")
)
