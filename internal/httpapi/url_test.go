package httpapi

import (
	"net/netip"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

func TestCheckURL(t *testing.T) {
	allow := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for raw, want := range map[string]string{
		" https://Panel.Example/api/ ": "https://panel.example/api",
		"https://panel.example:8443":   "https://panel.example:8443",
		"http://127.0.0.1:8080/api":    "http://127.0.0.1:8080/api",
		"http://[fd00::1]/api":         "http://[fd00::1]/api",
		"https://8.8.8.8":              "https://8.8.8.8",
	} {
		if got, err := CheckURL(raw, allow); got != want || err != nil {
			t.Errorf("%q: %q, %v", raw, got, err)
		}
	}
	for raw, want := range map[string]resale.Code{
		"":                              resale.Invalid,
		"panel.example":                 resale.Invalid,
		"http://panel.example":          resale.Invalid,
		"http://8.8.8.8":                resale.Invalid,
		"ftp://panel.example":           resale.Invalid,
		"file:///etc/passwd":            resale.Invalid,
		"https://":                      resale.Invalid,
		"https://user:pw@panel.example": resale.Invalid,
		"https://panel.example/?key=1":  resale.Invalid,
		"https://panel.example/#x":      resale.Invalid,
		"https://panel.example/%zz":     resale.Invalid,
		"https://10.0.0.1/api":          resale.PrivateAddress,
		"https://[::1]/":                resale.PrivateAddress,
		"https://[::ffff:127.0.0.1]/":   resale.PrivateAddress,
		"https://169.254.169.254/":      resale.PrivateAddress,
	} {
		if got, err := CheckURL(raw, allow); resale.CodeOf(err) != want {
			t.Errorf("%q: %q, %v, want %s", raw, got, err, want)
		}
	}
}

func TestLimitersAreSharedByKey(t *testing.T) {
	var all Limiters
	a := all.For("servex", secret.New("a"))
	if all.For("servex", secret.New("a")) != a {
		t.Error("the same key got another limiter")
	}
	if all.For("servex", secret.New("b")) == a || all.For("smm", secret.New("a")) == a {
		t.Error("another key got the same limiter")
	}
	if a.Limit() != 5 || a.Burst() != 10 {
		t.Errorf("%v per second, %d at once", a.Limit(), a.Burst())
	}
}

// However the calls of a key come, no minute sees more than its rate.
func TestAProvidersOwnRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var all Limiters
		own := Rate{PerMinute: 270, AtOnce: 20}
		l := all.At(own, "smm", secret.New("a"))
		if all.At(own, "smm", secret.New("a")) != l {
			t.Error("the same key got another limiter")
		}
		time.Sleep(time.Hour)
		for range 3 {
			begin := time.Now()
			calls := 0
			for l.Wait(t.Context()) == nil && time.Since(begin) < time.Minute {
				calls++
			}
			if calls < own.PerMinute-1 || calls > own.PerMinute+own.AtOnce {
				t.Errorf("%d calls in a minute", calls)
			}
		}
	})
}

// A restart in a busy minute does not give the minute twice.
func TestAfterAStartNothingGoesAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		own, calls := Rate{PerMinute: 270, AtOnce: 20}, 0
		begin := time.Now()
		for time.Since(begin) < time.Minute { // restarts every five seconds
			var all Limiters
			l := all.At(own, "smm", secret.New("a"))
			for up := time.Now(); time.Since(up) < 5*time.Second; calls++ {
				if err := l.Wait(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		}
		if calls > own.PerMinute+own.AtOnce || calls < own.PerMinute-20 {
			t.Errorf("%d calls in a minute of restarts", calls)
		}
	})
}

func TestLimitersForgetTheIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // the clock stands, so that busy stays busy
		var all Limiters
		all.For("servex", secret.New("first"))
		time.Sleep(time.Minute)
		busy := all.For("servex", secret.New("busy"))
		busy.Allow()
		for i := range 3 * manyKeys {
			all.For("servex", secret.New(strconv.Itoa(i)))
		}
		if len(all.byKey) > manyKeys {
			t.Errorf("%d are kept", len(all.byKey))
		}
		if all.For("servex", secret.New("busy")) != busy {
			t.Error("one in use was forgotten")
		}
	})
}
