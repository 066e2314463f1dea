package sandbox

import (
	"strings"
	"unicode/utf8"
)

// tgChat is a chat and what is in it.
type tgChat struct {
	id       int64
	private  bool
	kind     string // "" is a group
	title    string
	username string
	hidden   bool // members are seen by administrators only
	last     int  // the newest message id
	messages []*TelegramMessage
	byID     map[int]*TelegramMessage
	members  map[int64]string // status by person
	blocked  bool
	moved    int64 // the supergroup that it became
	action   string
}

// TelegramMessage is a message as a person sees it now.
type TelegramMessage struct {
	Chat     int64              `json:"chat"`
	ID       int                `json:"id"`
	Thread   int                `json:"thread,omitempty"`
	FromBot  bool               `json:"from_bot"`
	From     int64              `json:"from,omitempty"`
	Name     string             `json:"name,omitempty"`
	HTML     string             `json:"html,omitempty"` // as the bot sent it; "" for plain text
	Text     string             `json:"text"`           // without markup
	Keyboard [][]TelegramButton `json:"keyboard,omitempty"`
	Photo    []byte             `json:"photo,omitempty"`
	Document []byte             `json:"document,omitempty"`
	FileName string             `json:"file_name,omitempty"`
	Protect  bool               `json:"protect,omitempty"`
	// Forwarded is the title of the channel or group that it is from.
	Forwarded string `json:"forwarded,omitempty"`
	Edits     int    `json:"edits,omitempty"`
	Date      int64  `json:"date"`
	markup    string
	file      string // the id of what it bears, "" until somebody is told
}

// chat gives a chat, made when it is new. The lock is held.
func (t *Telegram) chat(id int64, private bool) *tgChat {
	c := t.chats[id]
	if c == nil {
		c = &tgChat{id: id, private: private, byID: map[int]*TelegramMessage{}, members: map[int64]string{}}
		t.chats[id] = c
	}
	return c
}

// put adds a message. The lock is held.
func (t *Telegram) put(c *tgChat, m *TelegramMessage) {
	c.last++
	m.ID, m.Chat, m.Date = c.last, c.id, t.opt.Now().Unix()
	c.messages = append(c.messages, m)
	c.byID[m.ID] = m
	if len(c.messages) > t.opt.Keep {
		delete(c.byID, c.messages[0].ID)
		c.messages = c.messages[1:]
	}
	if m.FromBot {
		c.action = ""
	}
}

// remove deletes a message. The lock is held.
func (c *tgChat) remove(id int) bool {
	if c.byID[id] == nil {
		return false
	}
	delete(c.byID, id)
	for i, m := range c.messages {
		if m.ID == id {
			c.messages = append(c.messages[:i:i], c.messages[i+1:]...)
			break
		}
	}
	return true
}

// Messages gives copies of what is in a chat, oldest first.
func (t *Telegram) Messages(chat int64) []TelegramMessage {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.chats[chat]
	if c == nil {
		return nil
	}
	out := make([]TelegramMessage, len(c.messages))
	for i, m := range c.messages {
		out[i] = *m
	}
	return out
}

// Action gives the chat action that is shown, "typing" say, until the next
// message of the bot.
func (t *Telegram) Action(chat int64) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if c := t.chats[chat]; c != nil {
		return c.action
	}
	return ""
}

// text reads and checks a text or caption.
func (p *tgParams) text(name string, most int, empty string) (html, plain string, err *tgError) {
	raw := p.values[name]
	if len(raw) > 32_768 {
		return "", "", bad("Text is too long")
	}
	plain = raw
	if strings.EqualFold(p.values["parse_mode"], "HTML") {
		html = raw
		if plain, err = parseHTML(raw); err != nil {
			return "", "", err
		}
	}
	switch n := utf8.RuneCountInString(strings.TrimSpace(plain)); {
	case n == 0 && empty != "":
		return "", "", bad(empty)
	case n > most && name == "caption":
		return "", "", bad("message caption is too long")
	case n > most:
		return "", "", bad("message is too long")
	}
	return html, plain, nil
}
