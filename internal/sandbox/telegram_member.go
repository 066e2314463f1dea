package sandbox

import (
	"strconv"
	"strings"
)

// named finds the chat that a call names by its id or "@username", nil when
// there is none.
func (t *Telegram) named(p *tgParams) *tgChat {
	name, public := strings.CutPrefix(p.values["chat_id"], "@")
	if !public {
		return t.chats[p.chat()]
	}
	for _, c := range t.chats {
		if name != "" && strings.EqualFold(c.username, name) {
			return c
		}
	}
	return nil
}

// inside refuses a bot that is not in the chat.
func (t *Telegram) inside(c *tgChat) *tgError {
	kind := c.wire(t)["type"].(string)
	switch status := c.members[botID]; {
	case c.moved != 0:
		err := bad("group chat was upgraded to a supergroup chat")
		err.MigrateTo = c.moved
		return err
	case c.private:
	case status == "kicked" || c.blocked:
		return refuse(403, "Forbidden: bot was kicked from the "+kind+" chat")
	case status == "left":
		return refuse(403, "Forbidden: bot is not a member of the "+kind+" chat")
	}
	return nil
}

func (t *Telegram) member(p *tgParams) (any, *tgError) {
	c := t.named(p)
	if c == nil {
		return nil, bad("chat not found")
	}
	if err := t.inside(c); err != nil {
		return nil, err
	}
	person := t.people[p.int("user_id")]
	switch {
	case c.hidden && c.members[botID] != "administrator":
		return nil, bad("member list is inaccessible")
	case person == nil:
		return nil, bad("PARTICIPANT_ID_INVALID")
	}
	status := c.members[person.id]
	if status == "" {
		status = "left"
	}
	status, out := strings.CutSuffix(status, ", out")
	member := map[string]any{"status": status, "user": person.wire(), "is_anonymous": false, "can_be_edited": false}
	if status == "restricted" {
		member["is_member"] = !out
	}
	return member, nil
}

// lookUp is getChat. A public chat can be looked up from outside.
func (t *Telegram) lookUp(p *tgParams) (any, *tgError) {
	c := t.named(p)
	if c == nil {
		return nil, bad("chat not found")
	}
	if err := t.inside(c); err != nil && c.username == "" {
		return nil, err
	}
	out := c.wire(t)
	out["accent_color_id"], out["max_reaction_count"] = 0, 11
	if c.members[botID] == "administrator" {
		out["invite_link"] = "https://t.me/+" + strconv.FormatInt(-c.id, 36)
	}
	return out, nil
}

// wire is a chat as the Bot API writes it.
func (c *tgChat) wire(t *Telegram) map[string]any {
	if c.private {
		return map[string]any{"id": c.id, "type": "private", "first_name": t.people[c.id].name}
	}
	kind := c.kind
	switch {
	case kind != "":
	case strings.HasPrefix(strconv.FormatInt(c.id, 10), "-100"):
		kind = "supergroup"
	default:
		kind = "group"
	}
	out := map[string]any{"id": c.id, "type": kind, "title": c.title}
	if c.username != "" {
		out["username"] = c.username
	}
	return out
}
