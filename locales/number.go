package locales

import (
	"strconv"
	"strings"

	"resellerbot/internal/chat"
)

// marks are what a language writes between thousands and before decimals.
func marks(tag string) (thousands, decimals string) {
	if tag == "pt-BR" {
		return ".", ","
	}
	return ",", "."
}

// Number writes a whole number as people of the language do: "10,000",
// "10.000"; less than nothing has a real minus, "−5".
func (c *Catalog) Number(tag string, n int64) string {
	return group(tag, strconv.FormatInt(n, 10))
}

// Amount writes an amount as people of the language do: "1,234.50 USD",
// "1.234,50 USD".
func (c *Catalog) Amount(tag string, a chat.Amount) string {
	whole, fraction, has := strings.Cut(a.Number, ".")
	a.Number = group(tag, whole)
	if _, decimals := marks(tag); has {
		a.Number += decimals + fraction
	}
	return a.String()
}

func group(tag, digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "−", digits[1:]
	}
	separator, _ := marks(tag)
	var groups []string
	for len(digits) > 3 {
		groups = append([]string{digits[len(digits)-3:]}, groups...)
		digits = digits[:len(digits)-3]
	}
	return sign + strings.Join(append([]string{digits}, groups...), separator)
}
