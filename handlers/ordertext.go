package handlers

import (
	"strconv"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// orderTitle names a service above what is asked about it.
func orderTitle(s resale.Service) chat.Text {
	return chat.T("order.service", chat.Args{"Name": shorten(s.Name, 80), "ID": shorten(s.ID, 20)})
}

// rateText is what a service costs, as the panel means it.
func rateText(s resale.Service, currency string) chat.Text { return rateOf(s, money(s.Rate, currency)) }

// rateOf is rateText with the rate as it is to be written.
func rateOf(s resale.Service, rate chat.Amount) chat.Text {
	key := "order.rate_thousand"
	switch {
	case s.Flat():
		key = "order.rate_flat"
	case s.Unit() == 1:
		key = "order.rate_each"
	}
	return chat.T(key, chat.Args{"Price": rate})
}

// between says what a number may be: nothing when it may be any.
func (d Deps) between(t *dialog.Turn, low, high int64) chat.Text {
	args := chat.Args{"Min": d.Catalog.Number(t.Lang, low), "Max": d.Catalog.Number(t.Lang, high)}
	switch {
	case high > 0 && high == low:
		return chat.T("order.exactly", args)
	case high > 0:
		return chat.T("order.between", args)
	case low > 0:
		return chat.T("order.at_least", args)
	}
	return chat.T("order.any")
}

// problem says what is wrong with an answer, with what it was.
func (d Deps) problem(t *dialog.Turn, wrong *resale.FieldError, sent string) chat.Text {
	args := chat.Args{
		"Name": chat.T("order.name_" + string(wrong.Field)), "Range": d.between(t, wrong.Min, wrong.Max), "Sent": shorten(sent, 20),
		"Most": d.Catalog.Number(t.Lang, wrong.Max),
	}
	switch wrong.Problem {
	case resale.ProblemLow, resale.ProblemHigh:
		return chat.T("order.wrong_range", args)
	case resale.ProblemLines:
		args["Sent"] = d.Catalog.Number(t.Lang, wrong.Got)
	}
	return chat.T("order.wrong_"+wrong.Problem, args)
}

// valueLines are the answers of an order, one a line.
func (d Deps) valueLines(t *dialog.Turn, s resale.Service, v resale.OrderValues) []chat.Text {
	var lines []chat.Text
	for _, f := range orderFields() {
		value := v[f]
		switch {
		case value == "" || f == resale.FieldRuns || f == resale.FieldInterval:
		case f == resale.FieldLink || f == resale.FieldMedia || f == resale.FieldReferringURL:
			lines = append(lines, chat.T("order.value_link", chat.Args{"Name": chat.T("order.name_" + string(f)), "Value": shorten(value, 300)}))
		default:
			lines = append(lines, chat.T("order.value", chat.Args{"Name": chat.T("order.name_" + string(f)), "Value": d.valueText(t, s, v, f)}))
		}
	}
	return lines
}

// valueText writes one answer for people.
func (d Deps) valueText(t *dialog.Turn, s resale.Service, v resale.OrderValues, f resale.OrderField) chat.Text {
	value := v[f]
	switch {
	case f == resale.FieldQuantity && v[resale.FieldRuns] != "":
		return chat.T("order.in_parts", chat.Args{
			"Runs": v[resale.FieldRuns], "Each": d.numberText(t, value), "Total": d.Catalog.Number(t.Lang, s.Quantity(v)),
			"Every": minutesText(v[resale.FieldInterval], "order.no_pause"),
		})
	case f.List():
		entries := f.Entries(value)
		return chat.T("order.list_value", chat.Args{"N": d.Catalog.Number(t.Lang, int64(len(entries))), "First": shorten(entries[0], 40), "More": len(entries) > 1})
	case f == resale.FieldDelay:
		return minutesText(value, "order.at_once")
	case f == resale.FieldDevice || f == resale.FieldTraffic:
		return chat.T("order." + string(f) + "_" + value)
	case isNumber(f):
		return chat.Literal(d.numberText(t, value))
	}
	return literal(value, 100)
}

func (d Deps) numberText(t *dialog.Turn, value string) string {
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return shorten(value, 20)
	}
	return d.Catalog.Number(t.Lang, n)
}
