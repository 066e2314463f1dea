package resale

import (
	"testing"

	"github.com/govalues/decimal"
)

func TestParseSum(t *testing.T) {
	for text, want := range map[string]struct{ amount, unit, shown string }{
		"$ 49.00 ":         {"49.00", "$", "$ 49.00"},
		"¥ 509.07 ":        {"509.07", "¥", "¥ 509.07"},
		"30.00":            {"30.00", "", "30.00"},
		"0":                {"0", "", "0"},
		"0.00":             {"0.00", "", "0.00"},
		"USD 5":            {"5", "USD", "5 USD"},
		"5.5 USDT":         {"5.5", "USDT", "5.5 USDT"},
		"R$ 1.234,50":      {"1234.50", "R$", "R$ 1234.50"},
		"1,234.50 €":       {"1234.50", "€", "€ 1234.50"},
		"$1,234":           {"1234", "$", "$ 1234"},
		"$1,234,567.8":     {"1234567.8", "$", "$ 1234567.8"},
		"1.234.567":        {"1234567", "", "1234567"},
		"12,5 zł":          {"12.5", "zł", "12.5 zł"},
		"1 234 567,89 ₽":   {"1234567.89", "₽", "₽ 1234567.89"},
		"1\u00a0234.00 kr": {"1234.00", "kr", "1234.00 kr"},
		"1'234.50 CHF":     {"1234.50", "CHF", "1234.50 CHF"},
		"$ -3.00":          {"-3.00", "$", "$ -3.00"},
		"-$ 3.00":          {"-3.00", "$", "$ -3.00"},
		"۱۵۰٬۰۰۰ تومان":    {"150000", "تومان", "150000 تومان"},
		"٢٫٥":              {"2.5", "", "2.5"},
		"$ .50":            {"0.50", "$", "$ 0.50"},
		".99":              {"0.99", "", "0.99"},
		"Rs.500":           {"500", "Rs.", "500 Rs."},
	} {
		got := ParseSum(text)
		if !got.Known || got.Amount.String() != want.amount || got.Unit != want.unit || got.String() != want.shown {
			t.Errorf("%q: %+v, %q; want %v", text, got, got.String(), want)
		}
	}
}

// Two numbers are as good as none: nobody knows which one is the price.
func TestParseSumKnowsNothing(t *testing.T) {
	for _, text := range []string{"", " ", "$", "free", "N/A", "5 of 10", "$ 5 00", "1e5", "99999999999999999999", "-", "30.00 of a currency whose name is too long"} {
		if got := ParseSum(text); got.Known || got.String() != "" || got.IsZero() || got != (Sum{}) {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestSumIsZero(t *testing.T) {
	for text, want := range map[string]bool{"0": true, "$ 0.00 ": true, "0.01": false, "": false} {
		if ParseSum(text).IsZero() != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

// However it is written, what is shown reads as the same sum.
func FuzzParseSum(f *testing.F) {
	for _, text := range []string{"$ 49.00 ", "1,234.50 €", "USD 5", "1 234,5", "-$ 3", "۵", "1.2.3,4", "1,2,3"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := ParseSum(text)
		if !s.Known {
			return
		}
		if s.Amount.Scale() > decimal.MaxScale {
			t.Errorf("%q: %v", text, s.Amount)
		}
		if again := ParseSum(s.Amount.String()); !again.Known || again.Amount.Cmp(s.Amount) != 0 {
			t.Errorf("%q: %v, and again %+v", text, s.Amount, again)
		}
	})
}
