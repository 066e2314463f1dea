package resale

import (
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"github.com/govalues/decimal"
)

// InvoiceLine is one line of an invoice. Amount is for one of it.
type InvoiceLine struct {
	Text     string
	Amount   decimal.Decimal
	Quantity int // at least 1
	// Each tells that the panel is known to count Amount for one of Quantity. Where
	// it is not, several are written as one line that costs as much.
	Each bool `json:",omitempty"`
	// Kept is what else the panel showed of a line that was read from it, which is
	// written back as it came.
	Kept []RecordField `json:",omitempty"`
}

// mostOfLine is the most pieces that a line is read with.
const mostOfLine = 1_000_000

// All is what the whole line costs.
func (l InvoiceLine) All() (decimal.Decimal, error) {
	n, err := decimal.New(int64(max(l.Quantity, 1)), 0)
	if err != nil {
		return n, err
	}
	return l.Amount.Mul(n)
}

// Sent is the line as it is written to a panel.
func (l InvoiceLine) Sent() (InvoiceLine, error) {
	if l.Quantity <= 1 || l.Each {
		l.Quantity = max(l.Quantity, 1)
		return l, nil
	}
	all, err := l.All()
	if err != nil {
		return l, fmt.Errorf("compute line: %w", err)
	}
	l.Text, l.Amount, l.Quantity = fmt.Sprintf("%s (%d × %s)", l.Text, l.Quantity, l.Amount), all, 1
	return l, nil
}

// InvoiceLines reads the lines of an invoice. It is false when they are shown in a way
// that is not understood for sure: each has to have a text and an amount, and
// together they have to come to the invoice's total.
func (r Record) InvoiceLines() ([]InvoiceLine, bool) {
	total, sum := r.Total(), decimal.Decimal{}
	lines := []InvoiceLine{}
	for _, row := range r.Lines() {
		line, ok := readLine(row)
		if !ok {
			return nil, false
		}
		all, err := line.All()
		if err != nil {
			return nil, false
		}
		if sum, err = sum.Add(all); err != nil {
			return nil, false
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 || !total.Known || total.Amount.Cmp(sum) != 0 {
		return nil, false
	}
	return lines, true
}

func readLine(row Record) (InvoiceLine, bool) {
	line := InvoiceLine{Quantity: 1}
	text := row.firstOf("description", "text", "name", "title")
	amount := row.Sum("amount", "unit_price", "price")
	if quantity := row.Text("quantity", "qty"); quantity != "" {
		d, err := decimal.Parse(quantity)
		whole, _, fits := d.Int64(0)
		if err != nil || !fits || !d.IsInt() || whole < 1 || whole > mostOfLine {
			return line, false
		}
		line.Quantity = int(whole)
	}
	line.Text, line.Amount, line.Each = row.Text(text), amount.Amount, line.Quantity > 1
	for _, f := range row.Fields {
		switch scalar := scalarText(f.Value); {
		case sameName(f.Name, text) || slices.ContainsFunc(lineNames(), func(name string) bool { return sameName(f.Name, name) }):
		case scalar != "":
			line.Kept = append(line.Kept, f)
		case !slices.Contains([]string{"null", `""`, "{}", "[]"}, string(f.Value)):
			return line, false // there is more to it than can be written back
		}
	}
	return line.unfold(), text != "" && amount.Known
}

// lineNames are the fields of a line that are read, or follow from those.
func lineNames() []string {
	return []string{
		"amount", "unit_price", "price", "quantity", "qty", "total", "subtotal", "line_total", "total_amount", "currency", "created_at", "updated_at",
	}
}

// firstOf gives the first of these names that has a text.
func (r Record) firstOf(names ...string) string {
	i := slices.IndexFunc(names, func(name string) bool { return r.Text(name) != "" })
	if i < 0 {
		return ""
	}
	return names[i]
}

// SameLines tells whether two invoices have the same lines, whatever the panel
// adds to them, in any order.
func SameLines(a, b []InvoiceLine) bool {
	return slices.Equal(lineKeys(a), lineKeys(b))
}

func lineKeys(lines []InvoiceLine) (keys []string) {
	for i, line := range lines {
		sent, err := line.Sent()
		all, wrong := sent.All()
		if err != nil || wrong != nil {
			return []string{strconv.Itoa(i)} // like no other
		}
		text := strings.Join(strings.Fields(html.UnescapeString(sent.Text)), " ")
		keys = append(keys, strings.ToLower(text)+" = "+all.Trim(0).String())
	}
	slices.Sort(keys)
	return keys
}
