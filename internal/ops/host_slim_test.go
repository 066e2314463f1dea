package ops

import (
	"encoding/json"
	"strings"
	"testing"

	"resellerbot/internal/resale"
)

// What is too long for the journal hides nothing that comes after it.
func TestSlimRecords(t *testing.T) {
	long := json.RawMessage(`"` + strings.Repeat("x", recordMost) + `"`)
	all := resale.Record{Kind: resale.HostInvoices, ID: "7", Fields: []resale.RecordField{
		{Name: "id", Value: json.RawMessage(`7`)}, {Name: "note", Value: long}, {Name: "status", Value: json.RawMessage(`"paid"`)},
	}}
	if r := slim(all); len(r.Fields) != 2 || r.State() != resale.RecordPaid || r.ID != "7" || len(all.Fields) != 3 {
		t.Errorf("%+v", r.Fields)
	}
}
