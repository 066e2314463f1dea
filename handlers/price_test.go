package handlers

import (
	"testing"

	"github.com/govalues/decimal"
)

func TestMoneyIsReadable(t *testing.T) {
	for number, want := range map[string]string{
		"0":                "0.00",
		"0.00000":          "0.00",
		"1.2":              "1.20",
		"0.0045":           "0.0045",
		"12.345":           "12.345",
		"12.34567":         "12.3457",
		"0.9000045":        "0.90",
		"1234.99996":       "1235.00",
		"0.00012":          "0.00012",
		"0.000123456":      "0.000123",
		"0.0000000000129":  "0.0000000000129",
		"0.00000000001299": "0.000000000013",
		"-0.00001":         "-0.00001",
		"-3.141592":        "-3.1416",
	} {
		if got := money(decimal.MustParse(number), " USD "); got.Number != want || got.Unit != "USD" {
			t.Errorf("%s is shown as %q, want %q", number, got, want)
		}
	}
}

func TestAmountsThatDifferAreToldApart(t *testing.T) {
	was, is := apart(decimal.MustParse("1.23451"), decimal.MustParse("1.23454"), "USD")
	if was.Number != "1.23451" || is.Number != "1.23454" {
		t.Errorf("%s and %s", was, is)
	}
	was, is = apart(decimal.MustParse("1.234561"), decimal.MustParse("2"), "USD")
	if was.Number != "1.2346" || is.Number != "2.00" {
		t.Errorf("%s and %s", was, is)
	}
}
