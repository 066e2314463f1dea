package sandbox

import "github.com/govalues/decimal"

// smmDecimal reads an amount; what is none is nothing.
func smmDecimal(text string) decimal.Decimal {
	d, err := decimal.Parse(text)
	if err != nil {
		return decimal.Decimal{}
	}
	return d
}
