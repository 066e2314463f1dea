package sandbox

import (
	"github.com/govalues/decimal"
)

// xmDecimal reads an amount of this package's own making; "" is 0.
func xmDecimal(text string) decimal.Decimal { return smmDecimal(text) }

// xmMoney is an amount as the panel writes it, with the blank at its end.
func xmMoney(symbol string, amount decimal.Decimal) string {
	return symbol + " " + amount.Rescale(2).String() + " "
}

// xmTimes and xmPlus calculate with sums that are far from what overflows.
func xmTimes(a, b decimal.Decimal) decimal.Decimal {
	product, _ := a.Mul(b)
	return product
}

func xmPlus(a, b decimal.Decimal) decimal.Decimal {
	sum, _ := a.Add(b)
	return sum
}

// xmPercent is so many hundredths of an amount, in cents.
func xmPercent(amount, percent decimal.Decimal) decimal.Decimal {
	return xmTimes(xmTimes(amount, percent), decimal.MustNew(1, 2)).Round(2)
}

// total is what a gateway takes for an amount in US dollars: with its fees,
// in US dollars and in its own currency.
func (g *XMGateway) total(amount decimal.Decimal) (dollars, own decimal.Decimal) {
	dollars = xmPlus(xmPlus(amount, xmPercent(amount, xmDecimal(g.FeePercent))), xmDecimal(g.FeeFixed))
	return dollars.Round(2), xmTimes(dollars, xmDecimal(g.Rate)).Round(2)
}
