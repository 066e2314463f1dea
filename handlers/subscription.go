package handlers

import (
	"context"
	"slices"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// subOf finds the subscription that a conversation is about.
func (s memberSheet) subOf(m resale.Member) (resale.Subscription, bool) {
	i := slices.IndexFunc(m.Subscriptions, func(sub resale.Subscription) bool { return sub.ID == s.Sub })
	if i < 0 {
		return resale.Subscription{}, false
	}
	return m.Subscriptions[i], true
}

// noSub is for a subscription that is not, or no more, the person's own.
func (s memberSheet) noSub() chat.Screen {
	return chat.Screen{Lines: []chat.Text{chat.T("member.sub_gone")}, Rows: [][]chat.Button{row(goTo("visit.mine", s.target("member")))}}
}

func (d Deps) askSubscription(ctx context.Context, t *dialog.Turn, s *memberSheet, v visit) (chat.Screen, error) {
	m, err := d.Ops.Member(ctx, v.key(t), "", nil)
	if err != nil {
		return chat.Screen{}, err
	}
	sub, ok := s.subOf(m)
	if !ok {
		return s.noSub(), nil
	}
	owed, see, err := d.subOwed(ctx, t, v, sub.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	link, renew, more := pick("member.get_link", "link"), goTo("member.renew", s.of("renewsub")), goTo("member.add_traffic", s.of("topup"))
	switch sub.State(t.Now) {
	case resale.SubExpired:
		renew.Style = chat.Primary
	case resale.SubUsedUp:
		more.Style = chat.Primary
	default:
		link.Style = chat.Primary
	}
	rows := append(see, row(link), row(goTo("member.see_servers", s.of("member")+" servers")), row(renew))
	if sub.State(t.Now) != resale.SubExpired { // more traffic gives it no later end
		rows = append(rows, row(more))
	}
	rows = append(rows, row(pick("button.refresh", "refresh")), row(goTo("visit.mine", s.target("member"))))
	return chat.Screen{Lines: append(d.subLines(t, sub), owed...), Rows: rows}, nil
}

// subLines are all that is known of a subscription. Its state is told by dates
// and traffic: the panel's own word may be in any language.
func (d Deps) subLines(t *dialog.Turn, s resale.Subscription) []chat.Text {
	lines := []chat.Text{chat.T("client.title", chat.Args{"Mark": subMark(s, t), "Name": shorten(subName(s), 60)})}
	switch s.State(t.Now) {
	case resale.SubExpired:
		lines = append(lines, chat.T("member.is_expired"))
	case resale.SubUsedUp:
		lines = append(lines, chat.T("member.is_used_up"))
	case resale.SubUnclear:
		if s.Word != "" {
			lines = append(lines, chat.T("member.is", chat.Args{"Word": shorten(s.Word, 40)}))
		}
	}
	lines = append(append(lines, chat.Text{}), trafficLines(s)...)
	if s.Today > 0 {
		lines = append(lines, chat.T("member.today", chat.Args{"Used": traffic(s.Today)}))
	}
	if s.State(t.Now) != resale.SubExpired { // which gets none back
		if s.State(t.Now) != resale.SubExpired {
			lines = append(lines, resetLine(s)...)
		}
	}
	lines = append(append(lines, d.until(t, s.Expires)), deviceLine(s)...)
	if s.Speed != "" {
		lines = append(lines, chat.T("member.speed", chat.Args{"Speed": shorten(s.Speed, 30)}))
	}
	if s.Group != "" {
		lines = append(lines, chat.T("member.group", chat.Args{"Name": shorten(s.Group, 40)}))
	}
	if s.Amount.Known {
		lines = append(lines, chat.T("member.price", chat.Args{"Amount": sumText(s.Amount), "Period": periodText(s.Period)}))
	}
	return lines
}

// resetLine says when the traffic comes back: in our words where the day is
// known, else in the panel's.
func resetLine(s resale.Subscription) []chat.Text {
	switch {
	case s.ResetDays >= 0:
		return []chat.Text{chat.T("member.resets", chat.Args{"Count": s.ResetDays})}
	case s.ResetText != "":
		return []chat.Text{chat.T("member.resets_text", chat.Args{"Text": shorten(s.ResetText, 120)})}
	}
	return nil
}

func deviceLine(s resale.Subscription) []chat.Text {
	switch {
	case s.Devices > 0 && s.Online >= 0:
		return []chat.Text{chat.T("member.devices", chat.Args{"Online": s.Online, "Count": s.Devices})}
	case s.Devices > 0:
		return []chat.Text{chat.T("member.devices_most", chat.Args{"Count": s.Devices})}
	case s.Online > 0:
		return []chat.Text{chat.T("member.devices_on", chat.Args{"Count": s.Online})}
	}
	return nil
}

func (d Deps) takeSubscription(ctx context.Context, t *dialog.Turn, s *memberSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value == "link" {
		return d.sendLink(ctx, t, s)
	}
	return dialog.Stay(chat.Text{}), nil
}

// sendLink ends with the link that an app takes.
func (d Deps) sendLink(ctx context.Context, t *dialog.Turn, s *memberSheet) (dialog.Next, error) {
	v, err := d.store(ctx, t, s.ID)
	if err != nil {
		return dialog.Next{}, err
	}
	m, err := d.Ops.Member(ctx, v.key(t), "", nil)
	if err != nil {
		return dialog.Next{}, err
	}
	sub, ok := s.subOf(m)
	switch {
	case !ok:
		return dialog.Stay(chat.Text{}), nil
	case sub.Link == "":
		return dialog.Stay(chat.T("member.no_link")), nil
	}
	return handOver(t, handedText{
		About: chat.T("member.link_of", chat.Args{"Name": shorten(subName(sub), 60)}), Text: sub.Link, File: "subscription",
		Mind: chat.T("member.mind_link"), Rows: [][]chat.Button{row(goTo("member.open_sub", s.of("member")))},
	})
}
