package locales

import (
	"strconv"
	"strings"
)

// Number writes a whole number as people of the language do: "10,000",
// "10.000".
func (c *Catalog) Number(tag string, n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	separator := ","
	if tag == "pt-BR" {
		separator = "."
	}
	var groups []string
	for len(digits) > 3 {
		groups = append([]string{digits[len(digits)-3:]}, groups...)
		digits = digits[:len(digits)-3]
	}
	return sign + strings.Join(append([]string{digits}, groups...), separator)
}
