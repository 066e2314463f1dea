package sandbox

import (
	"encoding/json"
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

// TelegramButton is a button of an inline keyboard.
type TelegramButton struct {
	Label string
	Data  string
	Copy  string
	URL   string
	Style string
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

// keyboard reads and checks a reply_markup as Telegram does.
func keyboard(raw string) ([][]TelegramButton, *tgError) {
	if raw == "" || raw == "null" {
		return nil, nil
	}
	var m struct {
		Rows [][]struct {
			Text  string  `json:"text"`
			Data  *string `json:"callback_data"`
			URL   string  `json:"url"`
			Style string  `json:"style"`
			Copy  *struct {
				Text string `json:"text"`
			} `json:"copy_text"`
		} `json:"inline_keyboard"`
	}
	if err := json.Unmarshal([]byte(raw), &m); err != nil {
		return nil, bad("can't parse reply keyboard markup JSON object")
	}
	var rows [][]TelegramButton
	count := 0
	for _, row := range m.Rows {
		var out []TelegramButton
		for _, b := range row {
			k := TelegramButton{Label: b.Text, URL: b.URL, Style: b.Style}
			kinds := 0
			if b.Data != nil {
				k.Data = *b.Data
				kinds++
			}
			if b.Copy != nil && b.Copy.Text != "" {
				k.Copy = b.Copy.Text
				kinds++
			}
			if b.URL != "" {
				kinds++
			}
			if err := checkButton(k, kinds); err != nil {
				return nil, err
			}
			out = append(out, k)
		}
		if count += len(out); len(out) > 8 || count > 100 {
			return nil, bad("reply markup is too long")
		}
		rows = append(rows, out)
	}
	return rows, nil
}

func checkButton(b TelegramButton, kinds int) *tgError {
	switch {
	case strings.TrimSpace(b.Label) == "":
		return bad("can't parse inline keyboard button: Field \"text\" must be non-empty")
	case kinds != 1:
		return bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
	case b.URL == "" && b.Copy == "" && (len(b.Data) == 0 || len(b.Data) > 64):
		return bad("BUTTON_DATA_INVALID")
	case utf8.RuneCountInString(b.Copy) > 256:
		return bad("BUTTON_COPY_TEXT_INVALID")
	case b.Style != "" && b.Style != "danger" && b.Style != "success" && b.Style != "primary":
		return bad("can't parse inline keyboard button: Unknown style specified")
	}
	return nil
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
