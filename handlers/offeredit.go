package handlers

import (
	"context"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

type editOfferSheet struct {
	offerSheet
	Provider string `json:"provider,omitempty"`
	Field    string `json:"field,omitempty"`
	// The chat that one must be a member of, while its link is asked for.
	Member     int64  `json:"member,omitempty"`
	MemberName string `json:"member_name,omitempty"`
}

// editOfferFlow changes one thing about an offer at a time, at once: it is the
// reseller's own, and nobody who has it already loses anything.
func editOfferFlow(d Deps) dialog.Flow[editOfferSheet] {
	return dialog.Flow[editOfferSheet]{
		Name: "editoffer", Begin: d.beginEditOffer,
		Away: func(s editOfferSheet) string { return s.card() },
		Steps: []dialog.Step[editOfferSheet]{
			{Name: "field", Buttons: true, Ask: askOfferField, Take: takeOfferField},
			{Name: "value", Ask: d.askOfferValue, Take: d.takeOfferValue},
			{Name: "category", Buttons: true, Ask: d.askOfferCategory, Take: d.takeEditedCategory},
			{Name: "member", Forwards: true, Ask: d.askOfferMember, Take: d.takeOfferMember},
			{Name: "memberurl", Ask: askMemberURL, Take: d.takeMemberURL},
		},
	}
}

// offerFields are what can be changed of an offer of the provider.
func offerFields(provider string) []string {
	fields := []string{"name", "text", "length", "category", "devices", "person", "day", "total", "member", "number"}
	if provider != ops.Servex {
		fields = slices.DeleteFunc(fields, func(f string) bool { return f == "category" || f == "devices" })
	}
	return fields
}

// beginEditOffer reads "<id>", with the field behind it when it is known.
func (d Deps) beginEditOffer(ctx context.Context, t *dialog.Turn, s *editOfferSheet, args string) (dialog.Next, error) {
	id, field, _ := strings.Cut(args, " ")
	o, err := d.Ops.Offer(ctx, t.Input.Place.Chat, id)
	switch {
	case resale.CodeOf(err) == resale.NotFound:
		return offerGone(t), nil
	case err != nil:
		return dialog.Next{}, err
	}
	*s = editOfferSheet{offerSheet: offerSheet{ID: o.ID, Name: o.Name}, Provider: o.Provider}
	if slices.Contains(offerFields(o.Provider), field) {
		return s.to(field), nil
	}
	return dialog.To("field"), nil
}

// to leads to the question about a field.
func (s *editOfferSheet) to(field string) dialog.Next {
	s.Field = field
	if field == "category" || field == "member" {
		return dialog.To(field)
	}
	return dialog.To("value")
}

func askOfferField(_ context.Context, _ *dialog.Turn, s *editOfferSheet) (chat.Screen, error) {
	var buttons []chat.Button
	for _, f := range offerFields(s.Provider) {
		buttons = append(buttons, pick("editoffer."+f, f))
	}
	return chat.Screen{
		Lines: []chat.Text{chat.T("edit.ask_field", chat.Args{"Name": shorten(s.Name, ops.OfferNameLimit)})},
		Rows:  slices.Collect(slices.Chunk(buttons, 2)),
	}, nil
}

func takeOfferField(_ context.Context, _ *dialog.Turn, s *editOfferSheet, a dialog.Answer) (dialog.Next, error) {
	return s.to(a.Value), nil
}

func (d Deps) askOfferCategory(ctx context.Context, t *dialog.Turn, _ *editOfferSheet) (chat.Screen, error) {
	rows, err := d.offerCategories(ctx, t)
	return chat.Screen{Lines: []chat.Text{chat.T("offers.ask_category")}, Rows: rows}, err
}

func (d Deps) takeEditedCategory(ctx context.Context, t *dialog.Turn, s *editOfferSheet, a dialog.Answer) (dialog.Next, error) {
	var chosen storage.Offer
	problem, err := d.takeOfferCategory(ctx, t, &chosen, a)
	if err != nil || problem.Key != "" {
		return dialog.Stay(problem), err
	}
	return d.saveOffer(ctx, t, s, func(o *storage.Offer) { o.Category, o.CategoryName = chosen.Category, chosen.CategoryName })
}

// saveOffer keeps the change and leads back to the card.
func (d Deps) saveOffer(ctx context.Context, t *dialog.Turn, s *editOfferSheet, change func(*storage.Offer)) (dialog.Next, error) {
	err := d.changeOffer(ctx, t, s.ID, change)
	switch {
	case resale.CodeOf(err) == resale.NotFound: // somebody deleted it
		return offerGone(t), nil
	case err != nil:
		return dialog.Next{}, err
	}
	t.Note(chat.T("editoffer.done"))
	return dialog.Go(s.card()), nil
}
