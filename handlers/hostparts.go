package handlers

import (
	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
)

// partsOf are the lines of an invoice, or the prices of a product, and the name
// of the field that they are from.
func partsOf(r resale.Record) (lines []chat.Text, from []string) {
	_, sure := r.InvoiceLines()
	for _, name := range []string{"items", "line_items", "lines", "invoice_items", "prices", "pricing"} {
		for _, part := range r.Rows(name)[:min(len(r.Rows(name)), mostLines)] {
			if text := partText(part, r.Total().Unit, sure); text.Key != "" {
				lines = append(lines, lineItem(text))
			}
		}
		if len(lines) > 0 {
			return lines, []string{name}
		}
	}
	return nil, nil
}

// partText is one part, as lineText where it is sure what the amount is for; a
// zero text where there is nothing to say.
func partText(part resale.Record, unit string, sure bool) chat.Text {
	sum := part.Sum("amount", "unit_price", "price", "total")
	if sum.Known && sum.Unit != "" {
		unit = sum.Unit
	}
	if line, counted := part.ShownLine(); line.Quantity > 1 && (counted || sure) {
		return lineText(line, unit)
	}
	what := someText(part.Text("description", "text", "name", "title"), mostOfLine)
	if what.Key == "" {
		what = wordText(part.Text("billing_cycle", "cycle", "period"))
	}
	if what.Key == "" && !sum.Known {
		return chat.Text{}
	}
	sum.Unit = unit
	args := chat.Args{"What": what, "Amount": sumText(sum)}
	if args["Many"] = many(part.Text("quantity", "qty")); args["Many"] != "" {
		return chat.T("hostcard.line_counted", args)
	}
	return chat.T("hostcard.line_one", args)
}

// many is a number of pieces that is worth saying.
func many(quantity string) string {
	if quantity == "1" || quantity == "1.00" {
		return ""
	}
	return shorten(quantity, 12)
}
