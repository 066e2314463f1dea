package handlers

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // as the program has it
)

// Every line of the file begins with a zone that there is, and no place is in
// two of them.
func TestZones(t *testing.T) {
	t.Parallel()
	file, err := zoneFile.ReadFile("zones.txt")
	if err != nil {
		t.Fatal(err)
	}
	zoneOf := map[string]string{}
	for line := range strings.Lines(string(file)) {
		names := strings.Fields(line)
		if _, err := time.LoadLocation(names[0]); err != nil {
			t.Error(err)
		}
		city := names[0][strings.LastIndexByte(names[0], '/')+1:]
		for _, name := range append([]string{city}, names...) {
			if other, taken := zoneOf[folded(name)]; taken && other != names[0] {
				t.Errorf("%s is in %s and in %s", name, other, names[0])
			}
			zoneOf[folded(name)] = names[0]
		}
	}
}

func TestFindZone(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Sao Paulo": "America/Sao_Paulo", " são  paulo ": "America/Sao_Paulo", "SÃO_PAULO": "America/Sao_Paulo", "america/sao_paulo": "America/Sao_Paulo",
		"new york": "America/New_York", "Nova York": "America/New_York", "lisboa": "Europe/Lisbon", "Brasília": "America/Sao_Paulo",
		"Cidade do Mexico": "America/Mexico_City", "teera": "Asia/Tehran", "utc": "UTC", "Atlantis": "Atlantis",
	} {
		if got, err := findZone(text); got != want || err != nil {
			t.Errorf("%q is in %s, not %s; %v", text, got, want, err)
		}
	}
}
