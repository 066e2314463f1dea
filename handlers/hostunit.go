package handlers

import (
	"slices"
	"strings"
	"unicode"
)

// otherUnit tells that an amount was typed in another currency than it is to be
// in, as far as either is known.
func otherUnit(typed, unit string) bool {
	word := typedUnit(typed)
	called := map[string]string{
		"REAL": "R$", "REAIS": "R$", "DOLLAR": "$", "DOLLARS": "$", "DÓLAR": "$", "DÓLARES": "$", "DOLARES": "$", "EURO": "€", "EUROS": "€",
	}
	return word != "" && unit != "" && or(called[word], signOf(word)) != signOf(unit)
}

// typedUnit is what stands beside the digits of an amount.
func typedUnit(typed string) string {
	return strings.ToUpper(strings.TrimFunc(typed, func(r rune) bool {
		return unicode.IsDigit(r) || unicode.IsSpace(r) || strings.ContainsRune("+-−.,'’", r)
	}))
}

// centsOf is how many digits behind the mark an amount of a currency has.
func centsOf(unit string) int {
	whole := []string{
		"JPY", "KRW", "₩", "VND", "₫", "CLP", "ISK", "PYG", "UGX", "XAF", "XOF", "XPF", "RWF", "KMF", "DJF", "GNF", "BIF", "VUV",
	}
	if slices.Contains(whole, strings.ToUpper(unit)) {
		return 0
	}
	if slices.Contains([]string{"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}, strings.ToUpper(unit)) {
		return 3
	}
	return 2
}
