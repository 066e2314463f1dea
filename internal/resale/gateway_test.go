package resale

import (
	"testing"

	"github.com/govalues/decimal"
)

func TestGatewayFee(t *testing.T) {
	for _, test := range []struct{ percent, fixed, sum, want string }{
		{"0", "0.00", "$ 30.00", "$ 0.00"},
		{"2.5", "0", "$ 30.00", "$ 0.75"},
		{"2.5", "0.30", "$ 30.00", "$ 1.05"},
		{"1", "0", "$ 0.01", "$ 0.01"}, // never rounded down
		{"3.33", "0", "10", "0.34"},
		{"1", "0", "0.12345678 BTC", "0.00123457 BTC"},
		{"0", "-1", "10", ""},
		{"2", "0", "", ""},
	} {
		g := Gateway{FeePercent: decimal.MustParse(test.percent), FeeFixed: decimal.MustParse(test.fixed)}
		fee, ok := g.Fee(ParseSum(test.sum))
		if fee.String() != test.want || ok != (test.want != "") {
			t.Errorf("%+v: %v, %v", test, fee, ok)
		}
	}
}
