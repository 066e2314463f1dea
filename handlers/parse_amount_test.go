package handlers

import (
	"testing"

	"github.com/govalues/decimal"
)

func TestParseAmount(t *testing.T) {
	for text, want := range map[string]string{
		"50": "50", " 50.5 ": "50.5", "50,5": "50.5", "1.234,50": "1234.50", "1,234.50": "1234.50", "1'234.5": "1234.5", "1.234.567": "1234567",
		"R$ 50": "50", "50 USD": "50", "12,5%": "12.5", "0": "0", "0.0001": "0.0001", "50.": "50", "٥٠": "50",
	} {
		if got, ok := parseAmount("en", text); !ok || got.String() != want {
			t.Errorf("parseAmount(%q) = %v, %v, want %s", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "x", "-5", "5-6", "1e9", ".", "12345678901234567890", "half of it", "0x10", "5 6", "1/2"} {
		if got, ok := parseAmount("en", text); ok {
			t.Errorf("parseAmount(%q) = %v", text, got)
		}
	}
}

// TestThousandsAreTheLanguages: three digits after the mark that a language
// writes between thousands.
func TestThousandsAreTheLanguages(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "1,000", "1000"},
		{"en", "1.000", "1.000"},
		{"en", "0,125", "0.125"},
		{"en", "1,5", "1.5"},
		{"pt-BR", "1.000", "1000"},
		{"pt-BR", "1,000", "1.000"},
		{"pt-BR", "0.125", "0.125"},
		{"pt-BR", "1.5", "1.5"},
		{"pt-BR", "12.345", "12345"},
	} {
		if got, ok := parseAmount(c.lang, c.text); !ok || got.String() != c.want {
			t.Errorf("%s: %q is %v, %v", c.lang, c.text, got, ok)
		}
	}
}

func TestParsePrices(t *testing.T) {
	show := func(d *decimal.Decimal) string {
		if d == nil {
			return ""
		}
		return d.String()
	}
	for text, want := range map[string][2]string{
		"0.5-2": {"0.5", "2"}, "0,5 – 2": {"0.5", "2"}, "2-0.5": {"0.5", "2"}, "0.5 to 2": {"0.5", "2"}, "de 0,5 a 2": {"0.5", "2"}, "0.5 2": {"0.5", "2"},
		"2": {"", "2"}, "-2": {"", "2"}, "<2": {"", "2"}, "up to 2": {"", "2"}, "0.5-": {"0.5", ""}, ">0.5": {"0.5", ""}, "0.5+": {"0.5", ""}, "0-0": {"0", "0"},
	} {
		low, high, ok := parsePrices("en", text)
		if got := [2]string{show(low), show(high)}; !ok || got != want {
			t.Errorf("parsePrices(%q) = %q, %v, want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "cheap", "1-2-3", "1-99999999999999999", "followers of the world 20"} {
		if low, high, ok := parsePrices("en", text); ok {
			t.Errorf("parsePrices(%q) = %s, %s", text, show(low), show(high))
		}
	}
}

func TestWhatMeansPrices(t *testing.T) {
	for text, want := range map[string]bool{
		"0.5-2": true, "0,5 – 2": true, "1 to 2": true, "0,5 a 2": true, "R$ 1 até R$ 2": true, "-2": true, "<2": true, "0.5-": true, "0.5+": true, "0.5": true,
		"2": false, "105": false, "followers 1-2": false, "1-2 days": false, "brazil": false, "2024": false, "": false, "-": false, "24/7": false,
	} {
		if got := meansPrices(text); got != want {
			t.Errorf("meansPrices(%q) = %v", text, got)
		}
		if _, _, ok := parsePrices("en", text); want && !ok {
			t.Errorf("parsePrices(%q) cannot read it", text)
		}
	}
}
