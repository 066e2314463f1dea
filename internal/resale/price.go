package resale

import (
	"fmt"

	"github.com/govalues/decimal"
)

// Cost is what a whole order costs, in the account's currency: exact as long
// as 19 digits hold it. What is flat costs the rate, anything else the rate for
// each Unit of Quantity. Of a subscription it is the most that one post can
// cost: nothing is charged before there are posts.
func (s Service) Cost(v OrderValues) (decimal.Decimal, error) {
	quantity, err := decimal.New(s.Quantity(v), 0)
	if err != nil {
		return decimal.Decimal{}, priceError("compute cost", err)
	}
	cost, err := s.Rate.Mul(quantity)
	if err == nil && s.Unit() == 1000 {
		cost, err = cost.Mul(thousandth())
	}
	if err != nil {
		return decimal.Decimal{}, priceError("compute cost", err)
	}
	return cost.Trim(2), nil
}

func thousandth() decimal.Decimal { return decimal.MustNew(1, 3) }

// Balance is what is left on an account.
type Balance struct {
	Amount   decimal.Decimal
	Currency string
}

// Margin is what a reseller adds to the cost.
type Margin struct {
	Percent decimal.Decimal // of the cost; below 0 is a discount
	Round   decimal.Decimal // the price is rounded up to a multiple of it; 0: to two digits
}

// Price is what a reseller asks for what costs them so much. It is never
// rounded down.
func (m Margin) Price(cost decimal.Decimal) (decimal.Decimal, error) {
	hundredth := decimal.MustNew(1, 2)
	added, err := cost.Mul(m.Percent)
	if err == nil {
		added, err = added.Mul(hundredth)
	}
	if err == nil {
		added, err = added.Add(cost)
	}
	if err != nil {
		return decimal.Decimal{}, priceError("compute price", err)
	}
	if added.IsNeg() || m.Round.IsNeg() {
		return decimal.Decimal{}, priceError("compute price", fmt.Errorf("%v%% of margin, rounded to %v", m.Percent, m.Round))
	}
	if m.Round.IsZero() {
		return added.Ceil(2).Pad(2), nil
	}
	return ceilTo(added, m.Round)
}

// ceilTo rounds up to a multiple of step.
func ceilTo(d, step decimal.Decimal) (decimal.Decimal, error) {
	count, rest, err := d.QuoRem(step)
	if err == nil && !rest.IsZero() {
		count, err = count.Add(count.One())
	}
	if err == nil {
		count, err = count.Trunc(0).Mul(step)
	}
	if err != nil {
		return decimal.Decimal{}, priceError("round price", err)
	}
	return count, nil
}

// Owed is what a panel owes for what it did not deliver of an order: cost ×
// remains / quantity, at least nothing and at most the cost.
func Owed(cost decimal.Decimal, quantity, remains int64) decimal.Decimal {
	switch {
	case quantity <= 0 || remains <= 0:
		return decimal.Decimal{}
	case remains >= quantity:
		return cost
	}
	whole, rest := decimal.MustNew(quantity, 0), decimal.MustNew(remains, 0)
	owed, err := cost.Mul(rest)
	if err == nil {
		owed, err = owed.Quo(whole)
	}
	if err != nil {
		// Too large to multiply: the share is below one, so this order of things fits.
		if owed, err = rest.Quo(whole); err == nil {
			owed, err = owed.Mul(cost)
		}
	}
	if err != nil {
		return decimal.Decimal{}
	}
	return owed.Trim(2)
}

func priceError(act string, err error) error {
	return &Error{Act: act, Code: Invalid, Err: err}
}
