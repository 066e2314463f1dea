package handlers

import (
	"encoding/json"
	"slices"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// hostLines are all that the panel shows of a record: what is known by name in
// words, the rest as it came.
func (d Deps) hostLines(t *dialog.Turn, k hostKind, r resale.Record) []chat.Text {
	lines := []chat.Text{
		chat.T("hostcard.title_"+string(k), chat.Args{"Mark": hostMark(r, t.Now), "Name": shorten(r.Label(), 60)}),
		{},
	}
	if at := r.Deleted(); !at.IsZero() {
		lines = append(lines, chat.T("hostcard.deleted", chat.Args{"Day": d.hostDate(t, at)}))
	}
	var shown []string
	for _, f := range hostFields(k) {
		value := d.hostValue(t, r, f)
		if f.form == hiddenForm || value.Key != "" {
			shown = append(shown, f.names()...)
		}
		if value.Key != "" {
			lines = append(lines, chat.T("hostcard.field", chat.Args{"Field": hostFieldName(f), "Value": value}))
		}
	}
	parts, from := partsOf(r)
	for _, part := range parts[:min(len(parts), mostUnknown)] {
		lines = append(lines, part)
	}
	return append(lines, unknownFields(r, append(shown, from...))...)
}

// hostFieldName is what people call a field.
func hostFieldName(f hostField) chat.Text { return chat.T("hostfield." + f.key()) }

// partsOf are the lines of an invoice, or the prices of a product, and the name
// of the field that they are from.
func partsOf(r resale.Record) (lines []chat.Text, from []string) {
	for _, name := range []string{"items", "lines", "line_items", "invoice_items", "prices", "pricing"} {
		for _, part := range r.Rows(name) {
			what := someText(part.Text("description", "text", "name", "title"), 80)
			if what.Key == "" {
				what = wordText(part.Text("billing_cycle", "cycle", "period"))
			}
			sum := part.Sum("amount", "unit_price", "price", "total")
			if what.Key == "" && !sum.Known {
				continue
			}
			if sum.Known && sum.Unit == "" {
				sum.Unit = r.Total().Unit
			}
			lines = append(lines, chat.T("hostcard.part", chat.Args{"What": what, "Many": many(part.Text("quantity", "qty")), "Amount": sumText(sum)}))
		}
		if len(lines) > 0 {
			return lines, []string{name}
		}
	}
	return nil, nil
}

// many is a number of pieces that is worth saying.
func many(quantity string) string {
	if quantity == "1" || quantity == "1.00" {
		return ""
	}
	return shorten(quantity, 12)
}

// withInner gives a record an object within.
func withInner(r resale.Record, name string, inner resale.Record) resale.Record {
	object := map[string]json.RawMessage{}
	for _, f := range inner.Fields {
		object[f.Name] = f.Value
	}
	raw, err := json.Marshal(object)
	if err != nil {
		return r
	}
	r.Fields = slices.DeleteFunc(slices.Clone(r.Fields), func(is resale.RecordField) bool { return is.Name == name })
	r.Fields = append(r.Fields, resale.RecordField{Name: name, Value: raw})
	return r
}
