package handlers

import (
	"strconv"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
)

// How much of a line's text is shown above the buttons, and on one, where text
// and amount share the room.
const (
	mostOfLine  = 80
	mostOnLine  = 22
	leastOnLine = 8
	lineLong    = 27
)

// lineTexts are lines and their sum.
func lineTexts(lines []resale.InvoiceLine, unit string) []chat.Text {
	var texts []chat.Text
	for _, line := range lines {
		texts = append(texts, lineItem(lineText(line, unit)))
	}
	total, err := linesSum(lines)
	if err != nil {
		return append(texts, chat.T("hostnew.too_much"))
	}
	return append(texts, chat.T("hostnew.total", chat.Args{"Amount": lineAmount(total, unit)}))
}

func lineItem(line chat.Text) chat.Text { return chat.T("hostcard.line_item", chat.Args{"Line": line}) }

// lineText is how a line is written everywhere: what it is, how many, what one
// costs, and all.
func lineText(line resale.InvoiceLine, unit string) chat.Text {
	args := chat.Args{"What": shorten(line.Text, mostOfLine), "Amount": lineAmount(line.Amount, unit)}
	if line.Quantity <= 1 {
		return chat.T("hostcard.line_one", args)
	}
	all, err := line.All()
	args["Many"], args["Each"] = line.Quantity, args["Amount"]
	args["Amount"] = sumText(resale.Sum{Amount: all, Unit: unit, Known: err == nil})
	return chat.T("hostcard.line_several", args)
}

// lineLabel is a line on a button: as everywhere, but that its sum has no room
// there.
func lineLabel(line resale.InvoiceLine, unit string) chat.Text {
	digits := len(line.Amount.String()) + len([]rune(signOf(unit))) + 1
	args := chat.Args{"Amount": lineAmount(line.Amount, unit)}
	key := "hostcard.line_one"
	if line.Quantity > 1 {
		key, args["Many"] = "hostcard.line_many", line.Quantity
		digits += len(strconv.Itoa(line.Quantity)) + len(" x ")
	}
	if line.Amount.Prec()-line.Amount.Scale() > 3 {
		digits++ // the mark between thousands
	}
	args["What"] = shorten(line.Text, min(max(lineLong-digits, leastOnLine), mostOnLine))
	return chat.T(key, args)
}

// lineAmount writes an amount in a currency, or alone where that is the panel's
// to know.
func lineAmount(amount decimal.Decimal, unit string) chat.Text {
	return sumText(resale.Sum{Amount: amount, Unit: unit, Known: true})
}
