package sandbox

import (
	"context"
	"encoding/json"
	"strconv"
	"time"
)

// botID is the sandbox's bot.
const botID = 7000000001

// call runs a method.
func (t *Telegram) call(ctx context.Context, method string, p *tgParams) (any, *tgError) {
	switch method {
	case "getme":
		return map[string]any{"id": botID, "is_bot": true, "first_name": "Sandbox", "username": t.opt.Username, "can_join_groups": true}, nil
	case "getupdates":
		return t.getUpdates(ctx, p)
	case "setwebhook", "deletewebhook":
		return t.setWebhook(p) //nolint:contextcheck // a webhook outlives the call that sets it
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	switch method {
	case "getwebhookinfo":
		return t.webhookInfo(), nil
	case "sendmessage", "sendphoto", "senddocument":
		return t.send(method, p)
	case "editmessagetext", "editmessagecaption", "editmessagemedia", "editmessagereplymarkup":
		return t.edit(method, p)
	case "deletemessage":
		return t.delete(p)
	case "answercallbackquery":
		return t.answer(p)
	case "sendchataction":
		return t.chatAction(p)
	case "getchatmember":
		return t.member(p)
	case "getchat":
		return t.lookUp(p)
	case "getfile":
		return t.file(p)
	case "setmycommands":
		t.commands[p.values["language_code"]] = json.RawMessage(p.values["commands"])
		return true, nil
	case "setmyname", "setmydescription", "setmyshortdescription", "setchatmenubutton", "leavechat":
		return true, nil
	}
	return nil, refuse(404, "Not Found: method not found")
}

func (t *Telegram) webhookInfo() any {
	url := ""
	if t.hook != nil {
		url = t.hook.url
	}
	return map[string]any{"url": url, "has_custom_certificate": false, "pending_update_count": len(t.queue.rows)}
}

// reach finds the chat that a call is for, or says why it cannot be reached.
func (t *Telegram) reach(p *tgParams) (*tgChat, *tgError) {
	c := t.chats[p.chat()]
	if c == nil {
		return nil, bad("chat not found")
	}
	if err := t.inside(c); err != nil {
		return nil, err
	}
	if c.blocked {
		return nil, refuse(403, "Forbidden: bot was blocked by the user")
	}
	return c, t.hurry(c)
}

// hurry refuses what is faster than Telegram lets a bot be.
func (t *Telegram) hurry(c *tgChat) *tgError {
	if !t.opt.Limits {
		return nil
	}
	now := t.opt.Now()
	limits := []struct {
		who  int64
		n    int
		span time.Duration
	}{{0, 30, time.Second}, {c.id, 5, 3 * time.Second}}
	if !c.private {
		limits = append(limits, struct {
			who  int64
			n    int
			span time.Duration
		}{c.id, 20, time.Minute})
	}
	for _, l := range limits {
		recent := 0
		for _, at := range t.pace[l.who] {
			if now.Sub(at) < l.span {
				recent++
			}
		}
		if recent >= l.n {
			wait := int(l.span.Seconds())
			return &tgError{Code: 429, Description: "Too Many Requests: retry after " + strconv.Itoa(wait), RetryAfter: wait}
		}
	}
	for _, who := range []int64{0, c.id} {
		t.pace[who] = append(t.pace[who], now)
		if n := len(t.pace[who]); n > 100 {
			t.pace[who] = t.pace[who][n-60:]
		}
	}
	return nil
}

// tgQuery is a tap that waits for its answer.
type tgQuery struct {
	at       time.Time
	answered bool
	text     string
	alert    bool
}

// queryLife is how long a tap can be answered.
const queryLife = 15 * time.Minute

func (t *Telegram) answer(p *tgParams) (any, *tgError) {
	q := t.answers[p.values["callback_query_id"]]
	if q == nil || t.opt.Now().Sub(q.at) > queryLife {
		return nil, bad("query is too old and response timeout expired or query ID is invalid")
	}
	if len([]rune(p.values["text"])) > 200 {
		return nil, bad("MESSAGE_TOO_LONG")
	}
	q.answered, q.text, q.alert = true, p.values["text"], p.values["show_alert"] == "true"
	t.counts.Answered++
	return true, nil
}

func (t *Telegram) chatAction(p *tgParams) (any, *tgError) {
	c := t.chats[p.chat()]
	if c == nil {
		return nil, bad("chat not found")
	}
	c.action = p.values["action"]
	return true, nil
}

// wire is a message as the Bot API writes it.
func (t *Telegram) wire(c *tgChat, m *TelegramMessage) map[string]any {
	out := map[string]any{"message_id": m.ID, "date": m.Date, "chat": c.wire(t)}
	if m.FromBot {
		out["from"] = map[string]any{"id": botID, "is_bot": true, "first_name": "Sandbox", "username": t.opt.Username}
	}
	switch {
	case m.Photo != nil:
		out["photo"] = t.photo(m)
		out["caption"] = m.Text
	case m.Document != nil:
		out["document"] = t.document(m)
		out["caption"] = m.Text
	default:
		out["text"] = m.Text
	}
	if m.Thread != 0 {
		out["message_thread_id"] = m.Thread
	}
	return out
}
