package telegram

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/go-telegram/bot/models"

	"resellerbot/internal/chat"
	"resellerbot/internal/secret"
)

// allowedUpdates are the kinds that the bot asks for.
func allowedUpdates() []string {
	return []string{"message", "edited_message", "callback_query", "my_chat_member"}
}

// decode reads one update. ok is false for one that the bot has no use for. It
// never panics: what the library cannot read is an error, and the update is
// parked instead of stopping all others.
func decode(raw []byte, username string) (in chat.Input, ok bool, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("decode update: %v", p)
		}
	}()
	var u models.Update
	if err := json.Unmarshal(raw, &u); err != nil {
		return chat.Input{}, false, fmt.Errorf("decode update: %w", err)
	}
	in.Update = u.ID
	switch {
	case u.CallbackQuery != nil:
		ok = fromTap(&in, u.CallbackQuery)
	case u.Message != nil:
		ok = fromMessage(&in, u.Message, username)
	case u.EditedMessage != nil:
		ok = fromEdit(&in, u.EditedMessage)
	case u.MyChatMember != nil:
		ok = fromMembership(&in, u.MyChatMember)
	}
	return in, ok, nil
}

// idOf reads the id of an update that cannot be decoded.
func idOf(raw []byte) (int64, error) {
	var u struct {
		ID int64 `json:"update_id"`
	}
	err := json.Unmarshal(raw, &u)
	return u.ID, err
}

func fromTap(in *chat.Input, q *models.CallbackQuery) bool {
	in.Kind, in.Query, in.Data, in.Person, in.At = chat.Tapped, q.ID, q.Data, personOf(&q.From), time.Now().UTC()
	switch {
	case q.Message.Message != nil:
		m := q.Message.Message
		in.Place = chat.Place{Chat: m.Chat.ID, Thread: threadOf(m)}
		in.Message, in.Private = m.ID, m.Chat.Type == models.ChatTypePrivate
	case q.Message.InaccessibleMessage != nil:
		m := q.Message.InaccessibleMessage
		in.Place, in.Message, in.Private = chat.Place{Chat: m.Chat.ID}, m.MessageID, m.Chat.Type == models.ChatTypePrivate
	default:
		return false // on a message of another bot's inline mode
	}
	return true
}

func fromMessage(in *chat.Input, m *models.Message, username string) bool {
	place(in, m)
	if m.MigrateToChatID != 0 {
		in.Kind, in.NewChat = chat.Migrated, m.MigrateToChatID
		return true
	}
	if m.SenderChat != nil {
		return fromUnnamed(in, m, username)
	}
	if m.From == nil || m.From.IsBot || m.Chat.Type == models.ChatTypeChannel {
		return false
	}
	in.Person, in.Origin = personOf(m.From), originOf(m)
	if m.Text == "" {
		in.Kind, in.Text, in.File, in.Album = chat.Other, m.Caption, fileOf(m), m.MediaGroupID
		return isContent(m) && (in.Private || in.File != nil || in.Origin != 0) || secret.Spilled(m.Caption)
	}
	in.Kind, in.Text = chat.Said, m.Text
	in.Command, in.Args = commandOf(m, username)
	return true
}

func place(in *chat.Input, m *models.Message) {
	in.Place = chat.Place{Chat: m.Chat.ID, Thread: threadOf(m)}
	in.Private, in.Message, in.At = m.Chat.Type == models.ChatTypePrivate, m.ID, time.Unix(int64(m.Date), 0).UTC()
}

// fromEdit looks for a key only: what a message said before was answered.
func fromEdit(in *chat.Input, m *models.Message) bool {
	place(in, m)
	in.Kind, in.Text = chat.Edited, m.Text+m.Caption
	byBot := m.From != nil && m.From.IsBot && m.SenderChat == nil
	return !byBot && m.Chat.Type != models.ChatTypeChannel && secret.Spilled(in.Text)
}

// fromUnnamed takes what somebody wrote as an anonymous admin or as a channel.
// What is forwarded from a group's channel by itself is no word to the bot.
func fromUnnamed(in *chat.Input, m *models.Message, username string) bool {
	in.Kind, in.Text = chat.Unnamed, m.Text+m.Caption
	if !m.IsAutomaticForward {
		in.Command, in.Args = commandOf(m, username)
	}
	return m.Chat.Type != models.ChatTypeChannel && (in.Command != "" || secret.Spilled(in.Text))
}

// isContent tells what a person sent from what Telegram reports by itself.
func isContent(m *models.Message) bool {
	return m.Sticker != nil || len(m.Photo) > 0 || m.Document != nil || m.Voice != nil || m.Video != nil || m.VideoNote != nil ||
		m.Audio != nil || m.Animation != nil || m.Contact != nil || m.Location != nil || m.Poll != nil || m.Dice != nil
}

// commandOf reads a command at the start of a message. One that is addressed
// to another bot is none of ours.
func commandOf(m *models.Message, username string) (command, args string) {
	if !strings.HasPrefix(m.Text, "/") || len(m.Entities) == 0 || m.Entities[0].Type != models.MessageEntityTypeBotCommand || m.Entities[0].Offset != 0 {
		return "", ""
	}
	units := utf16.Encode([]rune(m.Text)) // Telegram counts in UTF-16
	n := min(max(m.Entities[0].Length, 1), len(units))
	word, rest := string(utf16.Decode(units[:n])), string(utf16.Decode(units[n:]))
	name, to, addressed := strings.Cut(strings.TrimPrefix(word, "/"), "@")
	if addressed && !strings.EqualFold(to, username) {
		return "", ""
	}
	return strings.ToLower(name), strings.TrimSpace(rest)
}

func fromMembership(in *chat.Input, m *models.ChatMemberUpdated) bool {
	in.Place, in.Private, in.Person = chat.Place{Chat: m.Chat.ID}, m.Chat.Type == models.ChatTypePrivate, personOf(&m.From)
	in.At = time.Unix(int64(m.Date), 0).UTC()
	in.Kind = chat.Returned
	if m.NewChatMember.Type == models.ChatMemberTypeBanned || m.NewChatMember.Type == models.ChatMemberTypeLeft {
		in.Kind = chat.Blocked
	}
	return true
}

func personOf(u *models.User) chat.Person {
	return chat.Person{ID: u.ID, Name: strings.TrimSpace(u.FirstName + " " + u.LastName), Language: u.LanguageCode}
}

// originOf gives the channel or group that a message was forwarded from; people
// are none of the bot's business.
func originOf(m *models.Message) int64 {
	switch o := m.ForwardOrigin; {
	case o == nil:
		return 0
	case o.MessageOriginChannel != nil:
		return o.MessageOriginChannel.Chat.ID
	case o.MessageOriginChat != nil:
		return o.MessageOriginChat.SenderChat.ID
	}
	return 0
}

// threadOf gives the topic; a reply in a plain group bears a thread id too.
func threadOf(m *models.Message) int {
	if m.IsTopicMessage {
		return m.MessageThreadID
	}
	return 0
}
