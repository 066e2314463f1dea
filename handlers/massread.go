package handlers

import (
	"strings"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// massRow is a line of a mass order as it was written.
type massRow struct {
	Line    int    `json:"n"` // from 1, as people count
	Service string `json:"s"`
	Link    string `json:"l,omitempty"`
	More    string `json:"m,omitempty"` // mostly the quantity
	Broken  bool   `json:"b,omitempty"` // it has too few or too many parts
}

// readMass reads lines of "service | link | quantity", parted by bars, or by
// the tabs of a table that was copied. Blank lines and those that begin with #
// are passed over, but counted.
func readMass(text string) (rows []massRow) {
	line := 0
	for written := range strings.Lines(text) {
		line++
		written = strings.Trim(written, " \t\r\n\ufeff\u00a0")
		if written == "" || strings.HasPrefix(written, "#") {
			continue
		}
		rows = append(rows, readMassRow(line, written))
	}
	return rows
}

func readMassRow(line int, written string) massRow {
	parting := "\t"
	if strings.Contains(written, "|") {
		parting, written = "|", strings.Trim(written, "| \t")
	}
	parts := strings.Split(written, parting)
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	row := massRow{Line: line, Service: parts[0], Broken: len(parts) < 2 || len(parts) > 3}
	if len(parts) > 1 {
		row.Link = parts[1]
	}
	if len(parts) > 2 {
		row.More = parts[2]
	}
	return row
}

// massLine is a line that is right, as it would be ordered.
type massLine struct {
	Line  int               `json:"n"`
	Order storage.OrderLine `json:"o"`
}

// row is the line as it was written.
func (l massLine) row() massRow {
	row := massRow{Line: l.Line, Service: l.Order.Service}
	for field, value := range l.Order.Values {
		if field == resale.FieldLink {
			row.Link = value
		} else {
			row.More = value
		}
	}
	return row
}
