package handlers

import (
	"context"
	"strings"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// noteShown is how much of a panel's description a card shows, in characters.
const noteShown = 700

// open leads from a list to a card, with the rate that the list showed.
func (s *servicesSheet) open(answer string) dialog.Next {
	rate, id, _ := strings.Cut(answer, " ")
	s.ID, s.Seen = id, nil
	if seen, err := decimal.Parse(rate); err == nil && !seen.IsZero() {
		s.Seen = &seen
	}
	return dialog.To("card")
}

func (d Deps) askServiceCard(ctx context.Context, t *dialog.Turn, s *servicesSheet) (chat.Screen, error) {
	list, err := d.Ops.Services(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	h, err := d.Ops.AtHand(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	favourite, chosen := h.Favourite(s.ID)
	service, sold := list.Find(s.ID)
	if !sold {
		return goneCard(s.ID, favourite.Name, chosen), nil
	}
	shop, err := d.Ops.Shop(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	lines := serviceTitle(service)
	lines = append(lines, d.age(t, list)...)
	if s.Seen != nil && !s.Seen.Equal(service.Rate) {
		was, is := apart(*s.Seen, service.Rate, list.Currency)
		was.Unit = "" // it stands at the other one
		lines = append(lines, chat.T("services.repriced", chat.Args{"Was": was, "Price": is}))
	}
	s.Seen = &service.Rate
	lines = append(append(lines, chat.Text{}), d.serviceFields(t.Lang, service, list.Currency, shop)...)
	return chat.Screen{Lines: lines, Rows: d.cardRows(t, service, list, shop, chosen)}, nil
}

func serviceTitle(s resale.Service) []chat.Text {
	return []chat.Text{
		chat.T("services.card_title", chat.Args{"ID": s.ID, "Name": shorten(s.Name, 200)}),
		chat.T("services.card_category", chat.Args{"Name": categoryName(s.Category, 80)}),
	}
}

// serviceFields are what one must know before ordering.
func (d Deps) serviceFields(lang string, s resale.Service, currency string, shop storage.Shop) []chat.Text {
	kind := chat.T("services.kind_" + string(s.Kind))
	if s.Kind == resale.KindUnknown {
		kind = literal(or(s.Word, "?"), 60)
	}
	lines := []chat.Text{chat.T("services.kind", chat.Args{"Kind": kind}), chat.T("services.price", chat.Args{"Price": rateText(s, currency)})}
	if price, ok := yourRate(shop, s, currency); ok {
		lines = append(lines, chat.T("services.your_price", chat.Args{"Price": price}))
	}
	if s.Max != 1 && s.Min+s.Max > 0 {
		lines = append(lines, d.quantity(lang, s))
	}
	yes := map[bool]chat.Text{true: chat.T("services.yes"), false: chat.T("services.no")}
	lines = append(lines, chat.T("services.extras", chat.Args{"Refill": yes[s.Refill], "Cancel": yes[s.Cancel], "Drip": yes[s.DripFeed]}))
	if s.Note != "" {
		lines = append(lines, chat.Text{}, chat.T("services.note", chat.Args{"Note": trimLines(s.Note, noteShown)}))
	}
	if !s.Orderable() {
		lines = append(lines, chat.Text{}, chat.T("services.not_orderable"))
	}
	return lines
}

func (d Deps) quantity(lang string, s resale.Service) chat.Text {
	args := chat.Args{"Min": d.Catalog.Number(lang, max(s.Min, 1)), "Max": ""}
	if s.Max > 0 {
		args["Max"] = d.Catalog.Number(lang, s.Max)
	}
	return chat.T("services.quantity", args)
}

func (d Deps) cardRows(t *dialog.Turn, s resale.Service, list ops.ServiceList, shop storage.Shop, chosen bool) [][]chat.Button {
	var rows [][]chat.Button
	if target := "order " + s.ID; s.Orderable() && len(target) <= maxTarget {
		order := goTo("services.order", target)
		order.Style = chat.Primary
		rows = append(rows, row(order))
	}
	choose := pick("services.add_favourite", "add")
	if chosen {
		choose = pick("services.drop_favourite", "drop")
	}
	rows = append(rows, row(choose))
	if price, ok := yourRate(shop, s, list.Currency); ok {
		rows = append(rows, row(chat.Button{Label: chat.T("services.copy_offer"), Copy: d.offerText(t.Lang, s, price)}))
	}
	return append(rows, row(pick("button.refresh", "refresh"), pick("services.see_categories", "start")), row(goTo("button.menu", "menu")))
}

// offerText is what a reseller forwards to a customer: at most 256 characters,
// the clipboard's limit.
func (d Deps) offerText(lang string, s resale.Service, price chat.Text) string {
	lines := []chat.Text{literal(s.Name, 120), price}
	if s.Min > 0 && s.Max > 0 && !s.Flat() {
		lines = append(lines, d.quantity(lang, s))
	}
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = d.Catalog.Plain(lang, l)
	}
	return strings.Join(texts, "\n")
}

// goneCard is for what a favourite, a button or an alert names and the panel
// does not sell any more.
func goneCard(id, name string, chosen bool) chat.Screen {
	screen := chat.Screen{Lines: []chat.Text{chat.T("services.card_gone", chat.Args{"ID": shorten(id, 40), "Name": shorten(name, 200)})}}
	if chosen {
		screen.Rows = append(screen.Rows, row(pick("services.drop_favourite", "drop")))
	}
	screen.Rows = append(screen.Rows, row(pick("button.refresh", "refresh"), pick("services.see_categories", "start")), row(goTo("button.menu", "menu")))
	return screen
}

func (d Deps) takeServiceCard(ctx context.Context, t *dialog.Turn, s *servicesSheet, a dialog.Answer) (dialog.Next, error) {
	place := t.Input.Place.Chat
	switch {
	case a.Typed():
		return d.lookFor(ctx, t, s, a.Text)
	case a.Value == "start":
		return dialog.To("start"), nil
	case a.Value == "drop":
		return dialog.Stay(chat.T("services.dropped")), d.Ops.DropFavourite(ctx, place, s.ID)
	case a.Value == "refresh":
		_, _, err := d.Ops.FreshService(ctx, place, s.ID)
		if resale.CodeOf(err) == resale.NotFound {
			err = nil // the card says so
		}
		return dialog.Stay(chat.Text{}), err
	}
	list, err := d.Ops.Services(ctx, place)
	if err != nil {
		return dialog.Next{}, err
	}
	service, sold := list.Find(s.ID)
	if !sold {
		return dialog.Stay(chat.Text{}), nil
	}
	full, err := d.Ops.AddFavourite(ctx, place, list.Panel, service)
	if err != nil {
		return dialog.Next{}, err
	}
	if full {
		return dialog.Stay(chat.T("services.full", chat.Args{"N": storage.MaxFavourites})), nil
	}
	return dialog.Stay(chat.T("services.added")), nil
}
