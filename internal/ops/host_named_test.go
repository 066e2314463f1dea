package ops_test

import (
	"fmt"
	"slices"
	"testing"

	"resellerbot/internal/sandbox"
)

// TestCustomersAreFoundByName by the panel's search, by those who show the name
// where a panel searches for nothing, and a few at most; a second look asks
// nobody.
func TestCustomersAreFoundByName(t *testing.T) {
	for _, quirks := range []sandbox.WHQuirks{{}, {IgnoreFilters: true}, {UUIDOnly: true, NoGet: true}} {
		w := newHosting(t, quirks)
		bia := w.panel.Add(sandbox.WHClients, sandbox.WHRow{"first_name": "Bia", "last_name": "Reis", "email": "bia@mail.example", "company_name": "Flor"})
		row, _ := w.panel.Row(sandbox.WHClients, bia)
		for _, word := range []string{"bia", "BIA REIS", "bia@mail", "flor"} {
			for range 2 {
				ids, more, err := w.HostNamed(t.Context(), ourChat, word)
				if w.must(err); len(ids) != 1 || more || ids[0] != fmt.Sprint(bia) && ids[0] != row.Text("uuid") {
					t.Errorf("%+v, %q: %v, %v", quirks, word, ids, more)
				}
			}
		}
		if calls := w.panel.Count("GET clients").Asked; calls != 4 {
			t.Errorf("%+v: %d calls for four names", quirks, calls)
		}
		for _, word := range []string{"nobody", "b", " ", ""} {
			if ids, more, err := w.HostNamed(t.Context(), ourChat, word); len(ids) > 0 || more || err != nil {
				t.Errorf("%+v, %q: %v, %v, %v", quirks, word, ids, more, err)
			}
		}
		for n := range 5 {
			w.panel.Add(sandbox.WHClients, sandbox.WHRow{"first_name": "Ivo", "last_name": "Gomes", "email": fmt.Sprintf("ivo%d@mail.example", n)})
		}
		ids, more, err := w.HostNamed(t.Context(), ourChat, "ivo")
		slices.Sort(ids)
		if w.must(err); len(slices.Compact(ids)) != 4 || !more {
			t.Errorf("%+v: %v, %v", quirks, ids, more)
		}
	}
	w := newHosting(t, sandbox.WHQuirks{})
	w.panel.AddKey("no-people-key", "invoices.read")
	w.connect("no-people-key")
	if ids, _, err := w.HostNamed(t.Context(), ourChat, "ana"); len(ids) > 0 || err != nil {
		t.Errorf("with a key that may not see customers: %v, %v", ids, err)
	}
}
