package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// GroupAdmin tells whether a person administers a group.
func (a *API) GroupAdmin(ctx context.Context, group, person int64) (bool, error) {
	m, err := a.member(ctx, group, person)
	if err != nil {
		return false, err
	}
	return m.Type == models.ChatMemberTypeOwner || m.Type == models.ChatMemberTypeAdministrator, nil
}

// Membership tells whether a person is in a group or channel now: those who
// left, were banned or never came are not. The error is chat.ErrNoChat where the
// bot is not in it, and chat.ErrHidden where it may not see who is: of a channel
// it has to be an administrator. See https://core.telegram.org/bots/api#getchatmember.
func (a *API) Membership(ctx context.Context, group, person int64) (bool, error) {
	m, err := a.member(ctx, group, person)
	if err != nil {
		return false, err
	}
	switch m.Type {
	case models.ChatMemberTypeOwner, models.ChatMemberTypeAdministrator, models.ChatMemberTypeMember:
		return true, nil
	case models.ChatMemberTypeRestricted:
		return m.Restricted.IsMember, nil
	}
	return false, nil
}

// member asks once more where a group that became a supergroup is now.
func (a *API) member(ctx context.Context, group, person int64) (*models.ChatMember, error) {
	ctx, cancel := a.within(ctx)
	defer cancel()
	ask := func(id int64) (*models.ChatMember, error) {
		m, err := a.bot.GetChatMember(ctx, &bot.GetChatMemberParams{ChatID: id, UserID: person})
		return m, a.classify("ask for group member", err)
	}
	m, err := ask(group)
	if e, ok := errors.AsType[*Error](err); ok && e.NewChat != 0 {
		return ask(e.NewChat)
	}
	return m, err
}

// ChatTitle looks up a group or channel by "@name", or by the digits of its id.
// url is where people join it: its public address, else an invitation if the bot
// has one, else "". The error is chat.ErrNoChat when there is none, or it is not
// public and the bot is not in it. See https://core.telegram.org/bots/api#getchat.
func (a *API) ChatTitle(ctx context.Context, name string) (id int64, title, url string, err error) {
	ctx, cancel := a.within(ctx)
	defer cancel()
	var c struct {
		ID       int64           `json:"id"`
		Type     models.ChatType `json:"type"`
		Title    string          `json:"title"`
		Username string          `json:"username"`
		Invite   string          `json:"invite_link"`
	}
	if err := a.ask(ctx, "getChat", map[string]string{"chat_id": name}, &c); err != nil {
		return 0, "", "", a.classify("look up chat", err)
	}
	if c.Type == models.ChatTypePrivate {
		return 0, "", "", &Error{Act: "look up chat", Trouble: Unreachable, Text: "it is a person"}
	}
	url = c.Invite
	if c.Username != "" {
		url = "https://t.me/" + c.Username
	}
	return c.ID, c.Title, url, nil
}

// ask calls a method whose answer the library reads whole: of a chat that would
// be its pinned message, too, which may be of a kind that the library refuses.
func (a *API) ask(ctx context.Context, method string, params map[string]string, result any) error {
	body, err := json.Marshal(params)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.config.URL+"/bot"+a.config.Token.Reveal()+"/"+method, bytes.NewReader(body))
	if err != nil {
		return err // classify takes the address out
	}
	req.Header.Set("Content-Type", "application/json")
	answer, err := a.wire.exchange(req)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(answer, &struct {
		Result any `json:"result"`
	}{result}); err != nil {
		return &Error{Trouble: Misread, Text: err.Error()}
	}
	return nil
}
