package handlers

import (
	"regexp"
	"strings"

	"github.com/govalues/decimal"

	"resellerbot/internal/dialog"
)

var (
	amountPattern       = regexp.MustCompile(`\d[\d.,'’]*`)
	thousandsEnglish    = regexp.MustCompile(`^[1-9]\d{0,2},\d{3}$`)
	thousandsPortuguese = regexp.MustCompile(`^[1-9]\d{0,2}\.\d{3}$`)

	pricesPattern = regexp.MustCompile(`(?i)^(?:[A-Z]{0,3}\p{Sc} ?)?(?:[\d.,]*\d ?(?:-|–|—|\.\.|to|a|até) ?(?:[A-Z]{0,3}\p{Sc} ?)?\d[\d.,]*|[-–<>] ?\d[\d.,]*|\d[\d.,]* ?[-–+]|\d+[.,]\d+)$`)

	aloneAmount = regexp.MustCompile(`^[^\d+\-.,]{0,4}(\d[\d.,'’]*)[^\d+\-.,]{0,4}$`)
)

// longestAmount is more characters than any price or balance has.
const longestAmount = 15

// parseAmount reads an amount as people write it: "1234.5", "1.234,50",
// "R$ 50", "12,5%". A mark that stands once begins the decimals, unless it is
// what the language writes between thousands and three digits follow it.
func parseAmount(lang, text string) (decimal.Decimal, bool) {
	m := aloneAmount.FindStringSubmatch(strings.TrimSpace(strings.Map(asciiDigit, text)))
	if m == nil {
		return decimal.Decimal{}, false
	}
	return readAmount(lang, m[1])
}

// typedAmount reads an answer; a button's is written for machines.
func typedAmount(t *dialog.Turn, a dialog.Answer) (decimal.Decimal, bool) {
	if !a.Typed() {
		d, err := decimal.Parse(a.Value)
		return d, err == nil
	}
	return parseAmount(t.Lang, a.Text)
}

func readAmount(lang, text string) (decimal.Decimal, bool) {
	thousands := thousandsEnglish
	if lang == "pt-BR" {
		thousands = thousandsPortuguese
	}
	marks := strings.NewReplacer(".", "", ",", "", "'", "", "’", "")
	text = strings.TrimRight(text, ".,'’")
	if len(text) > longestAmount {
		return decimal.Decimal{}, false
	}
	if thousands.MatchString(text) {
		text = marks.Replace(text)
	} else if i := strings.LastIndexAny(text, ".,"); i >= 0 && strings.Count(text, text[i:i+1]) == 1 {
		text = marks.Replace(text[:i]) + "." + text[i+1:]
	} else {
		text = marks.Replace(text)
	}
	d, err := decimal.Parse(text)
	return d, err == nil
}

// meansPrices tells whether a text is surely a range of prices for parsePrices,
// and neither words nor the number of a service.
func meansPrices(text string) bool {
	return pricesPattern.MatchString(strings.TrimSpace(strings.Map(asciiDigit, text)))
}

// parsePrices reads a range of prices: "0.5-2", "0,5 a 2", "-2" and "2" for up
// to 2, "0.5-" for from 0.5. nil is no limit.
func parsePrices(lang, text string) (low, high *decimal.Decimal, ok bool) {
	text = strings.TrimSpace(strings.Map(asciiDigit, text))
	found := amountPattern.FindAllString(text, -1)
	rest := strings.TrimSpace(amountPattern.ReplaceAllString(text, ""))
	if len(found) == 0 || len(found) > 2 || len(rest) > 20 {
		return nil, nil, false
	}
	first, ok := readAmount(lang, found[0])
	if !ok {
		return nil, nil, false
	}
	if len(found) == 1 {
		if strings.HasPrefix(text, ">") || strings.HasSuffix(text, "-") || strings.HasSuffix(text, "–") || strings.HasSuffix(text, "+") {
			return &first, nil, true
		}
		return nil, &first, true
	}
	second, ok := readAmount(lang, found[1])
	if second.Less(first) {
		first, second = second, first
	}
	return &first, &second, ok
}
