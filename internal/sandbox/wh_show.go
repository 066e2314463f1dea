package sandbox

import (
	"encoding/json"
	"strconv"
	"time"
)

// show is a row as the panel answers it; mu is held.
func (p *WHPanel) show(kind WHKind, row WHRow) whObject {
	o := p.identity(row)
	for _, f := range p.kinds[kind].fields {
		if f.sort == whHidden && !p.quirks.ShowSecrets {
			continue
		}
		o = o.with(f.called(p.quirks.Envelope), p.value(f, row))
	}
	if kind == WHProducts && p.quirks.Envelope > 1 {
		o = append(o, p.priced(row)...)
	}
	if p.quirks.UnknownFields {
		o = append(o, whObject{
			{"tax_exempt", false}, {"custom_fields", whObject{{"vat_id", nil}, {"colour", "<b>blue</b>"}}}, {"tags", []string{"a", "b"}}, {"риск", 0.25},
		}...)
	}
	o = o.with("created_at", p.time(row.Time("created_at"))).with("updated_at", p.time(row.Time("updated_at")))
	if at := row.Time("deleted_at"); !at.IsZero() || p.quirks.SoftDeleteStays {
		o = o.with("deleted_at", p.time(at))
	}
	return o
}

// identity is what a row is known by.
func (p *WHPanel) identity(row WHRow) whObject {
	if p.quirks.UUIDOnly {
		return whObject{{"uuid", row.Text("uuid")}}
	}
	return whObject{{"id", p.number(row.ID())}, {"uuid", row.Text("uuid")}}
}

// value is a field as the panel answers it.
func (p *WHPanel) value(f whField, row WHRow) any {
	switch f.sort {
	case whMoney:
		return p.money(row.Text(f.name))
	case whCount:
		if row[f.name] == nil {
			return nil
		}
		return p.number(row.Number(f.name))
	case whTime:
		return p.time(row.Time(f.name))
	case whDay:
		if at := row.Time(f.name); !at.IsZero() {
			return at.UTC().Format(time.DateOnly)
		}
		return nil
	case whList:
		list, _ := row[f.name].([]string)
		return append([]string{}, list...)
	case whWords:
		return p.quirks.say(whText(row.Text(f.name)))
	case whItems:
		return p.items(row.Rows(f.name))
	case whRef:
		return p.reference(f, row.Number(f.name))
	}
	if row[f.name] != nil {
		return row.Text(f.name)
	}
	return nil
}

// reference shows what a row belongs to: its number, and more of it in the
// second envelope.
func (p *WHPanel) reference(f whField, id int64) any {
	row := p.state.row(f.of, id)
	if row == nil {
		return nil
	}
	if p.quirks.Envelope == 2 {
		o := p.identity(row)
		name := row.Text("name") + row.Text("domain") + row.Text("invoice_number")
		if f.of == WHClients {
			return o.with("name", row.Text("first_name")+" "+row.Text("last_name")).with("email", row.Text("email"))
		}
		return o.with("name", name)
	}
	if p.quirks.UUIDOnly {
		return row.Text("uuid")
	}
	return p.number(id)
}

func (p *WHPanel) items(items []WHRow) []whObject {
	list := []whObject{}
	for _, item := range items {
		quantity := max(item.Number("quantity"), 1)
		list = append(list, whObject{
			{"description", item.Text("description")},
			{"amount", p.money(item.Text("amount"))},
			{"quantity", p.number(quantity)},
			{"total", p.money(whTotal([]WHRow{item}).String())},
		})
	}
	return list
}

func (p *WHPanel) number(n int64) any {
	if p.quirks.StringNumbers {
		return strconv.FormatInt(n, 10)
	}
	return n
}

// money is a sum as the panel writes it: a number with two digits, unless it
// is of another kind.
func (p *WHPanel) money(text string) any {
	amount := whCents(text)
	switch {
	case p.quirks.StringMoney || p.quirks.StringNumbers:
		return amount.String()
	case p.quirks.FloatMoney:
		return json.Number(amount.Trim(0).String())
	}
	return json.Number(amount.String())
}

func (p *WHPanel) time(t time.Time) any {
	switch {
	case t.IsZero():
		return nil
	case p.quirks.NoZoneTimes:
		return t.UTC().Format(time.DateTime)
	}
	return t.UTC().Format(time.RFC3339)
}
