package handlers

import (
	"context"
	"slices"
	"strings"
	"unicode/utf16"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// longestCopy is what a button may put on the clipboard, in UTF-16 units.
const longestCopy = 256

// orderButtons are the ways on from the confirmation.
func (d Deps) orderButtons(t *dialog.Turn, s *orderSheet, q ops.Quote, shop storage.Shop) [][]chat.Button {
	var rows [][]chat.Button
	switch {
	case q.Theirs:
		rows = append(rows, row(pick("open.look", "look")))
	case q.Unclear:
		rows = append(rows, row(goTo("outcome.see_open", "open")))
	case q.After.IsNeg():
		rows = append(rows, row(pick("open.look", "look")))
	default:
		yes := pick("order.yes", "yes")
		yes.Style = chat.Primary
		rows = append(rows, row(yes))
	}
	if slices.Contains(s.Service.Optional(), resale.FieldRuns) {
		if s.Values[resale.FieldRuns] != "" {
			rows = append(rows, row(pick("order.change_parts", "parts"), pick("order.whole", "whole")))
		} else if _, high := s.limits(resale.FieldRuns); high == 0 || high >= 2 {
			rows = append(rows, row(pick("order.parts", "parts")))
		}
	}
	if price, ok := priceOf(shop, q.Cost); ok {
		if b, ok := d.copyPrice(t, s.Service, s.Values, money(price, q.Currency)); ok {
			rows = append(rows, row(b))
		}
	}
	if s.Again {
		rows = append(rows, row(pick("order.change", "change")))
	}
	return rows
}

// copyPrice puts an offer for the customer on the clipboard.
func (d Deps) copyPrice(t *dialog.Turn, s resale.Service, v resale.OrderValues, price chat.Amount) (chat.Button, bool) {
	text := d.Catalog.Plain(t.Lang, chat.T("order.offer", chat.Args{
		"Name": shorten(s.Name, 60), "Target": shorten(v.Target(), 100), "Count": int(s.Quantity(v)),
		"Quantity": d.Catalog.Number(t.Lang, s.Quantity(v)), "Price": price,
	}))
	fits := len(utf16.Encode([]rune(text))) <= longestCopy
	return chat.Button{Label: chat.T("order.copy_price"), Copy: text}, fits
}

func takeOrder(_ context.Context, _ *dialog.Turn, s *orderSheet, a dialog.Answer) (dialog.Next, error) {
	verb, name, _ := strings.Cut(a.Value, " ")
	f := resale.OrderField(name)
	switch verb {
	case "yes":
		return dialog.To("do"), nil
	case "parts":
		return dialog.To(string(resale.FieldRuns)), nil
	case "whole":
		s.whole()
	case "change":
		return dialog.To(string(s.Service.Fields()[0])), nil
	case "fix":
		return dialog.To(name), nil
	case "drop":
		if delete(s.Values, f); f == resale.FieldRuns || f == resale.FieldInterval {
			s.whole()
		}
	}
	return dialog.Stay(chat.Text{}), nil
}
