package locales

import (
	"testing"

	"resellerbot/internal/chat"
)

func TestCountsHaveMarks(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string][]string{
		"en":    {"1 service", "999 services", "3,000 services", "1,234,567 services"},
		"pt-BR": {"1 serviço", "999 serviços", "3.000 serviços", "1.234.567 serviços"},
	} {
		for i, n := range []int{1, 999, 3000, 1234567} {
			if got := c.HTML(lang, chat.T("connect.found_services", chat.Args{"Count": n})); got != want[i] {
				t.Errorf("%s: %d is %q, want %q", lang, n, got, want[i])
			}
		}
	}
}

func TestLessThanNothingHasAMinus(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{"en": "−1,234.50 USD", "pt-BR": "−1.234,50 USD"} {
		if got := c.Amount(lang, chat.Amount{Number: "-1234.50", Unit: "USD"}); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}
