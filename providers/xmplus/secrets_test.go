package xmplus

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/synctest"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/secret"
)

// hides checks every way of writing something down.
func hides(t *testing.T, name string, value any, hidden ...string) {
	t.Helper()
	text := fmt.Sprintf("%v %+v %#v %s", value, value, value, value)
	for _, s := range hidden {
		if strings.Contains(text, s) {
			t.Errorf("%s shows %q: %s", name, s, text)
		}
	}
}

// A panel that repeats what it was sent, in any failure, is not repeated.
func TestNoErrorShowsASecret(t *testing.T) { synctest.Test(t, noErrorShowsASecret) }

func noErrorShowsASecret(t *testing.T) {
	all := reads()
	maps.Copy(all, writes())
	token := tokenIn(t, recorded(t, "token.json"))
	withLogin := map[string]bool{"XM02": true, "XM04": true, "XM09": true, "XM10": true, "XM11": true, "XM12": true, "XM14": true, "XM15": true, "XM16": true}
	for _, form := range []string{
		`{"status":"error","code":208,"message":"no: SECRET"}`, `{"status":"error","code":208,"message":{"passwd":["SECRET is wrong"]}}`,
		`{"message":"SECRET"}`, `{"error":"Invalid token SECRET"}`, `{"errors":{"passwd":["SECRET"]}}`, `{"code":100,"message":"SECRET"}`,
		`{"code":500,"message":"SECRET"}`, `{"code":100,"data":"SECRET`, `SECRET`, `<html>SECRET</html>`, `<b>Warning</b> SECRET {"code":208,"message":"SECRET"}`,
	} {
		for name, ask := range all {
			hidden := []string{testKey, testDigest, token}
			if withLogin[name] {
				hidden = append(hidden, testPassword, "Qct8-&lt;Fm&gt;&amp;v!")
			}
			for _, status := range []int{200, 400, 401, 404, 500} {
				for _, said := range hidden {
					if said == testDigest {
						continue // it goes with the token's call only, see below
					}
					c, _ := direct(t, answers(status, strings.ReplaceAll(form, "SECRET", said)))
					_, err := ask(t.Context(), c)
					hides(t, fmt.Sprint(name, " ", status, " ", form), err, hidden...)
					hides(t, fmt.Sprint(name, " ", status, " ", form), outcome(err), hidden...)
				}
			}
		}
		for _, said := range []string{testKey, testDigest} {
			c, p := direct(t, recorded(t, "packages.json"))
			p.tokens = []reply{answers(200, strings.ReplaceAll(form, "SECRET", said))}
			_, err := c.Plans(t.Context())
			hides(t, "no token: "+form, err, testKey, testDigest)
			hides(t, "no token: "+form, outcome(err), testKey, testDigest)
		}
	}
}

// What stands before the "#" of a token opens a panel that reads no further.
func TestNoErrorShowsATokenInPart(t *testing.T) {
	token := tokenIn(t, secondToken())
	head, _, _ := strings.Cut(token, "#")
	c, p := direct(t, answers(200, `{"status":"error","code":208,"message":"Nope: `+head+`"}`))
	p.tokens = []reply{secondToken()}
	_, err := c.Plans(t.Context())
	hides(t, "half a token", outcome(err), head)
}

// What the key's owner may print holds neither the key nor a token.
func TestAClientShowsNothing(t *testing.T) {
	tokens := new(Tokens)
	p := &panel{t: t, tokens: []reply{recorded(t, "token.json")}, replies: []reply{recorded(t, "packages.json")}}
	c := serve(t, p, func(config *Config) { config.Tokens = tokens })
	if _, err := c.Plans(t.Context()); err != nil {
		t.Fatal(err)
	}
	hides(t, "the client", c, testKey, testDigest, tokenIn(t, recorded(t, "token.json")))
	hides(t, "the client", *c, testKey, testDigest)
	hides(t, "the tokens", tokens, tokenIn(t, recorded(t, "token.json")))
	hides(t, "the configuration", Config{Key: secret.New(testKey), Tokens: tokens}, testKey, tokenIn(t, recorded(t, "token.json")))
	hides(t, "the login", ana(), testPassword)
}

func TestEveryCallIsObserved(t *testing.T) {
	all := reads()
	maps.Copy(all, writes())
	for name, ask := range all {
		var seen []httpapi.Observation
		p := &panel{t: t, tokens: []reply{recorded(t, "token.json")}, replies: []reply{recorded(t, "refused.json")}}
		c := serve(t, p, func(config *Config) {
			config.Observe = func(o httpapi.Observation) { seen = append(seen, o) }
		})
		_, err := ask(context.WithoutCancel(t.Context()), c)
		if err == nil || len(seen) != 2 || seen[0].Operation != "XM01" || seen[0].Outcome != "" || seen[1].Provider != "xmplus" ||
			seen[1].Operation != name || seen[1].Outcome == "" {
			t.Errorf("%s: %v, %+v", name, err, seen)
		}
	}
}
