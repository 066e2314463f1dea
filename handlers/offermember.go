package handlers

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

var (
	publicName = regexp.MustCompile(`^(?:@|(?:https?://)?(?:t|telegram)\.me/)?([A-Za-z][A-Za-z0-9_]{3,31})/?$`)
	groupID    = regexp.MustCompile(`^-\d{5,15}$`)
	inviteURL  = regexp.MustCompile(`^(?:https?://)?(?:t|telegram)\.me/([A-Za-z0-9_+/-]{2,64})$`)
)

func (d Deps) askOfferMember(ctx context.Context, t *dialog.Turn, s *editOfferSheet) (chat.Screen, error) {
	o, err := d.Ops.Offer(ctx, t.Input.Place.Chat, s.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T("editoffer.now_anybody"), {}, chat.T("editoffer.ask_member", chat.Args{"Bot": d.BotName})}}
	if o.Member != 0 {
		screen.Lines[0] = chat.T("offers.members_only", chat.Args{"Name": shorten(o.MemberName, 60)})
		screen.Rows = [][]chat.Button{row(pick("editoffer.anybody", "none"))}
	}
	return screen, nil
}

// takeOfferMember finds out which chat is meant, and that its members can be
// seen: an offer that cannot be checked is given to nobody.
func (d Deps) takeOfferMember(ctx context.Context, t *dialog.Turn, s *editOfferSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value == "none" {
		return d.saveMember(ctx, t, s, 0, "", "")
	}
	name, ok := chatMeant(a)
	if !ok {
		return dialog.Stay(chat.T("editoffer.bad_member")), nil
	}
	id, title, url, err := d.ChatTitle(ctx, name)
	if err == nil && id >= 0 { // a person, or a bot
		return dialog.Stay(chat.T("editoffer.bad_member")), nil
	}
	if err == nil {
		_, err = d.Membership(ctx, id, t.Input.Person.ID)
	}
	switch {
	case errors.Is(err, chat.ErrNoChat):
		return dialog.Stay(chat.T("editoffer.no_chat", chat.Args{"Bot": d.BotName})), nil
	case errors.Is(err, chat.ErrHidden):
		return dialog.Stay(chat.T("editoffer.hidden", chat.Args{"Name": shorten(title, 60), "Bot": d.BotName})), nil
	case err != nil:
		t.Log.Warn("look up a chat for an offer", "err", err)
		return dialog.Stay(chat.T("editoffer.look_later")), nil
	}
	if url == "" {
		s.Member, s.MemberName = id, title
		return dialog.To("memberurl"), nil
	}
	return d.saveMember(ctx, t, s, id, title, url)
}

// chatMeant gives "@name", or the digits of an id, of what was typed or
// forwarded.
func chatMeant(a dialog.Answer) (name string, ok bool) {
	if a.Origin != 0 {
		return number(a.Origin), true
	}
	text := strings.TrimSpace(a.Text)
	if groupID.MatchString(text) {
		return text, true
	}
	if m := publicName.FindStringSubmatch(text); m != nil {
		return "@" + m[1], true
	}
	return "", false
}

func askMemberURL(_ context.Context, _ *dialog.Turn, s *editOfferSheet) (chat.Screen, error) {
	return chat.Screen{Lines: []chat.Text{chat.T("editoffer.ask_invite", chat.Args{"Name": shorten(s.MemberName, 60)})}}, nil
}

func (d Deps) takeMemberURL(ctx context.Context, t *dialog.Turn, s *editOfferSheet, a dialog.Answer) (dialog.Next, error) {
	m := inviteURL.FindStringSubmatch(strings.TrimSpace(a.Text))
	if m == nil {
		return dialog.Stay(chat.T("editoffer.bad_invite")), nil
	}
	return d.saveMember(ctx, t, s, s.Member, s.MemberName, "https://t.me/"+m[1])
}

func (d Deps) saveMember(ctx context.Context, t *dialog.Turn, s *editOfferSheet, id int64, name, url string) (dialog.Next, error) {
	return d.saveOffer(ctx, t, s, func(o *storage.Offer) { o.Member, o.MemberName, o.MemberURL = id, name, url })
}
