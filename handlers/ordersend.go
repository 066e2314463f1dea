package handlers

import (
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const (
	placeAct  = "place order"
	refillAct = "refill orders"
	cancelAct = "cancel orders"
)

// ordersDone says what became of an act about orders.
func (d Deps) ordersDone(t *dialog.Turn, out ops.Outcome) chat.Screen {
	if out.Act == placeAct {
		return d.placedScreen(t, out)
	}
	rows := [][]chat.Button{row(goTo("orders.see", "orders"), goTo("button.menu", "menu"))}
	if numbers := out.Order.Numbers; len(numbers) == 1 && len("placed "+numbers[0]) <= maxTarget {
		rows = [][]chat.Button{row(goTo("orders.open", "placed "+numbers[0])), rows[0]}
	}
	return chat.Screen{Lines: d.endLines(t, out), Rows: rows}
}

// endLines say which orders a request was taken for, and why not for the
// others, each reason once.
func (d Deps) endLines(t *dialog.Turn, out ops.Outcome) []chat.Text {
	var taken, reasons []string
	byReason := map[string][]ops.OrderEnd{}
	for _, end := range out.Order.Each {
		if end.Code == "" {
			taken = append(taken, end.Number)
			continue
		}
		reason := string(end.Code) + " " + end.Detail
		if byReason[reason] == nil {
			reasons = append(reasons, reason)
		}
		byReason[reason] = append(byReason[reason], end)
	}
	if len(out.Order.Each) == 0 { // nothing is known of each: one answer for all
		if out.State == storage.Done {
			taken = out.Order.Numbers
		} else {
			return whyNot(t, out.Code, out.Detail, out.Order.Numbers)
		}
	}
	var lines []chat.Text
	if len(taken) > 0 {
		key := "orders.refill_asked"
		if out.Act == cancelAct {
			key = "orders.cancel_asked"
		}
		lines = append(lines, chat.T(key, chat.Args{"Count": len(taken), "Numbers": numberList(taken)}))
	}
	for _, reason := range reasons {
		ends := byReason[reason]
		var numbers []string
		for _, end := range ends {
			numbers = append(numbers, end.Number)
		}
		lines = append(lines, whyNot(t, ends[0].Code, ends[0].Detail, numbers)...)
	}
	return lines
}

// whyNot gives a reason in the panel's words, and the orders that it is for.
func whyNot(t *dialog.Turn, code resale.Code, detail string, numbers []string) []chat.Text {
	lines := []chat.Text{chat.T("orders.not_for", chat.Args{"Count": len(numbers), "Numbers": numberList(numbers)})}
	switch {
	case code == resale.Unsupported && len(numbers) > 1:
		return append(lines, chat.T("orders.one_by_one"))
	case code == resale.Unsupported:
		return append(lines, chat.T("orders.unsupported"))
	case code == resale.Unknown:
		return append(lines, chat.T("orders.no_answer"))
	}
	if detail != "" {
		return append(lines, chat.T("error.detail", chat.Args{"Detail": shorten(detail, 300)}))
	}
	return append(lines, chat.T("error."+string(code), chat.Args{"Seconds": 0, "Number": strconv.FormatInt(t.Input.Update, 10)}))
}

// numbersShown is how many orders a sentence names.
const numbersShown = 20

func numberList(numbers []string) string {
	var first []string
	for _, n := range numbers[:min(len(numbers), numbersShown)] {
		first = append(first, shorten(n, 20))
	}
	if len(numbers) > numbersShown {
		first = append(first, "…")
	}
	return strings.Join(first, ", ")
}
