package handlers

import (
	"testing"
	"time"
)

func TestParseDay(t *testing.T) {
	today := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"31/12/2026": "2026-12-31", "2026-12-31": "2026-12-31", " 1.2.2027 ": "2027-02-01", "05-07-2026": "2026-07-05", "2026/7/5": "2026-07-05",
		"٣١/١٢/٢٠٢٦": "2026-12-31", "2": "2026-06-03", "30 dias": "2026-07-01", "02/06/2026": "2026-06-02",
		"01/06/2026": "", "31/05/2026": "", "31/02/2027": "", "12/31/2026": "", "31/12/26": "", "31/12/2126": "", "0": "", "": "", "soon": "", "31/12": "",
	} {
		got, ok := parseDay(text, today)
		if ok != (want != "") || ok && got.Format(time.DateOnly) != want {
			t.Errorf("%q is %v, %v", text, got, ok)
		}
	}
}

// TestMidnight: the day is the chat's, however early or late it is in UTC.
func TestMidnight(t *testing.T) {
	zone := time.FixedZone("", -3*3600)
	if got := midnight(time.Date(2026, 6, 2, 1, 0, 0, 0, time.UTC), zone); got != time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC) {
		t.Errorf("midnight is %v", got)
	}
}
