package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// newOfferSheet is an offer that is being made, and the name that is proposed.
type newOfferSheet struct {
	Offer    storage.Offer `json:"offer"`
	Proposed string        `json:"proposed,omitempty"`
}

// newOfferFlow makes an offer by the questions that matter; the rest is as it
// mostly is, and is changed from the offer's card.
func newOfferFlow(d Deps) dialog.Flow[newOfferSheet] {
	return dialog.Flow[newOfferSheet]{
		Name: "newoffer", Begin: d.beginNewOffer,
		Away: func(newOfferSheet) string { return "offers" },
		Steps: []dialog.Step[newOfferSheet]{
			{Name: "provider", Buttons: true, Ask: askOfferProvider, Take: d.takeOfferProvider},
			{Name: "category", Buttons: true, Ask: d.askNewOfferCategory, Take: d.takeNewOfferCategory},
			{Name: "length", Ask: askNewOfferLength, Take: takeNewOfferLength},
			{Name: "name", Ask: d.askNewOfferName, Take: takeNewOfferName},
			{Name: "day", Ask: askNewOfferDay, Take: takeNewOfferDay},
			{Name: "confirm", Buttons: true, Ask: d.confirmOffer, Take: to[newOfferSheet]("do")},
			{Name: "do", Do: d.makeOffer},
		},
	}
}

func (d Deps) beginNewOffer(ctx context.Context, t *dialog.Turn, s *newOfferSheet, _ string) (dialog.Next, error) {
	s.Offer = storage.Offer{ID: storage.NewOfferID(), PerPerson: 1, On: true}
	switch all := endPanels(t); len(all) {
	case 0:
		return dialog.End(chat.Screen{
			Lines: []chat.Text{chat.T("offers.connect_first")}, Rows: [][]chat.Button{row(goTo("button.connect", "connect")), row(goTo("button.menu", "menu"))},
		}), nil
	case 1:
		return d.offerOf(ctx, t, s, all[0])
	}
	return dialog.To("provider"), nil
}

// onOffer puts the title above what is asked.
func onOffer(lines ...chat.Text) []chat.Text {
	return append([]chat.Text{chat.T("offers.new_title"), {}}, lines...)
}

func askOfferProvider(_ context.Context, t *dialog.Turn, _ *newOfferSheet) (chat.Screen, error) {
	var buttons []chat.Button
	for _, p := range endPanels(t) {
		buttons = append(buttons, pick("connect."+p, p))
	}
	return chat.Screen{Lines: onOffer(chat.T("offers.ask_provider")), Rows: [][]chat.Button{buttons}}, nil
}

func (d Deps) takeOfferProvider(ctx context.Context, t *dialog.Turn, s *newOfferSheet, a dialog.Answer) (dialog.Next, error) {
	return d.offerOf(ctx, t, s, a.Value)
}

// offerOf goes on with a provider. The question of the category is skipped
// when there is only one.
func (d Deps) offerOf(ctx context.Context, t *dialog.Turn, s *newOfferSheet, provider string) (dialog.Next, error) {
	s.Offer.Provider = provider
	if provider != ops.Servex {
		return dialog.To("length"), nil
	}
	all, err := d.Ops.Categories(ctx, t.Input.Place.Chat)
	switch {
	case err != nil:
		return dialog.Next{}, err
	case len(all) == 0:
		return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("trial.no_category")}, Rows: menuRow()}), nil
	case len(all) == 1:
		s.Offer.Category, s.Offer.CategoryName = all[0].ID, all[0].Name
		return dialog.To("length"), nil
	}
	return dialog.To("category"), nil
}

func (d Deps) askNewOfferCategory(ctx context.Context, t *dialog.Turn, _ *newOfferSheet) (chat.Screen, error) {
	rows, err := d.offerCategories(ctx, t)
	return chat.Screen{Lines: onOffer(chat.T("offers.ask_category")), Rows: rows}, err
}

func (d Deps) takeNewOfferCategory(ctx context.Context, t *dialog.Turn, s *newOfferSheet, a dialog.Answer) (dialog.Next, error) {
	problem, err := d.takeOfferCategory(ctx, t, &s.Offer, a)
	return onward(problem, "length"), err
}

func askNewOfferLength(_ context.Context, _ *dialog.Turn, s *newOfferSheet) (chat.Screen, error) {
	question, rows := askOfferLength(s.Offer)
	return chat.Screen{Lines: onOffer(question), Rows: rows}, nil
}

func takeNewOfferLength(_ context.Context, _ *dialog.Turn, s *newOfferSheet, a dialog.Answer) (dialog.Next, error) {
	return onward(takeOfferLength(&s.Offer, a), "name"), nil
}

func (d Deps) askNewOfferName(_ context.Context, t *dialog.Turn, s *newOfferSheet) (chat.Screen, error) {
	s.Proposed = d.offerName(t.Lang, s.Offer)
	use := chat.Button{Label: chat.T("trial.use_name", chat.Args{"Name": s.Proposed}), Answer: "use", Style: chat.Primary}
	return chat.Screen{Lines: onOffer(chat.T("offers.ask_name")), Rows: [][]chat.Button{row(use)}}, nil
}

func takeNewOfferName(_ context.Context, _ *dialog.Turn, s *newOfferSheet, a dialog.Answer) (dialog.Next, error) {
	text := a.Text
	if !a.Typed() {
		text = s.Proposed
	}
	return onward(takeOfferName(&s.Offer, text), "day"), nil
}

func askNewOfferDay(_ context.Context, _ *dialog.Turn, s *newOfferSheet) (chat.Screen, error) {
	return chat.Screen{Lines: onOffer(chat.T("offers.ask_per_day_" + s.Offer.Provider)), Rows: limitRows(10, 20, 50)}, nil
}

func takeNewOfferDay(_ context.Context, _ *dialog.Turn, s *newOfferSheet, a dialog.Answer) (dialog.Next, error) {
	return onward(takeOfferLimit(&s.Offer.PerDay, a), "confirm"), nil
}

func (d Deps) confirmOffer(_ context.Context, t *dialog.Turn, s *newOfferSheet) (chat.Screen, error) {
	lines := append(onOffer(d.offerLines(s.Offer, t.Now)...), chat.Text{}, chat.T("offers.ask_create"))
	return chat.Screen{Lines: lines, Rows: [][]chat.Button{row(primary("offers.create", "yes"))}}, nil
}
