package handlers

import (
	"encoding/json"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// hostLines are all that the panel shows of a record: what is known by name in
// words, the rest as it came.
func (d Deps) hostLines(t *dialog.Turn, k hostKind, r resale.Record) []chat.Text {
	lines := []chat.Text{
		chat.T("hostcard.title_"+string(k), chat.Args{"Mark": hostMark(r, t.Now.In(t.Zone)), "Name": shorten(openly(t, r.Label()), 60)}),
		{},
	}
	if at := r.Deleted(); !at.IsZero() {
		lines = append(lines, chat.T("hostcard.deleted", chat.Args{"Day": d.hostDate(t, at)}))
	}
	shown := quietFields()
	for _, f := range hostFields(k) {
		value := d.hostValue(t, r, f)
		switch {
		case f.form == linesForm:
			parts, from := partsOf(r)
			lines, shown = append(lines, parts...), append(shown, from...)
		case value.Key == "" && f.form != hiddenForm:
			continue
		case f.name == "next_due_date" && serviceOver(r): // the panel goes on showing it
		case !inTitle(r, f, value):
			lines = append(lines, chat.T("hostcard.field", chat.Args{"Field": hostFieldName(f), "Value": value}))
		}
		shown = append(shown, f.names()...)
		if paid := paidLines(r); f.name == "total" && len(paid) > 0 {
			lines, shown = append(lines, paid...), append(shown, resale.PaidNames()...)
		}
	}
	return append(lines, d.unknownFields(t, r, shown)...)
}

// inTitle tells of a value that the title of the card says already.
func inTitle(r resale.Record, f hostField, value chat.Text) bool {
	text, _ := value.Args["Text"].(string)
	names := []string{"name", "first_name", "last_name", "domain", "invoice_number"}
	return f.form == hiddenForm || slices.Contains(names, f.name) && strings.Contains(shorten(r.Label(), 60), text)
}

// hostFieldName is what people call a field.
func hostFieldName(f hostField) chat.Text { return chat.T("hostfield." + f.key()) }

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
