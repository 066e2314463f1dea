package ops

import (
	"slices"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// A list that was asked for before a chat suspended a service itself says
// nothing about it, and what the chat did is no news afterwards.
func TestAListFromBeforeOnesOwnDoing(t *testing.T) {
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	s := &hostLook{
		watch: storage.HostWatch{On: true, Kinds: []string{serviceSuspended}, Sweep: storage.HostSweep{Based: true}},
		sight: storage.HostSight{Kind: resale.HostServices, Names: []string{"id 2"}, Known: []string{serviceCreated, serviceProvisioned}},
	}
	row := func(state resale.RecordState) hostFacts {
		return hostFacts{kind: resale.HostServices, id: "2", names: []string{"id 2"}, state: state}
	}
	s.own(serviceSuspended, now)
	s.see(row(resale.RecordActive), now.Add(-time.Second))
	s.see(row(resale.RecordSuspended), now.Add(10*time.Minute))
	if len(s.news) != 0 {
		t.Errorf("told %+v", s.news)
	}
	s.see(row(resale.RecordActive), now.Add(20*time.Minute))
	s.see(row(resale.RecordSuspended), now.Add(30*time.Minute))
	if len(s.news) != 1 {
		t.Errorf("by another: told %+v", s.news)
	}
	s.own("", now.Add(40*time.Minute)) // it works again
	s.see(row(resale.RecordSuspended), now.Add(39*time.Minute))
	s.see(row(resale.RecordActive), now.Add(50*time.Minute))
	if len(s.news) != 1 {
		t.Errorf("again: told %+v", s.news)
	}
}

// What stands in the place of a number that is not given yet names nothing: all
// drafts would be one.
func TestNamesOfHostThings(t *testing.T) {
	for raw, want := range map[string][]string{
		`{"id":1,"number":"INV-7"}`:         {"id 1", "no INV-7"},
		`{"id":1,"invoice_number":"Draft"}`: {"id 1"},
		`{"id":1,"invoice_number":"0"}`:     {"id 1"},
		`{"id":1,"number":"INV-0000"}`:      {"id 1"},
		`{"number":"Draft"}`:                {"id 1"},
	} {
		r, ok := resale.ReadRecord(resale.HostInvoices, []byte(raw))
		if got := hostNames(r, "1"); !ok || !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
}
