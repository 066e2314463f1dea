package resale

import "github.com/govalues/decimal"

// PriceOf is what a reseller asks for what a service's rate pays for. Of rates
// so small that rounding would add more than a quarter it gives three digits
// instead: who orders a million views at 0.0012 for 1,000 must not be asked for
// ten times as much.
func (m Margin) PriceOf(s Service) (decimal.Decimal, error) {
	rounded, err := m.Price(s.Rate)
	if err != nil || s.Flat() || s.Rate.IsZero() {
		return rounded, err
	}
	digits := min(s.Rate.Scale()-s.Rate.Prec()+3, decimal.MaxScale)
	if digits <= 2 {
		return rounded, nil
	}
	exact, err := Margin{Percent: m.Percent, Round: decimal.MustNew(1, digits)}.Price(s.Rate)
	if err != nil {
		return decimal.Decimal{}, err
	}
	most, err := exact.Mul(decimal.MustNew(125, 2))
	if err != nil {
		return decimal.Decimal{}, priceError("compute price", err)
	}
	if most.Less(rounded) {
		return exact, nil
	}
	return rounded, nil
}
