package ops

import (
	"testing"

	"resellerbot/internal/resale"
)

// The login of a hosting account is nobody's name.
func TestOwnersOfHostRows(t *testing.T) {
	for raw, want := range map[string]string{
		`{"id":1,"client":{"id":7,"name":"Ana Lima"}}`:                   "Ana Lima",
		`{"id":1,"client_id":7,"client_name":"Ana Lima"}`:                "Ana Lima",
		`{"id":1,"client_id":7,"username":"u00001","user_name":"u0002"}`: "#7",
		`{"id":1,"username":"u00001"}`:                                   "",
		`{"id":1,"client_id":7,"user":{"id":2,"name":"Who made it"}}`:    "#7",
		`{"id":1,"user":{"id":7,"name":"Ana Lima"}}`:                     "Ana Lima",
	} {
		r, ok := resale.ReadRecord(resale.HostServices, []byte(raw))
		if got := hostOwner(r); !ok || got != want {
			t.Errorf("%s: %q", raw, got)
		}
	}
}
