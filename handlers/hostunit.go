package handlers

import (
	"slices"
	"strings"
	"unicode"
)

// otherUnit tells that an amount was typed in another currency than it is to be
// in, as far as either is known.
func otherUnit(typed, unit string) bool {
	word := strings.ToUpper(strings.TrimFunc(typed, func(r rune) bool {
		return unicode.IsDigit(r) || unicode.IsSpace(r) || strings.ContainsRune("+-−.,'’", r)
	}))
	called := map[string]string{
		"REAL": "R$", "REAIS": "R$", "DOLLAR": "$", "DOLLARS": "$", "DÓLAR": "$", "DÓLARES": "$", "DOLARES": "$", "EURO": "€", "EUROS": "€",
	}
	return word != "" && unit != "" && or(called[word], signOf(word)) != signOf(unit)
}

// centsOf is how many digits behind the mark an amount of a currency has.
func centsOf(unit string) int {
	if slices.Contains([]string{"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}, strings.ToUpper(unit)) {
		return 3
	}
	return 2
}
