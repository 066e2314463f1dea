package handlers

import (
	"strings"
	"unicode"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
)

// sumText is a panel's sum as people of the language write it, with the sign of
// its currency where signs stand: "$ 1,234.50", "−$ 5.00", "30.00 USD"; "—" when
// it is not known.
func sumText(s resale.Sum) chat.Text {
	if !s.Known {
		return chat.Literal("—")
	}
	amount := exactly(s.Amount, signOf(s.Unit))
	if strings.ContainsFunc(amount.Unit, func(r rune) bool { return unicode.Is(unicode.Sc, r) }) {
		digits, minus := strings.CutPrefix(amount.Number, "-")
		text := chat.T("sum.sign_first", chat.Args{"Sign": amount.Unit, "Amount": chat.Amount{Number: digits}})
		if minus {
			return chat.T("sum.minus", chat.Args{"Amount": text})
		}
		return text
	}
	return amountLabel(amount)
}

// signOf is the sign of a currency, for a store writes the same money now with
// it and now with the code: one style is easier to compare. Codes that share
// their sign with a more usual one stay what they are.
func signOf(unit string) string {
	unit = strings.TrimSpace(unit)
	signs := map[string]string{
		"USD": "$", "EUR": "€", "GBP": "£", "CNY": "¥", "RMB": "¥", "INR": "₹", "RUB": "₽", "BRL": "R$", "TRY": "₺",
		"UAH": "₴", "VND": "₫", "KRW": "₩", "NGN": "₦", "PHP": "₱", "KZT": "₸", "ILS": "₪", "US$": "$",
	}
	return or(signs[strings.ToUpper(unit)], unit)
}

// periodText says for how long a plan is bought at a time, or that it is more
// traffic; nothing when the panel did not say.
func periodText(p resale.Period) chat.Text {
	switch p {
	case resale.Month, resale.Quarter, resale.HalfYear, resale.Year, resale.TopUp:
		return chat.T("period." + string(p))
	}
	return chat.Text{}
}
