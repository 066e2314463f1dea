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

// longestOfferID cuts what is no offer's id, so that a button holds it.
const longestOfferID = 32

type offeredSheet struct {
	ID string `json:"id"`
}

func (s offeredSheet) target() string { return "offer " + s.ID }

// offeredFlow is what a person sees who follows an offer's link: what it is,
// and one button that gets it. They know nothing of panels.
func offeredFlow(d Deps) dialog.Flow[offeredSheet] {
	return dialog.Flow[offeredSheet]{
		Name: "offer", Home: true,
		Begin: d.beginOffered,
		Steps: []dialog.Step[offeredSheet]{
			{Name: "show", Buttons: true, Ask: d.askOffered, Take: to[offeredSheet]("get")},
			{Name: "get", Do: d.getOffered},
		},
	}
}

// beginOffered shows the offer of a link, "<id>". A person who had to join
// something first comes back with "<id> get".
func (d Deps) beginOffered(ctx context.Context, t *dialog.Turn, s *offeredSheet, args string) (dialog.Next, error) {
	id, what, _ := strings.Cut(args, " ")
	if !t.Input.Private {
		return d.inPrivate("o"+id, "offered.open_private"), nil
	}
	s.ID = id[:min(len(id), longestOfferID)]
	if what != "get" {
		return dialog.To("show"), nil
	}
	view, err := d.offer(ctx, t, s)
	if err != nil || len(view.Claims) > 0 { // a button that never dies takes no second one
		return dialog.To("show"), err
	}
	return dialog.To("get"), nil
}

func (d Deps) askOffered(ctx context.Context, t *dialog.Turn, s *offeredSheet) (chat.Screen, error) {
	view, err := d.offer(ctx, t, s)
	switch {
	case err != nil:
		return chat.Screen{}, err
	case view.Refused != "":
		return refusedOffer(view, s), nil
	}
	get := pick("offered.get", "get")
	get.Style = chat.Primary
	lines := offerLines(view.Offer)
	if view.Offer.Member != 0 {
		lines = append(lines, chat.T("offered.member", chat.Args{"Name": shorten(view.Offer.MemberName, 60)}))
	}
	if view.Left >= 0 {
		lines = append(lines, chat.T("offered.left", chat.Args{"Count": view.Left}))
	}
	return chat.Screen{Lines: append(lines, chat.Text{}, chat.T("offered.how")), Rows: [][]chat.Button{row(get)}}, nil
}

// offer reads an offer for a person; one that is not there is gone.
func (d Deps) offer(ctx context.Context, t *dialog.Turn, s *offeredSheet) (ops.OfferView, error) {
	view, err := d.Ops.OfferFor(ctx, s.ID, t.Input.Person.ID)
	if resale.CodeOf(err) == resale.NotFound {
		return ops.OfferView{Refused: ops.OfferGone}, nil
	}
	return view, err
}

// offerLines are the offer's name and text, as its reseller wrote them, and how
// long it lasts.
func offerLines(o storage.Offer) []chat.Text {
	lines := []chat.Text{chat.T("offered.title", chat.Args{"Name": shorten(o.Name, 100)})}
	if o.Text != "" {
		lines = append(lines, chat.Literal(trimLines(o.Text, 1500)))
	}
	return append(lines, chat.Text{}, lasts(o))
}

// lasts says how long an offer is for, in the unit that people would use.
func lasts(o storage.Offer) chat.Text {
	unit, n := "offered.minutes", o.Minutes
	switch {
	case o.Days > 0:
		unit, n = "offered.days", o.Days
	case n >= inDays && n%inDays == 0:
		unit, n = "offered.days", n/inDays
	case n >= 120 && n%60 == 0 || n == 60:
		unit, n = "offered.hours", n/60
	}
	return chat.T(unit, chat.Args{"Count": n})
}

// joinRow leads to the chat that one must be a member of, if anybody knows how.
func joinRow(o storage.Offer) [][]chat.Button {
	if o.MemberURL == "" {
		return nil
	}
	return [][]chat.Button{row(chat.Button{Label: chat.T("offered.join", chat.Args{"Name": shorten(o.MemberName, 30)}), URL: o.MemberURL})}
}
