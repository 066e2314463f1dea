package ops

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

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

// What is remembered of panels stays small, whatever they send.
func TestNothingHugeIsRemembered(t *testing.T) {
	seen := hostSeen{kept: map[string]hostSight{}}
	small := resale.Record{ID: "7", Fields: []resale.RecordField{{Name: "id", Value: json.RawMessage(`7`)}}}
	huge := resale.Record{ID: "7", Fields: []resale.RecordField{{Name: "note", Value: json.RawMessage(`"` + strings.Repeat("x", recordMost) + `"`)}}}
	for _, step := range []struct {
		record resale.Record
		kept   bool
	}{{small, true}, {huge, false}, {small, true}} {
		seen.put("a", step.record, time.Now())
		if _, kept := seen.get("a"); kept != step.kept {
			t.Errorf("%d fields are kept: %v", len(step.record.Fields), kept)
		}
	}
}
