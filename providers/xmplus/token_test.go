package xmplus

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// jwt is a token as panels make them.
func jwt(claims, suffix string) string {
	return "eyJ0eXAiOiJKV1QifQ." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".c2ln" + suffix
}

func tokenReply(token string) reply {
	return answers(200, `{"status":"success","code":100,"data":{"token":"`+token+`"}}`)
}

func TestXM01Token(t *testing.T) {
	c, p := start(t, recorded(t, "packages.json"))
	for range 3 {
		if _, err := c.Plans(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	p.wasAsked(`packages {}`, `packages {}`, `packages {}`)
}

// It goes back word for word, with the sign that its end is cut at.
func TestATokenGoesBackAsItCame(t *testing.T) {
	want := tokenIn(t, recorded(t, "token.json"))
	if !strings.Contains(want, "#") {
		t.Fatal(want)
	}
	c := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/token") {
			recorded(t, "token.json").to(w)
			return
		}
		if got := r.Header.Get("Authorization"); got != "Bearer "+want || r.Header.Get("xmplus-authorization") != "" {
			t.Errorf("sent %q", got)
		}
		recorded(t, "packages.json").to(w)
	}))
	if _, err := c.Plans(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestHowLongATokenIsKept(t *testing.T) {
	now := testNow()
	made := func(iat, exp time.Duration, suffix string) string {
		return jwt(fmt.Sprintf(`{"iat":%d,"exp":%d}`, now.Add(iat).Unix(), now.Add(exp).Unix()), suffix)
	}
	for name, test := range map[string]struct {
		token string
		want  time.Duration
	}{
		"as documented":      {tokenIn(t, recorded(t, "token.json")), 84600*time.Second - 2*time.Minute},
		"without a suffix":   {made(0, time.Hour, ""), 58 * time.Minute},
		"with dots behind #": {made(0, time.Hour, "#a.b.c"), 58 * time.Minute},
		"a week":             {made(0, 7*24*time.Hour, ""), 24*time.Hour - 2*time.Minute},
		"for ever":           {jwt(`{"exp":1e300}`, ""), 24*time.Hour - 2*time.Minute},
		"the clock is ahead": {made(3*time.Hour, 4*time.Hour, ""), 58 * time.Minute},
		"the clock is late":  {made(-time.Hour, time.Minute, ""), 30 * time.Second},
		"over":               {made(-2*time.Hour, -time.Hour, ""), 10 * time.Second},
		"short":              {made(0, 3*time.Minute, ""), 90 * time.Second},
		"padded":             {strings.Replace(jwt(`{"exp":1795171600 }`, ""), ".c2ln", "=.c2ln", 1), 58 * time.Minute},
		"no end":             {jwt(`{"iat":1}`, ""), time.Hour},
		"an end in words":    {jwt(`{"exp":"tomorrow"}`, ""), time.Hour},
		"no JSON":            {jwt(`{`, ""), time.Hour},
		"no base64":          {"a.*.c", time.Hour},
		"no JWT":             {"132|InventedSanctumToken", time.Hour},
		"cut at once":        {"#a.b.c", time.Hour},
	} {
		if got := keepFor(test.token, now); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

func TestATokenIsKeptUntilShortlyBeforeItsEnd(t *testing.T) {
	p := &panel{t: t, tokens: []reply{recorded(t, "token.json")}, replies: []reply{recorded(t, "packages.json")}}
	now := testNow()
	c := serve(t, p, func(config *Config) { config.Now = func() time.Time { return now } })
	for _, step := range []struct {
		after time.Duration
		want  int
	}{{0, 1}, {84600*time.Second - 121*time.Second, 1}, {84600*time.Second - 119*time.Second, 2}} {
		now = testNow().Add(step.after)
		if _, err := c.Plans(t.Context()); err != nil || p.fetched != step.want {
			t.Errorf("after %v: %d fetched, %v", step.after, p.fetched, err)
		}
	}
}
