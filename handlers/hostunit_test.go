package handlers

import "testing"

func TestOtherUnit(t *testing.T) {
	for _, test := range []struct {
		typed, unit string
		want        bool
	}{
		{"3", "USD", false},
		{"R$ 3", "USD", true},
		{"R$ 3,50", "BRL", false},
		{"$3.50", "USD", false},
		{"3 usd", "$", false},
		{"3 €", "USD", true},
		{"3 euros", "EUR", false},
		{"R$ 3", "", false},
		{"3 reais", "BRL", false},
	} {
		if got := otherUnit(test.typed, test.unit); got != test.want {
			t.Errorf("%q in %s: %v", test.typed, test.unit, got)
		}
	}
	if centsOf("USD") != 2 || centsOf("kwd") != 3 {
		t.Error("cents")
	}
}
