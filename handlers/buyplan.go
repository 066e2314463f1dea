package handlers

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// stockTold is how few of a plan are left when that is said.
const stockTold = 100

func (d Deps) askPlan(ctx context.Context, t *dialog.Turn, s *buySheet) (chat.Screen, error) {
	v, err := d.store(ctx, t, s.Store)
	if err != nil {
		return chat.Screen{}, err
	}
	if instead, ok := v.refuses(); ok {
		return instead, nil
	}
	s.Period = ""
	lines := planLines(s.Plan)
	if s.Plan.SoldOut() {
		return chat.Screen{Lines: append(lines, chat.Text{}, chat.T("buy.sold_out_sorry"))}, nil
	}
	screen := chat.Screen{Lines: append(lines, chat.Text{}, chat.T("buy.ask_period"))}
	for _, p := range s.Plan.Prices {
		screen.Rows = append(screen.Rows, row(chat.Button{
			Label: chat.T("buy.period", chat.Args{"Period": periodText(p.Period), "Price": sumText(p.Price)}), Answer: string(p.Period),
		}))
	}
	if len(s.Plan.Prices) == 0 {
		screen.Lines = append(lines, chat.Text{}, chat.T("buy.no_price"))
	}
	return screen, nil
}

// planLines are all that a customer wants to know of a plan.
func planLines(p resale.Plan) []chat.Text {
	lines := []chat.Text{chat.T("buy.name", chat.Args{"Name": shorten(p.Name, 80)})}
	if text := trimLines(p.Text, 600); text != "" {
		lines = append(lines, chat.Literal(text))
	}
	lines = append(lines, chat.Text{}, chat.T("buy.traffic", chat.Args{"Traffic": trafficText(p)}))
	if p.Resets {
		lines = append(lines, chat.T("buy.resets"))
	}
	if p.Devices > 0 {
		lines = append(lines, chat.T("buy.devices", chat.Args{"Count": p.Devices}))
	}
	if speed := shorten(p.Speed, 30); speed != "" {
		lines = append(lines, chat.T("buy.speed", chat.Args{"Speed": speed}))
	}
	if _, err := strconv.Atoi(p.Group); err != nil && p.Group != "" { // a bare number says nothing to anybody
		lines = append(lines, chat.T("buy.group", chat.Args{"Group": shorten(p.Group, 40)}))
	}
	if p.Stock > 0 && p.Stock <= stockTold {
		lines = append(lines, chat.T("buy.left", chat.Args{"Count": p.Stock}))
	}
	return lines
}

// takePlan takes the period. Who is not logged in looks around until here.
func (d Deps) takePlan(ctx context.Context, t *dialog.Turn, s *buySheet, a dialog.Answer) (dialog.Next, error) {
	v, err := d.store(ctx, t, s.Store)
	if err != nil {
		return dialog.Next{}, err
	}
	if instead, ok := v.wantsLogin(); ok {
		return dialog.End(instead), nil
	}
	period := resale.Period(a.Value)
	if _, sold := s.Plan.Price(period); !sold {
		return dialog.Stay(chat.Text{}), nil
	}
	s.Period, s.Price = period, resale.Sum{}
	return dialog.To("confirm"), nil
}

// mostAtOnce is how many of a plan one invoice may be for.
const mostAtOnce = 100

func (d Deps) askQuantity(_ context.Context, _ *dialog.Turn, s *buySheet) (chat.Screen, error) {
	var all []chat.Button
	for _, n := range []int{1, 2, 3, 5, 10} {
		if n > s.most() {
			break
		}
		all = append(all, chat.Button{Label: chat.Literal(strconv.Itoa(n)), Answer: strconv.Itoa(n)})
	}
	return chat.Screen{
		Lines: []chat.Text{chat.T("buy.name", chat.Args{"Name": shorten(s.Plan.Name, 80)}), {}, chat.T("buy.ask_quantity")},
		Rows:  slices.Collect(slices.Chunk(all, 5)),
	}, nil
}

// most is how many of the plan can be bought at once, as far as is known.
func (s *buySheet) most() int {
	if s.Plan.Stock > 0 {
		return min(s.Plan.Stock, mostAtOnce)
	}
	return mostAtOnce
}

// onlyLeft says how many there are, to whoever wants more.
func onlyLeft(n int) chat.Text { return chat.T("buy.only_left", chat.Args{"Count": n}) }

func takeQuantity(_ context.Context, _ *dialog.Turn, s *buySheet, a dialog.Answer) (dialog.Next, error) {
	n, err := strconv.Atoi(strings.Map(asciiDigit, strings.TrimSpace(or(a.Value, a.Text))))
	switch most := s.most(); {
	case err == nil && n > most && most < mostAtOnce:
		return dialog.Stay(onlyLeft(most)), nil
	case err != nil || n < 1 || n > most:
		return dialog.Stay(chat.T("buy.bad_quantity", chat.Args{"Most": most})), nil
	}
	s.Quantity = n
	return dialog.To("confirm"), nil
}

// longestCoupon is more than any coupon has.
const longestCoupon = 40

func askCoupon(context.Context, *dialog.Turn, *buySheet) (chat.Screen, error) {
	return chat.Screen{
		Lines: []chat.Text{chat.T("buy.ask_coupon")},
		Rows:  [][]chat.Button{row(pick("buy.no_coupon", "none"))},
	}, nil
}

func takeCoupon(_ context.Context, _ *dialog.Turn, s *buySheet, a dialog.Answer) (dialog.Next, error) {
	coupon := strings.TrimSpace(a.Text) // the button writes nothing
	if len(coupon) > longestCoupon || strings.ContainsAny(coupon, " \n\t") {
		return dialog.Stay(chat.T("buy.bad_coupon")), nil
	}
	s.Coupon = coupon
	return dialog.To("confirm"), nil
}
