package ops

import (
	"testing"
	"time"

	"resellerbot/internal/resale"
)

func TestSameClient(t *testing.T) {
	day := time.Unix(1_700_000_000, 0)
	ana := resale.Client{ID: 5, Created: day, UUID: "a0"}
	for _, test := range []struct {
		seen resale.Client
		want bool
	}{
		{resale.Client{ID: 5, Created: day}, true},
		{resale.Client{ID: 5, Created: day.Add(1), UUID: "A0"}, true},
		{resale.Client{ID: 5, Created: day.Add(1), UUID: "a1"}, false},
		{resale.Client{ID: 5}, false},
		{resale.Client{ID: 6, Created: day, UUID: "a0"}, false},
	} {
		if sameClient(ana, test.seen) != test.want {
			t.Errorf("%+v: want %v", test.seen, test.want)
		}
	}
	if sameClient(resale.Client{ID: 5}, resale.Client{ID: 5}) {
		t.Error("an id alone is enough")
	}
}

// TestAnIDOfV2RayHasNoCase: panels write it as they like.
func TestAnIDOfV2RayHasNoCase(t *testing.T) {
	id := "0A1B"
	if !has(resale.Client{UUID: "0a1b"}, resale.ClientEdit{UUID: &id}) || has(resale.Client{UUID: "0a1c"}, resale.ClientEdit{UUID: &id}) {
		t.Error("compared as it is written")
	}
}
