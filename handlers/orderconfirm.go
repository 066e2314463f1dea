package handlers

import (
	"context"
	"errors"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// askOrder shows all that will be ordered and paid, as it is at the panel now,
// and what changed since the person last saw it.
func (d Deps) askOrder(ctx context.Context, t *dialog.Turn, s *orderSheet) (chat.Screen, error) {
	q, err := d.Ops.Quote(ctx, t.Input.Place.Chat, s.Service.ID, s.Values)
	if resale.CodeOf(err) == resale.NotFound {
		return goneScreen(), nil
	}
	if err != nil {
		return chat.Screen{}, err
	}
	changes := s.changes(q)
	s.Service, s.Currency, s.Running, s.Asked = q.Service, q.Currency, q.Running.Numbers, true
	err = q.Service.Check(s.Values)
	if err == nil {
		err = s.Values.CheckExpiry(t.Now.In(t.Zone))
	}
	if wrong, ok := errors.AsType[*resale.FieldError](err); ok {
		return d.wrongNow(t, s, changes, wrong), nil
	}
	if err != nil { // its kind is another one now
		return goneScreen(), nil
	}
	shop, err := d.Ops.Shop(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	lines := append(changes, chat.T("order.check"), chat.Text{}, orderTitle(s.Service))
	lines = append(lines, d.valueLines(t, s.Service, s.Values)...)
	lines = append(lines, chat.Text{})
	lines = append(lines, d.costLines(s, q, shop)...)
	lines = append(lines, d.runningLines(q)...)
	return chat.Screen{Lines: lines, Rows: d.orderButtons(t, s, q, shop)}, nil
}

// changes says how the order is not what the person saw before.
func (s *orderSheet) changes(q ops.Quote) []chat.Text {
	var lines []chat.Text
	if before, err := s.Service.Cost(s.Values); err == nil && !before.Equal(q.Cost) {
		was, is := apart(before, q.Cost, q.Currency)
		lines = append(lines, chat.T("order.price_changed", chat.Args{"Before": was, "After": is}), chat.Text{})
	}
	for _, o := range q.Running.Own {
		if s.Asked && !slices.Contains(s.Running, o.ID) {
			lines = append(lines, chat.T("order.placed_meanwhile", chat.Args{"Number": shorten(o.ID, 40)}), chat.Text{})
		}
	}
	return lines
}

func numbersOf(orders []storage.Order) []string {
	var numbers []string
	for _, o := range orders {
		numbers = append(numbers, o.ID)
	}
	return numbers
}

// wrongNow leads to the answer that does not fit the service any more.
func (d Deps) wrongNow(t *dialog.Turn, s *orderSheet, changes []chat.Text, wrong *resale.FieldError) chat.Screen {
	if wrong.Field == resale.FieldInterval && s.Values[resale.FieldRuns] != "" {
		wrong.Field = resale.FieldRuns // they go together
	}
	key := "order.fix"
	if wrong.Problem == resale.ProblemNotAsked {
		key = "order.leave_out"
	}
	name := chat.Args{"Name": chat.T("order.name_" + string(wrong.Field))}
	fix := chat.Button{Label: chat.T(key, name), Answer: "fix " + string(wrong.Field), Style: chat.Primary}
	if wrong.Problem == resale.ProblemNotAsked {
		fix.Answer = "drop " + string(wrong.Field)
	}
	lines := append(changes, orderTitle(s.Service), chat.Text{}, chat.T("order.fits_no_more", name), d.problem(t, wrong, s.Values[wrong.Field]))
	return chat.Screen{Lines: lines, Rows: [][]chat.Button{row(fix)}}
}

// costLines say what is paid, and what is left then.
func (d Deps) costLines(s *orderSheet, q ops.Quote, shop storage.Shop) []chat.Text {
	cost := "order.cost"
	if s.Service.Kind == resale.KindSubscriptions {
		cost = "order.cost_post"
	}
	lines := []chat.Text{chat.T(cost, chat.Args{"Cost": money(q.Cost, q.Currency)})}
	if s.Last.Number != "" && s.Last != money(q.Cost, q.Currency) {
		lines = append(lines, chat.T("order.last_cost", chat.Args{"Cost": s.Last}))
	}
	if price, ok := priceOf(shop, q.Cost); ok {
		yours := "order.your_price"
		if s.Service.Kind == resale.KindSubscriptions {
			yours = "order.your_price_post"
		}
		lines = append(lines, chat.T(yours, chat.Args{"Price": money(price, q.Currency)}))
	}
	if s.Service.Kind == resale.KindSubscriptions {
		lines = append(lines, chat.T("order.balance", chat.Args{"Balance": money(q.Balance, q.Currency)}))
		if q.Balance.Less(q.Cost) {
			lines = append(lines, chat.T("order.balance_low"))
		}
		return lines
	}
	if !q.After.IsNeg() {
		return append(lines, chat.T("order.balance_after", chat.Args{"Before": money(q.Balance, q.Currency), "After": money(q.After, q.Currency)}))
	}
	return append(lines, chat.Text{}, chat.T("order.short", chat.Args{"Balance": money(q.Balance, q.Currency), "Missing": exactly(q.After.Neg(), q.Currency)}))
}

// runningLines warn of what is under way for the same link.
func (d Deps) runningLines(q ops.Quote) []chat.Text {
	var lines []chat.Text
	if n := len(q.Running.Own); n > 0 {
		numbers := strings.Join(numbersOf(q.Running.Own[:min(n, 5)]), ", ")
		lines = append(lines, chat.Text{}, chat.T("order.running", chat.Args{"Count": n, "Numbers": shorten(numbers, 200)}))
	} else if q.Running.Others > 0 {
		lines = append(lines, chat.Text{}, chat.T("order.running_others"))
	}
	switch {
	case q.Theirs:
		lines = append(lines, chat.Text{}, chat.T("order.unclear_theirs"))
	case q.Unclear:
		lines = append(lines, chat.Text{}, chat.T("order.unclear"))
	}
	return lines
}
