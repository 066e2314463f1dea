package handlers

import (
	"slices"
	"strconv"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// askOrderField asks one question about the service.
func (d Deps) askOrderField(t *dialog.Turn, s *orderSheet, f resale.OrderField) chat.Screen {
	low, high := s.limits(f)
	screen := chat.Screen{Lines: []chat.Text{orderTitle(s.Service), rateText(s.Service, s.Currency)}}
	if note := shorten(s.Service.Note, 300); note != "" && f == s.Service.Fields()[0] {
		screen.Lines = append(screen.Lines, chat.T("order.note", chat.Args{"Note": note}))
	}
	args := chat.Args{"Range": d.between(t, low, high), "Each": d.Catalog.Number(t.Lang, s.each())}
	screen.Lines = append(screen.Lines, chat.Text{}, chat.T("order.ask_"+string(f), args))
	if f.List() {
		screen.Lines = append(screen.Lines, chat.T("order.list_hint"))
	}
	if kept := s.Values[f]; kept != "" && len(f.Choices()) == 0 {
		screen.Rows = append(screen.Rows, row(d.keep(t, f, kept)))
	}
	screen.Rows = append(screen.Rows, d.choices(t, f, low, high)...)
	if !s.Service.Asked(f, s.Values) && f != resale.FieldRuns {
		screen.Rows = append(screen.Rows, row(pick("button.skip", "is ")))
	}
	return screen
}

// keep is the answer that was given before.
func (d Deps) keep(t *dialog.Turn, f resale.OrderField, kept string) chat.Button {
	value := literal(kept, 24)
	if f.List() {
		value = countedText(f, kept)
	} else if n, err := strconv.ParseInt(kept, 10, 64); err == nil && isNumber(f) {
		value = chat.Literal(d.Catalog.Number(t.Lang, n))
	}
	return chat.Button{Label: chat.T("order.keep", chat.Args{"Value": value}), Answer: "keep", Style: chat.Primary}
}

// choices are what a field may be, or what is often chosen of a number.
func (d Deps) choices(t *dialog.Turn, f resale.OrderField, low, high int64) [][]chat.Button {
	var all []chat.Button
	wide := 3
	switch f {
	case resale.FieldQuantity, resale.FieldMin, resale.FieldMax, resale.FieldRuns:
		for _, n := range presets(low, high, f == resale.FieldRuns) {
			label := chat.Literal(d.Catalog.Number(t.Lang, n))
			if f == resale.FieldRuns {
				label = chat.T("order.times", chat.Args{"Count": int(n)})
			}
			all = append(all, chat.Button{Label: label, Answer: "is " + strconv.FormatInt(n, 10)})
		}
	case resale.FieldInterval, resale.FieldDelay:
		for _, value := range f.Choices() {
			all = append(all, chat.Button{Label: minutesText(value, "order.at_once"), Answer: "is " + value})
		}
	default:
		wide = 1
		for _, value := range f.Choices() {
			all = append(all, pick("order."+string(f)+"_"+value, "is "+value))
		}
	}
	return slices.Collect(slices.Chunk(all, wide))
}

// presets are the least, and round numbers that are allowed. Nobody can type
// less on a phone than a tap.
func presets(low, high int64, few bool) []int64 {
	round := []int64{100, 250, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000}
	if few {
		round = []int64{3, 5, 7, 10, 20}
	}
	all := []int64{max(low, 1)}
	for _, n := range round {
		if n > all[0] && (high <= 0 || n <= high) && len(all) < 6 {
			all = append(all, n)
		}
	}
	return all
}

// minutesText writes minutes; none has a word of its own.
func minutesText(value, none string) chat.Text {
	n, err := strconv.Atoi(value)
	if err != nil || n == 0 {
		return chat.T(none)
	}
	if n%60 == 0 {
		return chat.T("order.hours", chat.Args{"Count": n / 60})
	}
	return chat.T("order.minutes", chat.Args{"Count": n})
}

// limits are what a number may be, or how many entries a list; 0, 0: anything.
// What is wrong in the end, the service says when it is checked.
func (s *orderSheet) limits(f resale.OrderField) (low, high int64) {
	switch f {
	case resale.FieldQuantity, resale.FieldMin:
		return max(s.Service.Min, 1), s.Service.Max
	case resale.FieldMax:
		least, _ := strconv.ParseInt(s.Values[resale.FieldMin], 10, 64)
		return max(s.Service.Min, least, 1), s.Service.Max
	case resale.FieldRuns:
		if s.Service.Max == 0 {
			return 2, 0
		}
		return 2, s.Service.Max / max(s.each(), 1)
	case resale.FieldComments, resale.FieldUsernames:
		if counts := (resale.OrderValues{f: "a\nb"}); s.Service.Quantity(counts) == 2 {
			return max(s.Service.Min, 1), s.Service.Max
		}
	}
	return 0, 0
}

// each is how many one delivery has.
func (s *orderSheet) each() int64 {
	n, _ := strconv.ParseInt(s.Values[resale.FieldQuantity], 10, 64)
	return n
}

func isNumber(f resale.OrderField) bool {
	return slices.Contains([]resale.OrderField{
		resale.FieldQuantity, resale.FieldMin, resale.FieldMax, resale.FieldPosts, resale.FieldOldPosts, resale.FieldRuns, resale.FieldAnswer,
	}, f)
}
