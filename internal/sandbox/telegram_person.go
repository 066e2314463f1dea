package sandbox

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// TelegramPerson is somebody who uses the bot.
type TelegramPerson struct {
	t        *Telegram
	id       int64
	name     string
	language string
}

// Person makes somebody; the private chat has the same id. An empty language
// leaves language_code out, as some clients do.
func (t *Telegram) Person(id int64, name, language string) *TelegramPerson {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := &TelegramPerson{t: t, id: id, name: name, language: language}
	t.people[id] = p
	return p
}

// ID gives the person's id, which is the private chat's too.
func (p *TelegramPerson) ID() int64 { return p.id }

func (p *TelegramPerson) wire() map[string]any {
	out := map[string]any{"id": p.id, "is_bot": false, "first_name": p.name}
	if p.language != "" {
		out["language_code"] = p.language
	}
	return out
}

// Say writes to the bot in private.
func (p *TelegramPerson) Say(text string) (updateID int64) { return p.say(p.id, true, 0, text) }

// SayIn writes in a group, in a topic when thread is not 0.
func (p *TelegramPerson) SayIn(g *TelegramGroup, thread int, text string) (updateID int64) {
	return p.say(g.id, false, thread, text)
}

func (p *TelegramPerson) say(chat int64, private bool, thread int, text string) int64 {
	t := p.t
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.chat(chat, private)
	if private {
		c.blocked = false
	}
	m := &TelegramMessage{From: p.id, Name: p.name, Text: text, Thread: thread}
	t.put(c, m)
	wire := t.wire(c, m)
	wire["from"] = p.wire()
	if strings.HasPrefix(text, "/") {
		command, _, _ := strings.Cut(text, " ")
		wire["entities"] = []any{map[string]any{"type": "bot_command", "offset": 0, "length": len(utf16.Encode([]rune(command)))}}
	}
	return t.add("message", wire)
}

// Forward sends a text of a channel or group to the bot: in private, or in a
// group when in is not nil.
func (p *TelegramPerson) Forward(from, in *TelegramGroup, text string) (updateID int64) {
	t := p.t
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.chat(p.id, true)
	if in != nil {
		c = t.chats[in.id]
	}
	source := t.chats[from.id]
	m := &TelegramMessage{From: p.id, Name: p.name, Text: text, Forwarded: source.title}
	t.put(c, m)
	wire := t.wire(c, m)
	wire["from"] = p.wire()
	origin := map[string]any{"type": "chat", "date": m.Date, "sender_chat": source.wire(t)}
	if source.kind == "channel" {
		origin = map[string]any{"type": "channel", "date": m.Date, "message_id": 1, "chat": source.wire(t)}
	}
	wire["forward_origin"] = origin
	return t.add("message", wire)
}

// SendSticker sends something that is not text.
func (p *TelegramPerson) SendSticker() (updateID int64) {
	t := p.t
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.chat(p.id, true)
	m := &TelegramMessage{From: p.id, Name: p.name, Text: "🙂 (sticker)"}
	t.put(c, m)
	wire := t.wire(c, m)
	delete(wire, "text")
	wire["from"] = p.wire()
	wire["sticker"] = map[string]any{"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1, "is_animated": false, "is_video": false}
	return t.add("message", wire)
}

// Tap taps the button with that label on a message. The returned function
// gives the bot's answer so far.
func (p *TelegramPerson) Tap(m *TelegramMessage, label string) (updateID int64, answer func() (text string, alert, answered bool)) {
	for _, row := range m.Keyboard {
		for _, b := range row {
			if b.Label == label {
				return p.TapData(m, b.Data)
			}
		}
	}
	return 0, func() (string, bool, bool) { return "no such button: " + label, true, false }
}

// TapData taps a button by its data, which need not be on the message: a
// person may hold an old screen.
func (p *TelegramPerson) TapData(m *TelegramMessage, data string) (updateID int64, answer func() (text string, alert, answered bool)) {
	t := p.t
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.chat(m.Chat, m.Chat > 0)
	query := &tgQuery{at: t.opt.Now()}
	id := fmt.Sprintf("q%d", t.queue.next)
	t.answers[id] = query
	message := t.wire(c, m)
	updateID = t.add("callback_query", map[string]any{"id": id, "from": p.wire(), "chat_instance": "1", "data": data, "message": message})
	return updateID, func() (string, bool, bool) {
		t.mu.Lock()
		defer t.mu.Unlock()
		return query.text, query.alert, query.answered
	}
}

// Block blocks the bot; Unblock takes that back.
func (p *TelegramPerson) Block() { p.member("member", "kicked", true) }

// Unblock lets the bot write again.
func (p *TelegramPerson) Unblock() { p.member("kicked", "member", false) }

func (p *TelegramPerson) member(from, to string, blocked bool) {
	t := p.t
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.chat(p.id, true)
	c.blocked = blocked
	bot := map[string]any{"id": botID, "is_bot": true, "first_name": "Sandbox"}
	state := func(s string) map[string]any {
		return map[string]any{"status": s, "user": bot, "until_date": 0}
	}
	t.add("my_chat_member", map[string]any{
		"chat": c.wire(t), "from": p.wire(), "date": t.opt.Now().Unix(), "old_chat_member": state(from), "new_chat_member": state(to),
	})
}
