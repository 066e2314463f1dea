package handlers

import (
	"context"
	"slices"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// costBeside notes what goes with the billing cycle of a service or product that
// is changed: what it costs now, and what its product costs for each cycle.
func (d Deps) costBeside(ctx context.Context, t *dialog.Turn, s *hostFormSheet, r resale.Record) {
	s.Cost, s.Prices = hostAnswer{}, nil
	price, ok := hostFieldOf(s.K, "price")
	if s.Field != "billing_cycle" || !ok {
		return
	}
	s.Cost = answerOf(r, price)
	s.note(price, r)
	product := r.Ref(resale.Products)
	if s.K != ofServices || product == "" {
		return
	}
	s.Prices = slices.DeleteFunc(d.soldFor(ctx, t, product), func(p resale.HostPrice) bool {
		return s.Cost.Shown != "" && p.Price.Unit != "" && signOf(p.Price.Unit) != signOf(s.Cost.Shown)
	})
}

// confirmCycle asks about another billing cycle, and what is paid for it then: a
// year is not to be sold for a month's price by a slip.
func (s *hostFormSheet) confirmCycle(screen chat.Screen) chat.Screen {
	price, _ := hostFieldOf(s.K, "price")
	now, usual := answerText(price, s.Cost), s.usual()
	switch {
	case usual.Text == "" || usual.Text == s.Cost.Text:
		if now.Key != "" {
			screen.Lines = append(screen.Lines, chat.Text{}, chat.T("hostnew.price_stays", chat.Args{"Price": now}))
		}
		return screen
	case now.Key != "":
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("hostnew.price_now", chat.Args{"Price": now}))
	}
	args := chat.Args{"Price": answerText(price, usual)}
	screen.Lines = append(screen.Lines, chat.T("hostnew.price_then", args))
	screen.Rows = [][]chat.Button{row(chat.Button{Label: chat.T("hostnew.with_price", args), Answer: "usual", Style: chat.Primary})}
	if now.Key == "" {
		screen.Rows = append(screen.Rows, row(pick("hostnew.without_price", "yes")))
		return screen
	}
	keep := chat.Button{Label: chat.T("hostnew.keep_price", chat.Args{"Price": now}), Answer: "yes"}
	screen.Rows = append(screen.Rows, row(keep))
	return screen
}

// takeHostConfirm goes on with what was confirmed.
func takeHostConfirm(_ context.Context, _ *dialog.Turn, s *hostFormSheet, a dialog.Answer) (dialog.Next, error) {
	if s.changes() && s.Field == "billing_cycle" {
		delete(s.Answers, "price")
		if a.Value == "usual" {
			s.Answers["price"] = s.usual()
		}
	}
	return dialog.To("do"), nil
}
