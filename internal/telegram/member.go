package telegram

import (
	"context"

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

func (a *API) member(ctx context.Context, group, person int64) (*models.ChatMember, error) {
	ctx, cancel := a.within(ctx)
	defer cancel()
	m, err := a.bot.GetChatMember(ctx, &bot.GetChatMemberParams{ChatID: group, UserID: person})
	if err != nil {
		return nil, a.classify("ask for group member", err)
	}
	return m, nil
}

// ChatTitle looks up a group or channel by "@name", or by the digits of its id.
// url is where people join it: its public address, else an invitation if the bot
// has one, else "". The error is chat.ErrNoChat when there is none, or it is not
// public and the bot is not in it. See https://core.telegram.org/bots/api#getchat.
func (a *API) ChatTitle(ctx context.Context, name string) (id int64, title, url string, err error) {
	ctx, cancel := a.within(ctx)
	defer cancel()
	c, err := a.bot.GetChat(ctx, &bot.GetChatParams{ChatID: name})
	if err != nil {
		return 0, "", "", a.classify("look up chat", err)
	}
	url = c.InviteLink
	if c.Username != "" {
		url = "https://t.me/" + c.Username
	}
	return c.ID, c.Title, url, nil
}
