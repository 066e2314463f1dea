package handlers

import (
	"context"
	"slices"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/qr"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

type offerSheet struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
}

func (s offerSheet) card() string { return "offercard " + s.ID }

// offerCardFlow is the card of one offer.
func offerCardFlow(d Deps) dialog.Flow[offerSheet] {
	return dialog.Flow[offerSheet]{
		Name: "offercard", Home: true, Begin: d.aboutOffer("card"),
		Steps: []dialog.Step[offerSheet]{
			{Name: "card", Buttons: true, Ask: d.askOfferCard, Take: d.takeOfferCard},
			{Name: "delete", Buttons: true, Ask: askDropOffer, Take: d.dropOffer},
		},
	}
}

// aboutOffer begins a flow that is about one offer of this chat, "<id>".
func (d Deps) aboutOffer(step string) func(context.Context, *dialog.Turn, *offerSheet, string) (dialog.Next, error) {
	return func(ctx context.Context, t *dialog.Turn, s *offerSheet, args string) (dialog.Next, error) {
		o, err := d.Ops.Offer(ctx, t.Input.Place.Chat, args)
		switch {
		case resale.CodeOf(err) == resale.NotFound:
			return offerGone(t), nil
		case err != nil:
			return dialog.Next{}, err
		}
		s.ID, s.Name = o.ID, o.Name
		return dialog.To(step), nil
	}
}

func offerGone(t *dialog.Turn) dialog.Next {
	t.Note(chat.T("offers.gone"))
	return dialog.Go("offers")
}

func (d Deps) askOfferCard(ctx context.Context, t *dialog.Turn, s *offerSheet) (chat.Screen, error) {
	o, err := d.Ops.Offer(ctx, t.Input.Place.Chat, s.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	s.Name = o.Name
	state := "offers.is_on"
	toggle := primary("offers.turn_on", "on")
	if o.On {
		toggle = pick("offers.turn_off", "off")
	}
	switch {
	case !t.Connected(o.Provider):
		state = "offers.is_cut"
	case !o.On:
		state = "offers.is_off"
	case o.AllTaken():
		state = "offers.is_taken"
	}
	lines := append(d.offerLines(o, t.Now), chat.Text{}, chat.T(state))
	if o.On && o.Stuck != "" {
		lines = append(lines, chat.T("offers.is_stuck"), errorLine(o.Stuck))
	}
	remove := pick("client.delete", "delete")
	remove.Style = chat.Danger
	return chat.Screen{
		Lines: append(lines, chat.T("offers.link", chat.Args{"Link": d.offerLink(o)})),
		Rows: [][]chat.Button{
			row(chat.Button{Label: chat.T("offers.copy_link"), Copy: d.offerLink(o)}, chat.Button{Label: chat.T("offers.share"), URL: shareLink(d.offerLink(o), o.Name)}),
			row(pick("offers.show_qr", "qr")),
			row(pick("offers.see_takers", "takers")),
			row(pick("client.edit", "edit"), toggle),
			row(remove, pick("button.refresh", "refresh")),
			row(goTo("offers.to_list", "offers"), goTo("button.menu", "menu")),
		},
	}, nil
}

func (d Deps) takeOfferCard(ctx context.Context, t *dialog.Turn, s *offerSheet, a dialog.Answer) (dialog.Next, error) {
	o, err := d.Ops.Offer(ctx, t.Input.Place.Chat, s.ID)
	switch {
	case resale.CodeOf(err) == resale.NotFound: // somebody deleted it
		return offerGone(t), nil
	case err != nil:
		return dialog.Next{}, err
	}
	switch a.Value {
	case "on", "off":
		return d.turnOffer(ctx, t, o, a.Value == "on")
	case "qr":
		return d.showOfferQR(o)
	case "delete":
		return dialog.To("delete"), nil
	case "edit":
		return dialog.Go("editoffer " + s.ID), nil
	case "takers":
		return dialog.Go("offertakers " + s.ID), nil
	}
	return dialog.Stay(chat.Text{}), nil
}

// turnOffer turns an offer on or off. One that was made with another key may
// be of a category that this one does not have.
func (d Deps) turnOffer(ctx context.Context, t *dialog.Turn, o storage.Offer, on bool) (dialog.Next, error) {
	if on && o.Provider == ops.Servex {
		all, err := d.Ops.Categories(ctx, t.Input.Place.Chat)
		if err != nil {
			return dialog.Next{}, err
		}
		if !slices.ContainsFunc(all, func(k resale.Category) bool { return k.ID == o.Category }) {
			t.Note(chat.T("offers.category_gone"))
			return dialog.Go("editoffer " + o.ID + " category"), nil
		}
	}
	return dialog.Stay(chat.Text{}), d.changeOffer(ctx, t, o.ID, func(o *storage.Offer) { o.On = on })
}

// showOfferQR ends with a picture that can be forwarded as it is.
func (d Deps) showOfferQR(o storage.Offer) (dialog.Next, error) {
	picture, err := qr.PNG(d.offerLink(o))
	if err != nil {
		return dialog.Next{}, err
	}
	lines := []chat.Text{chat.T("offers.qr_title", chat.Args{"Name": o.Name})}
	if o.Text != "" {
		lines = append(lines, chat.Literal(o.Text))
	}
	return dialog.End(chat.Screen{
		Photo: picture, Lines: append(lines, chat.Text{}, chat.Literal(d.offerLink(o))),
		Rows: [][]chat.Button{row(goTo("offers.open", "offercard "+o.ID), goTo("button.menu", "menu"))},
	}).Keep(), nil
}

func askDropOffer(_ context.Context, _ *dialog.Turn, s *offerSheet) (chat.Screen, error) {
	yes := pick("offers.delete_yes", "yes")
	yes.Style = chat.Danger
	return chat.Screen{Lines: []chat.Text{chat.T("offers.ask_delete", chat.Args{"Name": shorten(s.Name, ops.OfferNameLimit)})}, Rows: [][]chat.Button{row(yes)}}, nil
}

func (d Deps) dropOffer(ctx context.Context, t *dialog.Turn, s *offerSheet, _ dialog.Answer) (dialog.Next, error) {
	err := d.Ops.DropOffer(ctx, t.Input.Place.Chat, s.ID)
	if err != nil && resale.CodeOf(err) != resale.NotFound { // somebody else was faster
		return dialog.Next{}, err
	}
	t.Note(chat.T("offers.deleted", chat.Args{"Name": shorten(s.Name, ops.OfferNameLimit)}))
	return dialog.Go("offers"), nil
}
