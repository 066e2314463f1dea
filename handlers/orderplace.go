package handlers

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// placeOrder orders what was confirmed, or nothing.
func (d Deps) placeOrder(ctx context.Context, t *dialog.Turn, s *orderSheet) (dialog.Next, error) {
	act := t.Act()
	out, err := d.Ops.PlaceOrder(ctx, act, ops.NewOrder{
		Service: s.Service, Values: s.Values, Currency: s.Currency, Confirmed: &ops.Confirmation{Running: s.Running},
	})
	switch {
	case err != nil:
		return dialog.Next{}, err
	case out.State == storage.Done:
		return dialog.End(d.placedScreen(t, out)).Keep(), nil // it is the receipt
	case out.State == storage.Refused:
		return s.refused(t, out)
	}
	return dialog.Go("held " + act.Key), nil
}

// refused goes back to the question that the panel does not like the answer
// of, with its reason above; to the confirmation when it does not say which.
func (s *orderSheet) refused(t *dialog.Turn, out ops.Outcome) (dialog.Next, error) {
	switch out.Code {
	case resale.NotFound: // the confirmation says so
		return dialog.To("confirm"), nil
	case resale.Unavailable, resale.Blocked, resale.BadAnswer, resale.RateLimited:
		return dialog.Next{}, out.Err()
	}
	t.Note(chat.T("error."+string(out.Code), chat.Args{"Seconds": int(out.Wait.Seconds()), "Number": strconv.FormatInt(t.Input.Update, 10)}))
	if out.Detail != "" {
		t.Note(chat.T("error.detail", chat.Args{"Detail": shorten(out.Detail, 300)}))
	}
	if out.Code == resale.Refused || out.Code == resale.Invalid {
		words := strings.ToLower(out.Detail)
		for _, f := range s.asks() {
			if strings.Contains(words, strings.ReplaceAll(string(f), "_", " ")) {
				return dialog.To(string(f)), nil
			}
		}
	}
	return dialog.To("confirm"), nil
}

// placedScreen says that an order is placed, now or after all.
func (d Deps) placedScreen(t *dialog.Turn, out ops.Outcome) chat.Screen {
	o := out.Order
	lines := []chat.Text{chat.T("order.placed", chat.Args{"Number": shorten(o.Number, 40)}), {}, orderTitle(o.Service)}
	lines = append(lines, d.valueLines(t, o.Service, o.Values)...)
	cost := "order.cost"
	if o.Service.Kind == resale.KindSubscriptions {
		cost = "order.cost_post"
	}
	lines = append(lines, chat.T(cost, chat.Args{"Cost": money(o.Cost, o.Currency)}), chat.Text{}, chat.T("order.followed"))
	return chat.Screen{Lines: lines, Rows: append(aboutOrder(o.Number), row(goTo("order.another", "order"), goTo("button.menu", "menu")))}
}

// aboutOrder are the ways to a placed order, if its number fits a button.
func aboutOrder(number string) [][]chat.Button {
	card, again := fmt.Sprintf("placed %s", number), fmt.Sprintf("order again %s", number)
	if len(again) > maxTarget {
		return [][]chat.Button{row(goTo("orders.see", "orders"))}
	}
	return [][]chat.Button{row(goTo("orders.open", card), goTo("orders.again", again))}
}
