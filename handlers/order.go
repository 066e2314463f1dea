package handlers

import (
	"context"
	"maps"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// orderSheet is an order that is being put together.
type orderSheet struct {
	Search   string             `json:"search,omitempty"`
	Service  resale.Service     `json:"service,omitzero"` // as the person last saw it
	Currency string             `json:"currency,omitempty"`
	Values   resale.OrderValues `json:"values,omitempty"`  // as they were checked
	Running  []string           `json:"running,omitempty"` // orders for the link that the person was told of, those of others by their count
	Asked    bool               `json:"asked,omitempty"`   // the confirmation was shown
	Again    bool               `json:"again,omitempty"`   // the answers are those of another order
	Last     chat.Amount        `json:"last,omitzero"`     // what that one cost
}

// orderFlow orders anything that the panel sells: which service, then what an
// order of its kind is made of, then sure?
func orderFlow(d Deps) dialog.Flow[orderSheet] {
	steps := []dialog.Step[orderSheet]{{Name: "pick", Ask: d.askService, Take: d.takeService}}
	for _, f := range orderFields() {
		steps = append(steps, d.fieldStep(f))
	}
	return dialog.Flow[orderSheet]{
		Name: "order", Command: true, Needs: ops.SMM, Begin: d.beginOrder,
		Steps: append(steps,
			dialog.Step[orderSheet]{Name: "confirm", Buttons: true, Ask: d.askOrder, Take: takeOrder},
			dialog.Step[orderSheet]{Name: "do", Do: d.placeOrder},
		),
	}
}

// beginOrder reads a service's number, "again <order>" and "key <act>"; what
// else there is, is searched.
func (d Deps) beginOrder(ctx context.Context, t *dialog.Turn, s *orderSheet, args string) (dialog.Next, error) {
	verb, rest, _ := strings.Cut(args, " ")
	switch {
	case args == "":
		return dialog.To("pick"), nil
	case verb == "again" && rest != "":
		placed, here, err := d.Ops.Order(ctx, t.Input.Place.Chat, rest)
		switch {
		case resale.CodeOf(err) == resale.NotFound:
			return dialog.End(noOrder("orders.not_here")), nil
		case err != nil:
			return dialog.Next{}, err
		case !here:
			return dialog.End(noOrder("orders.elsewhere")), nil
		}
		s.Last = money(placed.Cost, placed.Currency)
		return d.repeat(ctx, t, s, placed.Service, placed.Values)
	case verb == "key" && rest != "":
		out, err := d.Ops.HeldOrder(ctx, t.Input.Place.Chat, rest)
		if err != nil {
			return dialog.Next{}, err
		}
		return d.repeat(ctx, t, s, out.Order.Service.ID, out.Order.Values)
	}
	return d.pick(ctx, t, s, args)
}

// pick takes a service by its number; what is none is searched.
func (d Deps) pick(ctx context.Context, t *dialog.Turn, s *orderSheet, text string) (dialog.Next, error) {
	list, err := d.Ops.Services(ctx, t.Input.Place.Chat)
	if err != nil {
		return dialog.Next{}, err
	}
	service, found := list.Find(strings.TrimPrefix(strings.TrimSpace(text), "#"))
	if !found {
		s.Search = shorten(text, 60)
		return dialog.To("pick"), nil
	}
	return s.begin(service, list.Currency), nil
}

// begin asks the first question about a service.
func (s *orderSheet) begin(service resale.Service, currency string) dialog.Next {
	if !service.Orderable() {
		return dialog.End(chat.Screen{
			Lines: []chat.Text{orderTitle(service), {}, chat.T("order.unknown_kind", chat.Args{"Type": shorten(service.Word, 40)})},
			Rows:  [][]chat.Button{row(goTo("button.services", "services"), goTo("button.menu", "menu"))},
		})
	}
	if s.Service.ID != service.ID {
		s.Values, s.Asked, s.Again = resale.OrderValues{}, false, false
	}
	s.Service, s.Currency = service, currency
	return dialog.To(string(service.Fields()[0]))
}

// repeat orders what was ordered before, if it is still sold and its answers
// are still right.
func (d Deps) repeat(ctx context.Context, t *dialog.Turn, s *orderSheet, id string, values resale.OrderValues) (dialog.Next, error) {
	list, err := d.Ops.Services(ctx, t.Input.Place.Chat)
	if err != nil {
		return dialog.Next{}, err
	}
	service, found := list.Find(id)
	if !found {
		return dialog.End(goneScreen()), nil
	}
	first := s.begin(service, list.Currency)
	if !service.Orderable() {
		return first, nil
	}
	s.Values, s.Again = maps.Clone(values), true
	return dialog.To("confirm"), nil
}

func goneScreen() chat.Screen {
	return chat.Screen{
		Lines: []chat.Text{chat.T("order.gone")},
		Rows:  [][]chat.Button{row(goTo("order.another", "order"), goTo("button.menu", "menu"))},
	}
}

// asks lists the questions of the sheet's service, as far as its answers lead
// to them. Deliveries in parts are asked for only when somebody wants them.
func (s *orderSheet) asks() []resale.OrderField {
	var fields []resale.OrderField
	for _, f := range s.Service.Fields() {
		if s.Service.Asked(f, s.Values) {
			fields = append(fields, f)
		}
	}
	for _, f := range s.Service.Optional() {
		if f != resale.FieldRuns && f != resale.FieldInterval {
			fields = append(fields, f)
		}
	}
	return fields
}

// after is the step that follows a question.
func (s *orderSheet) after(f resale.OrderField) dialog.Next {
	if f == resale.FieldRuns {
		return dialog.To(string(resale.FieldInterval))
	}
	fields := s.asks()
	for i, asked := range fields {
		if asked == f && i+1 < len(fields) {
			return dialog.To(string(fields[i+1]))
		}
	}
	return dialog.To("confirm")
}
