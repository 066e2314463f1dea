package handlers

import (
	"context"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// plansShown is how many plans one screen holds.
const plansShown = 8

// buySheet is what a customer is about to buy.
type buySheet struct {
	owes
	Store    string        `json:"store"`
	Page     int           `json:"page,omitempty"`
	Plan     resale.Plan   `json:"plan,omitzero"` // as the person last saw it
	Period   resale.Period `json:"period,omitempty"`
	Quantity int           `json:"quantity,omitempty"`
	Coupon   string        `json:"coupon,omitempty"`
	Price    resale.Sum    `json:"price,omitzero"` // of one, as it was confirmed
}

// buyFlow shows what a store sells to whoever looks, and sells it to whoever is
// logged in: which plan, for how long, then sure?
func buyFlow(d Deps) dialog.Flow[buySheet] {
	return dialog.Flow[buySheet]{
		Name: "buy", Trouble: trouble,
		Begin: func(_ context.Context, _ *dialog.Turn, s *buySheet, args string) (dialog.Next, error) {
			s.Store, s.Quantity = args[:min(len(args), longestStoreID)], 1
			return dialog.To("plans"), nil
		},
		Away:  func(s buySheet) string { return "store " + s.Store },
		Loses: func(s buySheet) bool { return s.Period != "" }, // who looks around loses nothing
		Steps: []dialog.Step[buySheet]{
			{Name: "plans", Buttons: true, Ask: d.askPlans, Take: d.takePlans},
			{Name: "plan", Buttons: true, Ask: d.askPlan, Take: d.takePlan},
			{Name: "quantity", Ask: d.askQuantity, Take: takeQuantity},
			{Name: "coupon", Ask: askCoupon, Take: takeCoupon},
			{Name: "confirm", Buttons: true, Ask: d.askBuy, Take: d.takeBuy},
			{Name: "do", Do: d.buy},
		},
	}
}

func (d Deps) askPlans(ctx context.Context, t *dialog.Turn, s *buySheet) (chat.Screen, error) {
	v, err := d.store(ctx, t, s.Store)
	if err != nil {
		return chat.Screen{}, err
	}
	if instead, ok := v.refuses(); ok {
		return instead, nil
	}
	plans, err := d.Ops.Plans(ctx, v.Store.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	if len(plans) == 0 {
		return chat.Screen{Lines: []chat.Text{chat.T("buy.none")}}, nil
	}
	pages := (len(plans) + plansShown - 1) / plansShown
	s.Page = min(max(s.Page, 1), pages)
	shown := plans[(s.Page-1)*plansShown : min(s.Page*plansShown, len(plans))]
	screen := chat.Screen{Lines: []chat.Text{chat.T("buy.title", chat.Args{"Name": v.name()})}}
	for _, p := range shown {
		screen.Lines = append(screen.Lines, chat.Text{}, planLine(p), planPrice(p))
		label := chat.T("buy.plan", chat.Args{"Name": shorten(p.Name, 30)})
		if p.SoldOut() {
			label = chat.T("buy.plan_sold_out", chat.Args{"Name": shorten(p.Name, 20)})
		}
		screen.Rows = append(screen.Rows, row(chat.Button{Label: label, Answer: "plan " + number(p.ID)}))
	}
	screen.Lines = append(screen.Lines, chat.Text{}, chat.T("buy.choose"))
	screen.Rows = append(screen.Rows, pagesOf(s.Page, pages)...)
	return screen, nil
}

// pagesOf are the ways to the pages before and after one.
func pagesOf(page, of int) [][]chat.Button { return pages(page, page < of) }

// planLine says in one line what a plan is.
func planLine(p resale.Plan) chat.Text {
	args := chat.Args{"Name": shorten(p.Name, 60), "Traffic": trafficText(p)}
	if p.Devices > 0 {
		return chat.T("buy.line_devices", chat.Args{"Name": args["Name"], "Traffic": args["Traffic"], "Count": p.Devices})
	}
	return chat.T("buy.line", args)
}

// trafficText is a plan's traffic; what has no limit the store may say in any
// language.
func trafficText(p resale.Plan) any {
	if text := shorten(p.Traffic, 20); text != "" && strings.ContainsAny(text, "0123456789۰۱۲۳۴۵۶۷۸۹") {
		return text
	}
	return chat.T("buy.unlimited")
}

// planPrice says what a plan costs at least, or that there is none left.
func planPrice(p resale.Plan) chat.Text {
	if p.SoldOut() {
		return chat.T("buy.sold_out")
	}
	if len(p.Prices) == 0 {
		return chat.T("buy.no_price")
	}
	least := p.Prices[0]
	for _, other := range p.Prices[1:] {
		if other.Price.Known && (!least.Price.Known || other.Price.Amount.Less(least.Price.Amount)) {
			least = other
		}
	}
	key := "buy.from"
	if len(p.Prices) == 1 {
		key = "buy.at"
	}
	return chat.T(key, chat.Args{"Price": sumText(least.Price), "Period": periodText(least.Period)})
}

func (d Deps) takePlans(ctx context.Context, t *dialog.Turn, s *buySheet, a dialog.Answer) (dialog.Next, error) {
	verb, value, _ := strings.Cut(a.Value, " ")
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return dialog.Stay(chat.Text{}), nil //nolint:nilerr // no button says this
	}
	if verb == "page" {
		s.Page = int(n)
		return dialog.Stay(chat.Text{}), nil
	}
	v, err := d.store(ctx, t, s.Store)
	if err != nil {
		return dialog.Next{}, err
	}
	plans, err := d.Ops.Plans(ctx, v.Store.Chat)
	if err != nil {
		return dialog.Next{}, err
	}
	for _, p := range plans {
		if p.ID == n {
			s.Plan, s.Period, s.Price, s.owes = p, "", resale.Sum{}, owes{}
			return dialog.To("plan"), nil
		}
	}
	return dialog.Stay(chat.T("buy.plan_gone")), nil
}
