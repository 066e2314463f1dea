package handlers

import (
	"strings"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// money is how amounts are written everywhere: "1.20 USD", "0.0045 USD". All
// digits that count are shown, and at least two after the mark.
func money(amount decimal.Decimal, currency string) chat.Amount {
	return chat.Amount{Number: amount.Trim(2).Pad(2).String(), Unit: strings.TrimSpace(currency)}
}

// figure writes an amount whose currency stands elsewhere.
func figure(amount decimal.Decimal) chat.Amount { return money(amount, "") }

// priceOf is what the chat's customers pay for what costs it so much, and
// whether it has a margin at all.
func priceOf(shop storage.Shop, cost decimal.Decimal) (price decimal.Decimal, ok bool) {
	if !hasMargin(shop.Margin) {
		return decimal.Decimal{}, false
	}
	price, err := shop.Margin.Price(cost)
	return price, err == nil
}

func hasMargin(m resale.Margin) bool { return !m.Percent.IsZero() || !m.Round.IsZero() }

// yourRate is rateText for the chat's own price, if it has one.
func yourRate(shop storage.Shop, s resale.Service, currency string) (chat.Text, bool) {
	if !hasMargin(shop.Margin) {
		return chat.Text{}, false
	}
	price, err := shop.Margin.PriceOf(s)
	s.Rate = price
	return rateText(s, currency), err == nil
}

// amountLabel is an amount by itself.
func amountLabel(a chat.Amount) chat.Text { return chat.T("literal", chat.Args{"Text": a}) }
