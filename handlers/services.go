package handlers

import (
	"context"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// The lists of services that are not found by a query.
const (
	viewFavourites = "favourites"
	viewUsed       = "used"
)

// servicesSheet says which services one looks at, and which one is open.
type servicesSheet struct {
	Start int                 `json:"start,omitempty"` // page of the categories
	View  string              `json:"view,omitempty"`  // "": what Query finds
	Query resale.ServiceQuery `json:"query,omitzero"`
	Page  int                 `json:"page,omitempty"`
	ID    string              `json:"id,omitempty"`
	Seen  *decimal.Decimal    `json:"seen,omitempty"` // the open one's rate, as it was shown before
}

// servicesFlow shows what the chat's SMM panel sells. Whatever is typed is
// searched, wherever one is; a service's number opens it.
func servicesFlow(d Deps) dialog.Flow[servicesSheet] {
	return dialog.Flow[servicesSheet]{
		Name: "services", Command: true, Home: true, Needs: ops.SMM,
		Begin: func(ctx context.Context, t *dialog.Turn, s *servicesSheet, args string) (dialog.Next, error) {
			switch args {
			case "":
				return dialog.To("start"), nil
			case viewFavourites:
				s.View = viewFavourites
				return dialog.To("list"), nil
			}
			return d.lookFor(ctx, t, s, args)
		},
		Steps: []dialog.Step[servicesSheet]{
			{Name: "start", Ask: d.askServices, Take: d.takeServices},
			{Name: "search", Ask: askSearch, Take: d.takeSearch},
			{Name: "list", Ask: d.askServiceList, Take: d.takeServiceList},
			{Name: "prices", Ask: askPrices, Take: takePrices},
			{Name: "card", Ask: d.askServiceCard, Take: d.takeServiceCard},
		},
	}
}

// lookFor opens the service whose number was typed, or searches.
func (d Deps) lookFor(ctx context.Context, t *dialog.Turn, s *servicesSheet, text string) (dialog.Next, error) {
	list, err := d.Ops.Services(ctx, t.Input.Place.Chat)
	if err != nil {
		return dialog.Next{}, err
	}
	number := strings.TrimSpace(strings.TrimLeft(strings.Map(asciiDigit, strings.TrimSpace(text)), "№#"))
	_, sold := list.Find(number)
	_, isNumber := strconv.ParseUint(number, 10, 64)
	at, err := d.Ops.AtHand(ctx, t.Input.Place.Chat)
	if err != nil {
		return dialog.Next{}, err
	}
	if _, chosen := at.Favourite(number); sold || chosen && isNumber == nil {
		s.ID, s.Seen = number, nil
		return dialog.To("card"), nil
	}
	s.View, s.Page = "", 1
	s.Query.Search, s.Query.Category, s.Query.Loose = shorten(text, 60), "", false
	return dialog.To("list"), nil
}

func askSearch(context.Context, *dialog.Turn, *servicesSheet) (chat.Screen, error) {
	return chat.Screen{Lines: []chat.Text{chat.T("services.ask_search")}, Rows: [][]chat.Button{row(pick("services.see_all", "all"))}}, nil
}

func (d Deps) takeSearch(ctx context.Context, t *dialog.Turn, s *servicesSheet, a dialog.Answer) (dialog.Next, error) {
	s.Query = resale.ServiceQuery{}
	if a.Typed() {
		return d.lookFor(ctx, t, s, a.Text)
	}
	s.View, s.Page = "", 1
	return dialog.To("list"), nil
}
