package handlers

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

func TestPlaces(t *testing.T) {
	servers := []resale.VPNServer{
		{ID: 1, Name: "a.supplier.example", CountryCode: "NL", City: "Amsterdam"},
		{ID: 2, Name: "b.supplier.example", CountryCode: "nl", City: "Amsterdam"},
		{ID: 3, Name: "c.supplier.example", CountryCode: "NL", City: "c.supplier.example"},
		{ID: 4, Name: "d.supplier.example", CountryCode: "NL"},
	}
	vless := []resale.VPNServer{
		{ID: 1, Name: "v.supplier.example", CountryCode: "TH", City: "Bangkok"},
		{ID: 2, Name: "w.supplier.example", CountryCode: "NL", City: "Amsterdam"},
	}
	want := []vpnPlace{
		{Country: "NL", City: "Amsterdam", Nth: 1, Server: 1, VLESS: 2},
		{Country: "NL", City: "Amsterdam", Nth: 2, Server: 2},
		{Country: "NL", Nth: 1, Server: 3}, // its city would name the supplier
		{Country: "NL", Nth: 2, Server: 4},
		{Country: "TH", City: "Bangkok", Nth: 1, VLESS: 1},
	}
	places := placesOf(servers, vless)
	if diff := cmp.Diff(want, places); diff != "" {
		t.Error(diff)
	}
	var labels []string
	for _, p := range inCountry(places, "NL") {
		labels = append(labels, p.label())
	}
	if diff := cmp.Diff([]string{"1", "2", "Amsterdam", "Amsterdam 2"}, labels); diff != "" {
		t.Error(diff)
	}
}

func TestCountryNames(t *testing.T) {
	for code, want := range map[string][2]string{
		"NL": {"🇳🇱 Netherlands", "🇳🇱 Holanda"}, "BR": {"🇧🇷 Brazil", "🇧🇷 Brasil"}, "": {"—", "—"}, "EUROPE": {"EUROPE", "EUROPE"}, "Q?": {"Q?", "Q?"},
	} {
		if got := [2]string{countryName(code, "en"), countryName(code, "pt-BR")}; got != want {
			t.Errorf("%q is %q, want %q", code, got, want)
		}
	}
	places := []vpnPlace{{Country: "ZA"}, {Country: "DE"}, {Country: "BR"}, {Country: "ZA"}}
	for lang, want := range map[string][]string{"en": {"BR", "DE", "ZA"}, "pt-BR": {"ZA", "DE", "BR"}} {
		if diff := cmp.Diff(want, countriesOf(places, lang)); diff != "" {
			t.Errorf("%s: %s", lang, diff)
		}
	}
}

// TestUntil: an end that is typed is on that day, and none comes too early.
func TestUntil(t *testing.T) {
	now := time.Date(2026, 6, 1, 22, 30, 0, 0, time.UTC)
	for zone, ends := range map[string]map[string]string{
		"UTC":               {"1": "2026-06-03", "30 days": "2026-07-02", "31/12/2026": "2026-12-31", "2026-06-02": "2026-06-02", "1/6/2026": ""},
		"America/Sao_Paulo": {"30": "2026-07-02", "31/12/2026": "2027-01-01"}, // at 21:00 of the 31st there
		"Asia/Tokyo":        {"31/12/2026": "2026-12-31", "2/6/2026": "", "3/6/2026": "2026-06-03", "never": "", "": "", "0": ""},
	} {
		location, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		turn := &dialog.Turn{Now: now, Zone: location}
		for text, want := range ends {
			got, ok := untilOf(dialog.Answer{Text: text}, now, turn)
			if ok != (want != "") || ok && (got.Format(time.DateOnly) != want || !got.After(now)) {
				t.Errorf("%s: %q is %v, %v, want %s", zone, text, got, ok, want)
			}
		}
	}
	if got, ok := untilOf(dialog.Answer{Value: renewsItself}, now, &dialog.Turn{Now: now, Zone: time.UTC}); !ok || !got.IsZero() {
		t.Errorf("no end is %v, %v", got, ok)
	}
	if _, ok := untilOf(dialog.Answer{Text: renewsItself}, now, &dialog.Turn{Now: now, Zone: time.UTC}); ok {
		t.Error("no end can be typed")
	}
}
