package handlers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// mostUnknown is how many fields that are not known by name a card shows.
const mostUnknown = 12

// unknownFields are what a record has beside the fields that were shown: under
// names that are common in words, under others as the panel spells them.
func (d Deps) unknownFields(t *dialog.Turn, r resale.Record, shown []string) []chat.Text {
	var lines []chat.Text
	more := 0
	for _, is := range r.Fields {
		value := d.unknownValue(t, is)
		switch {
		case slices.Contains(shown, is.Name) || value.Key == "":
		case len(lines) == mostUnknown:
			more++
		default:
			lines = append(lines, chat.T("hostcard.unknown", chat.Args{"Name": commonName(is.Name), "Value": openText(t, value)}))
		}
	}
	if more > 0 {
		lines = append(lines, chat.T("hostcard.more", chat.Args{"Count": more}))
	}
	return lines
}

// unknownValue is a value as it can be read: a moment where the name says that it
// is one, yes or no, else what there is.
func (d Deps) unknownValue(t *dialog.Turn, f resale.RecordField) chat.Text {
	text := rawText(f.Value)
	switch at, _, ok := resale.ReadTime(text); {
	case ok && strings.HasSuffix(f.Name, "_at"):
		return d.hostDate(t, at)
	case text == "true" || text == "false":
		return chat.T("hostword." + map[string]string{"true": "yes", "false": "no"}[text])
	}
	return someText(text, mostOfValue)
}

// commonNames are names that many panels have fields under.
func commonNames() []string {
	return []string{
		"prefix", "custom_fields", "tags", "tax_exempt", "vat_id", "tax_id", "address", "city", "state", "postcode", "language", "balance", "credit",
		"subtotal", "tax", "discount", "last_login_at", "last_status", "last_triggered_at", "ip_addresses", "nameservers", "stock", "group", "module",
	}
}

// commonName is what people call such a field, or its name.
func commonName(name string) chat.Text {
	plain := map[string]string{
		"address1": "address", "address_1": "address", "zip": "postcode", "postal_code": "postcode", "region": "state", "province": "state",
		"tax_number": "tax_id", "vat_number": "vat_id", "last_login": "last_login_at", "key_prefix": "prefix", "credit_balance": "balance", "labels": "tags",
	}
	known := strings.ToLower(name)
	known = or(plain[known], known)
	if slices.Contains(commonNames(), known) {
		return chat.T("hostfield." + known)
	}
	return chat.Literal(shorten(name, 40))
}

// quietFields say nothing that the card does not say otherwise.
func quietFields() []string {
	return []string{"id", "uuid", "updated_at", "deleted_at", "currency", "currency_code"}
}

// rawText is a value on one line, without brackets; "" for none.
func rawText(raw json.RawMessage) string {
	var value any
	reader := json.NewDecoder(bytes.NewReader(raw))
	reader.UseNumber()
	if reader.Decode(&value) != nil {
		return ""
	}
	return plainly(value)
}

// plainly joins what is in lists and objects, and leaves out what is empty.
func plainly(value any) string {
	var parts []string
	switch is := value.(type) {
	case nil:
		return ""
	case []any:
		for _, one := range is {
			parts = append(parts, plainly(one))
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(is)) {
			if text := plainly(is[name]); text != "" {
				parts = append(parts, name+": "+text)
			}
		}
	case string:
		return plainText(is)
	default:
		return fmt.Sprint(is)
	}
	parts = slices.DeleteFunc(parts, func(part string) bool { return part == "" })
	return strings.Join(parts, ", ")
}

// plainText is a text; of one that is JSON itself, as panels keep lists in their
// databases, what is in it.
func plainText(text string) string {
	trimmed := strings.TrimSpace(text)
	if strings.HasPrefix(trimmed, "{") || strings.HasPrefix(trimmed, "[") {
		if json.Valid([]byte(trimmed)) {
			return rawText(json.RawMessage(trimmed))
		}
	}
	return text
}
