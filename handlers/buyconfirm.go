package handlers

import (
	"context"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// askBuy shows all that an invoice will be made for, as it is sold now, and
// what changed since the person last saw it.
func (d Deps) askBuy(ctx context.Context, t *dialog.Turn, s *buySheet) (chat.Screen, error) {
	v, err := d.store(ctx, t, s.Store)
	if err != nil {
		return chat.Screen{}, err
	}
	if instead, ok := v.wantsLogin(); ok {
		return instead, nil
	}
	paid, err := d.owed(ctx, t, v, &s.owes, storage.InvoiceNew, resale.Purchase{PlanID: s.Plan.ID, Plan: s.Plan.Name})
	if err != nil || paid != nil {
		return orNothing(paid), err
	}
	was, _ := s.Plan.Price(s.Period)
	problem, err := d.freshPlan(ctx, v, s)
	switch {
	case err != nil:
		return chat.Screen{}, err
	case problem.Key != "":
		return chat.Screen{Lines: []chat.Text{problem}, Rows: [][]chat.Button{row(goTo("buy.others", v.target("buy")))}}, nil
	}
	price, _ := s.Plan.Price(s.Period)
	var lines []chat.Text
	if !samePrice(was, price) {
		lines = append(lines, chat.T("buy.price_changed", chat.Args{"Before": sumText(was), "After": sumText(price)}), chat.Text{})
	}
	s.Price = price
	if most := s.most(); s.Quantity > most { // it is shown before anybody says yes
		s.Quantity = most
		lines = append(lines, onlyLeft(most), chat.Text{})
	}
	return chat.Screen{Lines: append(lines, s.summary()...), Rows: s.confirmRows()}, nil
}

// freshPlan takes the plan as the store sells it now into the sheet, or says
// why it cannot be bought any more.
func (d Deps) freshPlan(ctx context.Context, v visit, s *buySheet) (problem chat.Text, err error) {
	plan, err := d.Ops.Plan(ctx, v.Store.Chat, s.Plan.ID)
	if resale.CodeOf(err) == resale.NotFound {
		return chat.T("buy.plan_gone"), nil
	}
	if err != nil {
		return chat.Text{}, err
	}
	price, sold := plan.Price(s.Period)
	switch {
	case plan.SoldOut():
		return chat.T("trouble.no_stock"), nil
	case !sold:
		return chat.T("buy.period_gone"), nil
	}
	if was, _ := s.Plan.Price(s.Period); price.Unit == "" && was.Known { // shown bare by this call
		for i := range plan.Prices {
			plan.Prices[i].Price.Unit = was.Unit
		}
	}
	plan.Text, plan.Speed, plan.Group = or(plan.Text, s.Plan.Text), or(plan.Speed, s.Plan.Speed), or(plan.Group, s.Plan.Group) // nor does it say all
	s.Plan = plan
	return chat.Text{}, nil
}

func samePrice(a, b resale.Sum) bool {
	return a.Known == b.Known && (!a.Known || a.Amount.Equal(b.Amount))
}

// summary is what will stand on the invoice.
func (s *buySheet) summary() []chat.Text {
	lines := []chat.Text{
		chat.T("buy.check"),
		{},
		chat.T("buy.name", chat.Args{"Name": shorten(s.Plan.Name, 80)}),
		chat.T("buy.for_period", chat.Args{"Period": periodText(s.Period), "Price": sumText(s.Price)}),
	}
	if s.Quantity > 1 {
		lines = append(lines, chat.T("buy.quantity", chat.Args{"Quantity": s.Quantity}))
		if total, ok := times(s.Price, s.Quantity); ok {
			lines = append(lines, chat.T("buy.total", chat.Args{"Total": sumText(total)}))
		}
	}
	if s.Coupon != "" {
		lines = append(lines, chat.T("buy.coupon", chat.Args{"Coupon": shorten(s.Coupon, longestCoupon)}))
	}
	return append(lines, chat.Text{}, chat.T("buy.nothing_charged"))
}

// times is what several cost; false when it cannot be told.
func times(price resale.Sum, n int) (resale.Sum, bool) {
	if !price.Known {
		return price, false
	}
	total, err := price.Amount.Mul(decimal.MustNew(int64(n), 0))
	price.Amount = total
	return price, err == nil
}

func (s *buySheet) confirmRows() [][]chat.Button {
	yes := pick("buy.yes", "yes")
	yes.Style = chat.Primary
	coupon := row(pick("buy.add_coupon", "coupon"))
	if s.Coupon != "" {
		coupon = row(pick("buy.change_coupon", "coupon"), pick("buy.drop_coupon", "no coupon"))
	}
	return [][]chat.Button{row(yes), coupon, row(pick("buy.change_quantity", "quantity"))}
}

// takeBuy holds the price against what was shown a last time: a price is never
// invoiced unseen.
func (d Deps) takeBuy(ctx context.Context, t *dialog.Turn, s *buySheet, a dialog.Answer) (dialog.Next, error) {
	if s.wantsMore(a) {
		return dialog.Stay(chat.Text{}), nil
	}
	switch a.Value {
	case "coupon", "quantity":
		return dialog.To(a.Value), nil
	case "no coupon":
		s.Coupon = ""
		return dialog.Stay(chat.Text{}), nil
	}
	v, err := d.store(ctx, t, s.Store)
	if err != nil {
		return dialog.Next{}, err
	}
	if instead, ok := v.wantsLogin(); ok {
		return dialog.End(instead), nil
	}
	before := *s
	problem, err := d.freshPlan(ctx, v, s)
	if err != nil { // the question reads it too, and says so
		return dialog.Stay(chat.Text{}), nil //nolint:nilerr // see above
	}
	now, _ := s.Plan.Price(s.Period)
	if problem.Key != "" || !samePrice(now, before.Price) || s.Quantity > s.most() {
		*s = before // the question says what changed, or why it is over
		return dialog.Stay(chat.Text{}), nil
	}
	return dialog.To("do"), nil
}
