package resale

import "testing"

func TestKnownCountries(t *testing.T) {
	for text, want := range map[string]bool{
		"US": true, "us": true, "USA": true, "UK": true, "BR": true, "Brazil": true, "Brasil": true, "united states": true, "Estados Unidos": true,
		"Turkey": true, "turquia": true, "Côte d’Ivoire": true, "WW": true, "Worldwide": true, "mundo": true,
		"Atlantis": false, "QX": false, "QXX": false, "ZZ": false, "Mixed": false, "": false,
	} {
		if got := KnownCountry(text); got != want {
			t.Errorf("KnownCountry(%q) = %v", text, got)
		}
	}
}
