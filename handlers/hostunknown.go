package handlers

import (
	"bytes"
	"encoding/json"
	"slices"

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

// rawText is a value as it came, on one line; "" for none.
func rawText(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var line bytes.Buffer
	if json.Compact(&line, raw) != nil {
		return ""
	}
	if s := line.String(); !slices.Contains([]string{"null", "{}", "[]"}, s) {
		return s
	}
	return ""
}
