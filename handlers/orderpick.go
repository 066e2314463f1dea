package handlers

import (
	"context"
	"slices"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// picksShown is how many services are offered at once.
const picksShown = 8

// askService offers the services that the chat uses, or those that were
// searched.
func (d Deps) askService(ctx context.Context, t *dialog.Turn, s *orderSheet) (chat.Screen, error) {
	list, err := d.Ops.Services(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T("order.title"), {}}}
	var offered []resale.Service
	if s.Search != "" {
		offered = resale.ServiceQuery{Search: s.Search}.Find(list.Services)
		found := "order.found"
		if len(offered) == 0 {
			found = "order.found_none"
		}
		screen.Lines = append(screen.Lines, chat.T(found, chat.Args{"Search": s.Search, "Count": len(offered)}))
		if len(offered) > picksShown {
			screen.Lines = append(screen.Lines, chat.T("order.narrow"))
		}
	} else if offered, err = d.atHand(ctx, t, list); err != nil {
		return chat.Screen{}, err
	}
	screen.Lines = append(screen.Lines, chat.T("order.ask_service"))
	lines, rows := serviceButtons(offered[:min(len(offered), picksShown)], list.Currency)
	screen.Lines, screen.Rows = append(screen.Lines, lines...), rows
	if s.Search != "" {
		screen.Rows = append(screen.Rows, row(pick("clients.clear_search", "all")))
	}
	screen.Rows = append(screen.Rows, row(goTo("button.services", "services")))
	return screen, nil
}

// serviceButtons are services to tap, with their prices.
func serviceButtons(services []resale.Service, currency string) (lines []chat.Text, rows [][]chat.Button) {
	if len(services) == 0 {
		return nil, nil
	}
	var offers []offer
	for _, service := range services {
		offers = append(offers, offer{Service: service})
	}
	names, whole := offerNames(offers, 0)
	for i, o := range offers {
		rows = append(rows, row(chat.Button{Label: o.label(names[i]), Answer: o.ID}))
	}
	lines = append(lines, chat.T("services.legend", chat.Args{"Currency": currency, "Each": slices.ContainsFunc(offers, offer.each)}))
	if len(whole) > 0 {
		lines = append(append(lines, chat.Text{}), whole...)
	}
	return lines, rows
}

// atHand gives the chat's favourites, then what it used last.
func (d Deps) atHand(ctx context.Context, t *dialog.Turn, list ops.ServiceList) (found []resale.Service, err error) {
	h, err := d.Ops.AtHand(ctx, t.Input.Place.Chat)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, f := range h.Favourites {
		ids = append(ids, f.Service)
	}
	for _, u := range h.Used {
		if !slices.Contains(ids, u.Service) {
			ids = append(ids, u.Service)
		}
	}
	for _, id := range ids {
		if service, sold := list.Find(id); sold {
			found = append(found, service)
		}
	}
	return found, nil
}

func (d Deps) takeService(ctx context.Context, t *dialog.Turn, s *orderSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value == "all" {
		s.Search = ""
		return dialog.Stay(chat.Text{}), nil
	}
	return d.pick(ctx, t, s, a.Value+a.Text)
}
