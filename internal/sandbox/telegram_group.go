package sandbox

// TelegramGroup is a chat of several people and the bot, or a channel.
type TelegramGroup struct {
	t  *Telegram
	id int64
}

// Group makes a group with the bot in it. Ids of groups are negative, those of
// supergroups begin with -100.
func (t *Telegram) Group(id int64, title string, members ...*TelegramPerson) *TelegramGroup {
	return t.group(id, "", title, "", members)
}

// Channel makes a channel with the bot as its administrator, as Telegram wants
// it. Its address is t.me/<username>; "" is for a private one. Ids begin with -100.
func (t *Telegram) Channel(id int64, title, username string, members ...*TelegramPerson) *TelegramGroup {
	g := t.group(id, "channel", title, username, members)
	g.Promote(nil)
	return g
}

func (t *Telegram) group(id int64, kind, title, username string, members []*TelegramPerson) *TelegramGroup {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.chat(id, false)
	c.kind, c.title, c.username = kind, title, username
	c.members[botID] = "member"
	for _, m := range members {
		c.members[m.id] = "member"
	}
	return &TelegramGroup{t: t, id: id}
}

// ID gives the chat's id.
func (g *TelegramGroup) ID() int64 { return g.id }

// Hide keeps who is in the chat from those who do not administer it.
func (g *TelegramGroup) Hide(hidden bool) {
	g.t.mu.Lock()
	defer g.t.mu.Unlock()
	g.t.chats[g.id].hidden = hidden
}

// SetMember gives a person a status of getChatMember: "creator",
// "administrator", "member", "restricted", "left" or "kicked"; "restricted, out"
// is one who left while restricted. nil is the bot, whose leaving is not
// reported.
func (g *TelegramGroup) SetMember(p *TelegramPerson, status string) {
	t := g.t
	t.mu.Lock()
	defer t.mu.Unlock()
	id := int64(botID)
	if p != nil {
		id = p.id
	}
	t.chats[g.id].members[id] = status
	t.notify()
}

// Has tells whether a person is in the chat.
func (g *TelegramGroup) Has(p *TelegramPerson) bool {
	g.t.mu.Lock()
	defer g.t.mu.Unlock()
	switch g.t.chats[g.id].members[p.id] {
	case "", "left", "kicked", "restricted, out":
		return false
	}
	return true
}

// Promote makes a member an administrator; nil promotes the bot.
func (g *TelegramGroup) Promote(p *TelegramPerson) {
	g.SetMember(p, "administrator")
}

// Migrate makes the group a supergroup with another id and tells the bot.
func (g *TelegramGroup) Migrate(newID int64) {
	t := g.t
	t.mu.Lock()
	defer t.mu.Unlock()
	old := t.chats[g.id]
	c := t.chat(newID, false)
	c.title, c.username, c.members, c.hidden = old.title, old.username, old.members, old.hidden
	old.moved = newID
	t.add("message", map[string]any{"message_id": old.last + 1, "date": t.opt.Now().Unix(), "chat": old.wire(t), "migrate_to_chat_id": newID})
	g.id = newID
}
