package resale

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// fieldsOf reads a JSON object in its order; of a name that is there twice the
// last value counts, as for everybody else.
func fieldsOf(raw json.RawMessage) ([]RecordField, bool) {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || raw[0] != '{' || !json.Valid(raw) {
		return nil, false
	}
	fields, at := []RecordField{}, map[string]int{}
	in := json.NewDecoder(bytes.NewReader(raw))
	_, _ = in.Token()
	for in.More() {
		name, _ := in.Token()
		field := RecordField{}
		field.Name, _ = name.(string)
		if in.Decode(&field.Value) != nil {
			return nil, false
		}
		if before, twice := at[field.Name]; twice {
			fields[before] = field
			continue
		}
		at[field.Name] = len(fields)
		fields = append(fields, field)
	}
	return fields, true
}

// valueOf finds a field, however its name is spelled: "due_date" is "dueDate".
func valueOf(fields []RecordField, name string) json.RawMessage {
	for _, f := range fields {
		if sameName(f.Name, name) {
			return f.Value
		}
	}
	return nil
}

// sameName is squeeze(a) == squeeze(b) for names, without making either: a list
// of thousands is asked for dozens of names.
func sameName(a, b string) bool {
	i, j := 0, 0
	for {
		for i < len(a) && between(a[i]) {
			i++
		}
		for j < len(b) && between(b[j]) {
			j++
		}
		if i == len(a) || j == len(b) {
			return i == len(a) && j == len(b)
		}
		if lower(a[i]) != lower(b[j]) {
			return false
		}
		i, j = i+1, j+1
	}
}

func between(c byte) bool { return c == '_' || c == '-' || c == ' ' }

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// value finds a field; "client.id" is the id of the client within.
func (r Record) value(name string) json.RawMessage {
	fields := r.Fields
	for {
		outer, inner, within := strings.Cut(name, ".")
		raw := valueOf(fields, outer)
		if !within || raw == nil {
			return raw
		}
		fields, _ = fieldsOf(raw)
		name = inner
	}
}

// Text gives the first of these fields that holds a string, a number or a
// bool, or "". "client.name" is a field of an object within, and "due_date" is
// "dueDate" too. It is untrusted.
func (r Record) Text(names ...string) string {
	for _, name := range names {
		if text := scalarText(r.value(name)); text != "" {
			return text
		}
	}
	return ""
}

// scalarText is a Scalar as people may read it.
func scalarText(raw json.RawMessage) string {
	return strings.TrimFunc(printable(Scalar(raw)), blank)
}

// Scalar gives the text of a JSON string, number or bool as it came, and "" for
// anything else.
func Scalar(raw json.RawMessage) string {
	raw = bytes.TrimSpace(raw)
	switch {
	case len(raw) == 0 || string(raw) == "null" || raw[0] == '{' || raw[0] == '[':
		return ""
	case raw[0] == '"':
		var s string
		_ = json.Unmarshal(raw, &s)
		return s
	default:
		return string(raw)
	}
}

// Inner gives an object within, such as an invoice's client; one with no
// fields when there is none.
func (r Record) Inner(name string) Record {
	inner, _ := ReadRecord(kindOf(name), r.value(name))
	return inner
}

// Rows gives the objects of a list within, such as an invoice's lines. PHP
// writes some lists as objects with numbers for names.
func (r Record) Rows(name string) []Record {
	var rows []Record
	for _, raw := range listOf(r.value(name)) {
		if row, ok := ReadRecord("", raw); ok {
			rows = append(rows, row)
		}
	}
	return rows
}

func listOf(raw json.RawMessage) []json.RawMessage { return listWithin(raw, 3) }

func listWithin(raw json.RawMessage, depth int) []json.RawMessage {
	var list []json.RawMessage
	if depth == 0 || json.Unmarshal(raw, &list) == nil {
		return list
	}
	fields, _ := fieldsOf(raw)
	if inner := valueOf(fields, "data"); inner != nil {
		return listWithin(inner, depth-1)
	}
	for _, f := range fields {
		if _, err := strconv.Atoi(f.Name); err != nil {
			return nil
		}
		list = append(list, f.Value)
	}
	return list
}

// kindOf tells what an object within is, by the name it stands under.
func kindOf(name string) RecordKind {
	for _, kind := range RecordKinds() {
		if slices.ContainsFunc(kindNames(kind), func(one string) bool { return sameName(one, name) }) {
			return kind
		}
	}
	return ""
}

// kindNames gives what panels call one thing of a kind.
func kindNames(kind RecordKind) []string {
	switch kind {
	case Customers:
		return []string{"client", "customer", "user"}
	case Products:
		return []string{"product", "package", "plan"}
	case HostServices:
		return []string{"service", "hosting", "subscription"}
	case HostInvoices:
		return []string{"invoice", "bill"}
	case HostPayments:
		return []string{"payment"}
	case HostServers:
		return []string{"server", "node"}
	case HostKeys:
		return []string{"api_key", "key"}
	case HostHooks:
		return []string{"webhook", "hook"}
	default:
		return nil
	}
}
