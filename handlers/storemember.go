package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// buyerSheet names the customer that a card is about.
type buyerSheet struct {
	letter
	Person int64 `json:"person"`
	Away   bool  `json:"away,omitempty"` // messages do not reach them
	Open   int   `json:"open,omitempty"` // invoices that are not finished
}

// storeMemberFlow is the card of a store's customer.
func storeMemberFlow(d Deps) dialog.Flow[buyerSheet] {
	return dialog.Flow[buyerSheet]{
		Name: "storemember", Home: true,
		Loses: func(s buyerSheet) bool { return s.Text != "" },
		Begin: func(_ context.Context, _ *dialog.Turn, s *buyerSheet, args string) (dialog.Next, error) {
			if s.Person = readID(args); s.Person == 0 {
				return dialog.Go("storemembers"), nil
			}
			return dialog.To("card"), nil
		},
		Steps: []dialog.Step[buyerSheet]{
			{Name: "card", Buttons: true, Ask: d.askStoreMember, Take: takeStoreMember},
			{Name: "logout", Buttons: true, Ask: askLogOutMember, Take: d.logOutMember},
			{Name: "write", Ask: askWriteMember, Take: takeWriteMember},
			{Name: "send", Buttons: true, Ask: confirmWriteMember, Take: d.writeMember},
		},
	}
}

func (d Deps) askStoreMember(ctx context.Context, t *dialog.Turn, s *buyerSheet) (chat.Screen, error) {
	back := row(goTo("storefront.to_customers", "storemembers"), pick("button.refresh", "refresh"))
	m, err := d.Ops.StoreCustomer(ctx, t.Input.Place.Chat, s.Person)
	if resale.CodeOf(err) == resale.NotFound { // they logged out
		return chat.Screen{Lines: []chat.Text{chat.T("storemember.gone")}, Rows: [][]chat.Button{row(back[0], goTo("button.menu", "menu"))}}, nil
	}
	if err != nil {
		return chat.Screen{}, err
	}
	s.Name, s.Text, s.Away, s.Open = memberName(m), "", m.Away, m.Open
	out := pick("storemember.log_out", "logout")
	out.Style = chat.Danger
	return chat.Screen{Lines: d.memberLines(t, m), Rows: [][]chat.Button{
		row(goTo("storefront.see_invoices", "storeinvoices of "+number(s.Person))),
		row(pick("takers.write", "write"), out),
		back,
	}}, nil
}

// memberLines are what is known of a customer: by the bot's own book, as it was
// last read at the panel.
func (d Deps) memberLines(t *dialog.Turn, m ops.StoreCustomer) []chat.Text {
	lines := []chat.Text{
		chat.T("client.title", chat.Args{"Mark": memberMark(m.Member, t.Now), "Name": memberName(m)}),
		chat.T("storemember.email", chat.Args{"Email": emailFor(t.Input.Place.Chat, m.Email)}),
		chat.T("storemember.since", chat.Args{"Date": d.Catalog.Day(t.Lang, m.At, t.Zone)}),
		{},
	}
	switch {
	case m.Refused:
		lines = append(lines, chat.T("storemember.refused"))
	case m.TwoStep:
		lines = append(lines, chat.T("storemember.two_step"))
	}
	if len(m.Subs) == 0 && !m.TwoStep {
		lines = append(lines, chat.T("storemember.no_subscription"))
	}
	for _, sub := range m.Subs[:min(len(m.Subs), mostButtons)] {
		args := chat.Args{"Plan": shorten(or(sub.Plan, "#"+number(sub.ID)), 60)}
		key := "storemember.endless"
		if !sub.Expires.IsZero() {
			key, args["Date"], args["Left"] = "storemember.subscription", d.Catalog.Moment(t.Lang, sub.Expires, t.Zone), timeLeft(sub.Expires, t.Now)
		}
		lines = append(lines, chat.T(key, args))
	}
	if !m.Read.IsZero() {
		lines = append(lines, chat.T("storemember.read", chat.Args{"Date": d.Catalog.Moment(t.Lang, m.Read, t.Zone)}))
	}
	return lines
}

// emailFor is a customer's address as a chat may read it: whole where the
// reseller is alone, as on invoices.
func emailFor(place int64, email string) string {
	if place > 0 {
		return shorten(email, 80)
	}
	return maskEmail(email)
}

// maskEmail shows enough of an address to know it again, to whoever reads along.
func maskEmail(email string) string {
	name, host, found := strings.Cut(email, "@")
	if !found || name == "" {
		return "•••"
	}
	return shorten(string([]rune(name)[:1])+"•••@"+host, 60)
}

func takeStoreMember(_ context.Context, _ *dialog.Turn, s *buyerSheet, a dialog.Answer) (dialog.Next, error) {
	switch {
	case a.Value == "refresh":
		return dialog.Stay(chat.Text{}), nil
	case a.Value == "write" && s.Away:
		return dialog.Stay(chat.T("takers.away", s.name())), nil
	}
	return dialog.To(a.Value), nil
}

// askLogOutMember says what nobody would see any more then.
func askLogOutMember(_ context.Context, _ *dialog.Turn, s *buyerSheet) (chat.Screen, error) {
	yes := pick("storemember.log_out_yes", "yes")
	yes.Style = chat.Danger
	lines := append([]chat.Text{chat.T("storemember.ask_log_out", s.name())}, howMany("storemember.log_out_open", s.Open)...)
	return chat.Screen{Lines: lines, Rows: [][]chat.Button{row(yes)}}, nil
}

func (d Deps) logOutMember(ctx context.Context, t *dialog.Turn, s *buyerSheet, _ dialog.Answer) (dialog.Next, error) {
	if err := d.Ops.LogOut(ctx, storage.MemberKey{Chat: t.Input.Place.Chat, Person: s.Person}); err != nil {
		return dialog.Next{}, err
	}
	t.Note(chat.T("storemember.logged_out", s.name()))
	return dialog.Go("storemembers"), nil
}
