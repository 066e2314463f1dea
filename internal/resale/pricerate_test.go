package resale_test

import (
	"testing"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
)

func TestPriceOf(t *testing.T) {
	for _, c := range []struct {
		kind                       resale.ServiceKind
		rate, percent, round, want string
	}{
		{resale.KindDefault, "0.90", "50", "0", "1.35"},
		{resale.KindDefault, "0.90", "12.5", "0.10", "1.10"},
		{resale.KindDefault, "0.0012", "50", "0", "0.0018"},
		{resale.KindDefault, "0.00045", "12.5", "0.10", "0.000507"},
		{resale.KindDefault, "0.079", "0", "0", "0.08"},
		{resale.KindDefault, "0", "50", "0.10", "0"},
		{resale.KindDefault, "1234.56", "50", "100", "1900"},
		{resale.KindSubscriptions, "0.02", "12.5", "0.10", "0.0225"},
		{resale.KindPackage, "0.02", "12.5", "0.10", "0.10"},
	} {
		m := resale.Margin{Percent: decimal.MustParse(c.percent), Round: decimal.MustParse(c.round)}
		got, err := m.PriceOf(resale.Service{Kind: c.kind, Rate: decimal.MustParse(c.rate)})
		if err != nil || !got.Equal(decimal.MustParse(c.want)) {
			t.Errorf("%s at %s + %s%% in steps of %s: %v, %v, want %s", c.kind, c.rate, c.percent, c.round, got, err, c.want)
		}
	}
}
