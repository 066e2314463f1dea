package handlers

import (
	"strings"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// How many digits people read after the mark: a few, but of an amount that is
// nearly nothing still those that count.
const (
	priceDigits = 4
	smallDigits = 3
)

// money is how amounts are written everywhere: "1.20 USD", "0.0045 USD". It is
// rounded where nobody reads on: 12.34567 is "12.3457", 0.0000123456 is
// "0.0000123". What is not zero is never shown as zero.
func money(amount decimal.Decimal, currency string) chat.Amount {
	zeros := amount.Scale() - amount.Prec() // between the mark and the first digit that counts
	return exactly(amount.Round(max(priceDigits, zeros+smallDigits)), currency)
}

// exactly is money with every digit: for amounts that are compared with each
// other, or with what the panel's own pages say.
func exactly(amount decimal.Decimal, currency string) chat.Amount {
	return chat.Amount{Number: amount.Trim(2).Pad(2).String(), Unit: strings.TrimSpace(currency)}
}

// apart writes two amounts so that they can be told apart.
func apart(a, b decimal.Decimal, currency string) (first, second chat.Amount) {
	first, second = money(a, currency), money(b, currency)
	if first == second {
		return exactly(a, currency), exactly(b, currency)
	}
	return first, second
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
