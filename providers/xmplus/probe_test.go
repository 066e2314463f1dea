package xmplus

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"resellerbot/internal/resale"
)

// whichPanel answers some paths, and the others with a page.
func whichPanel(t *testing.T, else404 reply, paths map[string]reply) (c *Client, asked func() string) {
	t.Helper()
	var mu sync.Mutex
	var seen []string
	c = serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		mu.Lock()
		defer mu.Unlock()
		seen = append(seen, r.URL.Path)
		if text := string(body) + r.Header.Get("Authorization"); strings.Contains(text, testKey) || strings.Contains(text, testDigest) {
			t.Errorf("%s was sent the key: %s", r.URL.Path, text)
		}
		if digest := r.Header.Get("xmplus-authorization"); digest != "" && r.URL.Path != "/api/client/token" {
			t.Errorf("%s was sent the key", r.URL.Path)
		}
		answer, known := paths[r.URL.Path]
		if !known {
			answer = else404
		}
		answer.to(w)
	}))
	return c, func() string {
		mu.Lock()
		defer mu.Unlock()
		return strings.Join(seen, " ")
	}
}

func TestProbe(t *testing.T) {
	token := recorded(t, "token.json")
	notFound, index := recordedAs(t, 404, "not_found.html"), answers(200, "<!DOCTYPE html><html><div id=app></div></html>")
	laravel := answers(404, `{"message":"The route could not be found."}`)
	const own, reseller, config, old = "/api/client/token", "/api/reseller/token", "/api/config", "/api/v2/client/token"
	wrongPassword := answers(200, `{"status":"error","code":208,"message":"The password is invalid"}`)
	newConfig := answers(200, `{"app_timezone":"Asia/Tehran","app_locale":"fa","default_currency_code":"USD"}`)
	for name, test := range map[string]struct {
		else404 reply
		paths   map[string]reply
		want    Found
		err     string
	}{
		"ours":                     {notFound, map[string]reply{own: token}, Found{Generation: GenClient}, ""},
		"ours, and for resellers":  {notFound, map[string]reply{own: token, reseller: wrongPassword}, Found{GenClient, true}, ""},
		"ours, behind a front end": {index, map[string]reply{own: token}, Found{Generation: GenClient}, ""},
		"ours, resellers refused":  {notFound, map[string]reply{own: token, reseller: answers(401, `{"message":"Unauthorized"}`)}, Found{GenClient, true}, ""},
		"new":                      {laravel, map[string]reply{config: newConfig}, Found{Generation: GenNew}, ""},
		"new, behind a front end":  {index, map[string]reply{config: newConfig}, Found{Generation: GenNew}, ""},
		"new, wrapped":             {laravel, map[string]reply{config: answers(200, `{"data":{"app_locale":"en"}}`)}, Found{Generation: GenNew}, ""},
		"old":                      {notFound, map[string]reply{old: answers(200, `{"ret":0,"msg":"x"}`)}, Found{Generation: GenOld}, ""},
		"for resellers alone":      {notFound, map[string]reply{reseller: wrongPassword}, Found{GenReseller, true}, ""},
		"none of them":             {notFound, nil, Found{Generation: GenUnknown}, ""},
		"none, in JSON":            {laravel, nil, Found{Generation: GenUnknown}, ""},
		"none, a site":             {index, nil, Found{Generation: GenUnknown}, ""},
		"none, GET only":           {answers(405, `{"message":"The POST method is not supported."}`), nil, Found{Generation: GenUnknown}, ""},
		"none, 404 under 200":      {answers(200, `{"status":"error","code":404,"message":"Not found"}`), nil, Found{Generation: GenUnknown}, ""},
		"a wrong key":              {notFound, map[string]reply{own: answers(401, `{"message":"Unauthorized"}`)}, Found{Generation: GenUnknown}, "unauthorized: Unauthorized"},
		"a wrong key, 208":         {notFound, map[string]reply{own: answers(200, `{"status":"error","code":208,"message":"Invalid key"}`)}, Found{Generation: GenUnknown}, "unauthorized: Invalid key"},
		"a no that nobody knows":   {notFound, map[string]reply{own: answers(200, `{"code":208,"message":"Closed"}`)}, Found{Generation: GenUnknown}, "refused: Closed"},
		"a wall":                   {recordedAs(t, 403, "not_found.html"), nil, Found{Generation: GenUnknown}, "blocked"},
		"nonsense":                 {answers(200, `{}`), nil, Found{Generation: GenUnknown}, "bad_answer"},
	} {
		c, asked := whichPanel(t, test.else404, test.paths)
		got, err := c.Probe(t.Context())
		if got != test.want || outcome(err) != test.err {
			t.Errorf("%s: %+v, %q; want %+v, %q; asked %s", name, got, outcome(err), test.want, test.err, asked())
		}
		if resale.CodeOf(err) == resale.Unauthorized && asked() != own {
			t.Errorf("%s: asked %s", name, asked())
		}
	}
}

func TestAPanelThatIsDownHasNoGeneration(t *testing.T) {
	c, _ := whichPanel(t, recordedAs(t, 502, "not_found.html"), nil)
	if got, err := c.Probe(t.Context()); got.Generation != GenUnknown || outcome(err) != "unavailable" {
		t.Errorf("%+v, %v", got, err)
	}
}

// A kept token says nothing of the key as it is now.
func TestAProbeAsksForANewToken(t *testing.T) {
	c, p := start(t, recorded(t, "packages.json"))
	p.t = &testing.T{} // the probe asks outside of the API too
	for range 2 {
		if got, err := c.Probe(t.Context()); err != nil || got.Generation != GenClient {
			t.Errorf("%+v, %v", got, err)
		}
	}
	if _, err := c.Plans(t.Context()); err != nil || p.fetched != 2 {
		t.Errorf("%v, %d fetched", err, p.fetched)
	}
}
