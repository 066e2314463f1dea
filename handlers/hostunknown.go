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

// unknownFields are what a record has beside the fields that were shown, by
// the panel's own names and as they came.
func unknownFields(t *dialog.Turn, r resale.Record, shown []string) []chat.Text {
	var lines []chat.Text
	more := 0
	for _, is := range r.Fields {
		value := openly(t, rawText(is.Value))
		switch {
		case slices.Contains(shown, is.Name) || value == "":
		case len(lines) == mostUnknown:
			more++
		default:
			lines = append(lines, chat.T("hostcard.unknown", chat.Args{"Name": shorten(is.Name, 40), "Value": shorten(value, mostOfValue)}))
		}
	}
	if more > 0 {
		lines = append(lines, chat.T("hostcard.more", chat.Args{"Count": more}))
	}
	return lines
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
	default:
		return fmt.Sprint(is)
	}
	parts = slices.DeleteFunc(parts, func(part string) bool { return part == "" })
	return strings.Join(parts, ", ")
}
