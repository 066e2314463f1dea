package sandbox

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/govalues/decimal"
)

// whWrong is a field that cannot be taken, and why.
type whWrong struct {
	field string
	text  whText
}

// take reads what was sent of a kind. What is missing though it is needed, and
// what cannot be, is wrong.
func (p *WHPanel) take(q whRequest, making bool) (fields WHRow, wrong whWrong) {
	fields = WHRow{}
	for _, f := range p.kinds[q.kind].fields {
		if f.own {
			continue
		}
		name, sent := whSent(q.body, f)
		switch {
		case !sent && f.needs && making:
			return nil, whWrong{f.name, whNeeded}
		case !sent:
			continue
		}
		value, ok := p.read(f, q.body, name)
		if !ok {
			return nil, whWrong{f.name, whInvalid}
		}
		fields[f.name] = value
	}
	return fields, whWrong{}
}

// whSent tells by which of its names a field was sent.
func whSent(body xmBody, f whField) (name string, sent bool) {
	for _, name := range f.names() {
		if raw, is := body[name]; is && name != "" && string(raw) != "null" {
			return name, !f.needs || string(raw) != `""`
		}
	}
	return "", false
}

func (p *WHPanel) read(f whField, body xmBody, name string) (value any, ok bool) {
	text := body.text(name)
	switch f.sort {
	case whMoney:
		d, err := decimal.Parse(text)
		return d.Round(2).Pad(2).String(), err == nil && !d.IsNeg()
	case whCount:
		n, err := strconv.ParseInt(text, 10, 64)
		return n, err == nil && n >= 0
	case whTime, whDay:
		return whReadTime(text)
	case whList:
		var list []string
		err := json.Unmarshal(body[name], &list)
		return list, err == nil
	case whWords:
		return text, slices.Contains(f.words, text)
	case whItems:
		return whReadItems(body[name])
	case whRef:
		row := p.find(f.of, text)
		return row.ID(), row != nil && row.Time("deleted_at").IsZero()
	case whHidden:
		return body.exact(name), true
	}
	return text, string(body[name]) == `""` || text != ""
}

// whReadTime takes a day or a time; "" takes it away.
func whReadTime(text string) (value any, ok bool) {
	if text == "" {
		return time.Time{}, true
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339, time.DateTime} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), true
		}
	}
	return nil, false
}

// whReadItems takes the lines of an invoice: at least one, each with a
// description and an amount.
func whReadItems(raw json.RawMessage) (value any, ok bool) {
	var sent []xmBody
	if json.Unmarshal(raw, &sent) != nil || len(sent) == 0 {
		return nil, false
	}
	items := []WHRow{}
	for _, one := range sent {
		amount, err := decimal.Parse(one.text("amount"))
		quantity := int64(1)
		if _, is := one["quantity"]; is {
			quantity = one.number("quantity")
		}
		if err != nil || quantity < 1 || one.text("description") == "" {
			return nil, false
		}
		items = append(items, WHRow{"description": one.text("description"), "amount": amount.Round(2).Pad(2).String(), "quantity": quantity})
	}
	return items, !whTotal(items).IsNeg()
}
