package sandbox

import "github.com/govalues/decimal"

// smmDecimal reads an amount; what is none is nothing.
func smmDecimal(text string) decimal.Decimal {
	d, _ := decimal.Parse(text)
	return smmTidy(d)
}

// smmTidy writes amounts of money with as many digits as they need and two
// at least.
func smmTidy(d decimal.Decimal) decimal.Decimal { return d.Trim(2).Pad(2) }

// cost is what is taken for a quantity, exactly; false when it cannot be
// said.
func (s *SMMService) cost(quantity int) (decimal.Decimal, bool) {
	rate, err := decimal.Parse(s.Rate)
	if err != nil || rate.IsNeg() {
		return rate, false
	}
	if s.flat() {
		return smmTidy(rate), true
	}
	scale := 3 // the rate is for 1,000
	if s.subscribes() {
		scale = 0
	}
	times, err := decimal.New(int64(quantity), scale)
	if err != nil {
		return rate, false
	}
	cost, err := rate.MulExact(times, rate.Scale()+times.Scale())
	return smmTidy(cost), err == nil
}

// smmShare is the part of an amount that falls to some of many.
func smmShare(amount decimal.Decimal, some, many int) decimal.Decimal {
	if many <= 0 || some >= many {
		return amount
	}
	if some <= 0 {
		return decimal.Decimal{}
	}
	product, err := amount.Mul(decimal.MustNew(int64(some), 0))
	if err != nil {
		return amount
	}
	share, err := product.Quo(decimal.MustNew(int64(many), 0))
	if err != nil {
		return amount
	}
	return smmTidy(share)
}

// take charges an account, and tells whether it could.
func (k *smmKey) take(amount decimal.Decimal) bool {
	left, err := k.balance.Sub(amount)
	if err != nil || left.IsNeg() {
		return false
	}
	k.balance = smmTidy(left)
	return true
}

// give pays back to an account that may be gone.
func (k *smmKey) give(amount decimal.Decimal) {
	if k == nil {
		return
	}
	if sum, err := k.balance.Add(amount); err == nil {
		k.balance = smmTidy(sum)
	}
}
