package resale_test

import (
	"testing"

	"resellerbot/internal/resale"
)

// A key is known by what the panel shows of it, and by nothing else.
func TestLikeKey(t *testing.T) {
	t.Parallel()
	const own = "whk_4057c1d2e3f4a5b6"
	for raw, want := range map[string]resale.KeyLikeness{
		`{"id":1,"prefix":"whk_4057"}`:                         resale.KeySame,
		`{"id":1,"key_prefix":"WHK_4057C1"}`:                   resale.KeySame,
		`{"id":1,"prefix":"4057"}`:                             resale.KeySame,
		`{"id":1,"last4":"a5b6"}`:                              resale.KeySame,
		`{"id":1,"hint":"whk_…a5b6"}`:                          resale.KeySame,
		`{"id":1,"masked":"whk_40•••• •••a5b6"}`:               resale.KeySame,
		`{"id":1,"prefix":"whk_","last_four":"...a5b6"}`:       resale.KeySame,
		`{"id":1,"prefix":"whk_4058"}`:                         resale.KeyAnother,
		`{"id":1,"last_four":"0000"}`:                          resale.KeyAnother,
		`{"id":1,"hint":"whk_4057…0000"}`:                      resale.KeyAnother,
		`{"id":1,"prefix":"whk_"}`:                             resale.KeyUnclear,
		`{"id":1,"prefix":"whk_****"}`:                         resale.KeyUnclear,
		`{"id":1,"prefix":"ak_1234"}`:                          resale.KeyUnclear,
		`{"id":1,"prefix":"wh"}`:                               resale.KeyUnclear,
		`{"id":1,"prefix":"","hint":null}`:                     resale.KeyUnclear,
		`{"id":1,"hint":"the key of the shop"}`:                resale.KeyUnclear,
		`{"id":1,"name":"whk_4057"}`:                           resale.KeyUnclear,
		`{"id":1,"name":"Bot","last_used_at":"2026-06-01"}`:    resale.KeyUnclear,
		`{"id":1,"name":"Bot","permissions":["clients.read"]}`: resale.KeyUnclear,
	} {
		r, ok := resale.ReadRecord(resale.HostKeys, []byte(raw))
		if !ok {
			t.Fatalf("%s is not read", raw)
		}
		if got := r.LikeKey(own); got != want {
			t.Errorf("%s: %d, want %d", raw, got, want)
		}
		if got := r.LikeKey(""); got != resale.KeyUnclear {
			t.Errorf("%s is like no key: %d", raw, got)
		}
	}
}
