package sandbox

import (
	"encoding/json"
	"fmt"
	"strings"
)

func (t *Telegram) edit(method string, p *tgParams) (any, *tgError) {
	c, err := t.reach(p)
	if err != nil && err.MigrateTo != 0 { // what a group said before it became another one can be edited there
		c, err = t.chats[p.chat()], nil
	}
	if err != nil {
		return nil, err
	}
	m := c.byID[int(p.int("message_id"))]
	switch {
	case m == nil:
		return nil, bad("message to edit not found")
	case !m.FromBot:
		return nil, bad("message can't be edited")
	}
	next := *m
	next.markup = p.values["reply_markup"]
	if next.Keyboard, err = keyboard(next.markup); err != nil {
		return nil, err
	}
	if err := t.change(&next, method, p); err != nil {
		return nil, err
	}
	if next.HTML == m.HTML && next.Text == m.Text && same(next.Keyboard, m.Keyboard) && method != "editmessagemedia" {
		return nil, bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	}
	next.Edits++
	*m = next
	c.action = ""
	t.counts.Edited++
	return t.wire(c, m), nil
}

// change makes of a message what a call wants of it. A text has no caption, and
// what bears a picture or a document has no text.
func (t *Telegram) change(m *TelegramMessage, method string, p *tgParams) (err *tgError) {
	media := m.Photo != nil || m.Document != nil
	switch method {
	case "editmessagetext":
		if media {
			return bad("there is no text in the message to edit")
		}
		m.HTML, m.Text, err = p.text("text", 4096, "message text is empty")
	case "editmessagecaption":
		if !media {
			return bad("there is no caption in the message to edit")
		}
		m.HTML, m.Text, err = p.text("caption", 1024, "")
	case "editmessagemedia":
		return t.remedia(m, p)
	}
	return err
}

// remedia puts another picture in the place of what a message is. Other media
// are not in this sandbox.
func (t *Telegram) remedia(m *TelegramMessage, p *tgParams) *tgError {
	var media struct {
		Type      string `json:"type"`
		Media     string `json:"media"`
		Caption   string `json:"caption"`
		ParseMode string `json:"parse_mode"`
	}
	if err := json.Unmarshal([]byte(p.values["media"]), &media); err != nil || media.Type != "photo" || !strings.HasPrefix(media.Media, "attach://") {
		return bad("can't parse InputMedia: not in this sandbox")
	}
	m.Document, m.FileName, m.file = nil, "", ""
	inner := &tgParams{files: p.files, values: map[string]string{"photo": media.Media, "caption": media.Caption, "parse_mode": media.ParseMode}}
	if err := t.attach(m, "sendphoto", inner); err != nil {
		return err
	}
	var err *tgError
	m.HTML, m.Text, err = inner.text("caption", 1024, "")
	return err
}

func same(a, b [][]TelegramButton) bool { return fmt.Sprint(a) == fmt.Sprint(b) }
