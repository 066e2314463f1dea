package resale

import (
	"html"
	"regexp"
	"strconv"

	"github.com/govalues/decimal"
)

// severalAsOne is how Sent writes several of a thing as one line.
var severalAsOne = regexp.MustCompile(`^(.*\S)\s*\((\d{1,7}) × (-?\d+(?:\.\d+)?)\)$`)

// unfold reads what Sent wrote as one line back as several of a thing. It does so
// only if they come to what the line costs.
func (l InvoiceLine) unfold() InvoiceLine {
	m := severalAsOne.FindStringSubmatch(html.UnescapeString(l.Text))
	if m == nil || l.Quantity != 1 {
		return l
	}
	n, err := strconv.Atoi(m[2])
	each, wrong := decimal.Parse(m[3])
	if err != nil || wrong != nil || n < 2 || n > mostOfLine {
		return l
	}
	several := l
	several.Text, several.Amount, several.Quantity = m[1], each, n
	if all, err := several.All(); err != nil || all.Cmp(l.Amount) != 0 {
		return l
	}
	return several
}

// ShownLine reads one of Lines to show it. It is false where it is not sure that
// the amount is for one of the quantity.
func (r Record) ShownLine() (InvoiceLine, bool) {
	line, ok := readLine(r)
	if !ok || !line.Each {
		return line, ok // one of a thing, or what was written here
	}
	all, err := line.All()
	total := r.Sum("line_total", "total", "total_amount", "subtotal")
	return line, err == nil && total.Known && total.Amount.Cmp(all) == 0
}
