package xmplus

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// A no that nobody understands may be about the token: a minute after it was
// made, and once a minute, another one is fetched. A write is not made again.
func TestANoWithoutWordsMayBeAboutTheToken(t *testing.T) {
	synctest.Test(t, noWithoutWords)
}

func noWithoutWords(t *testing.T) {
	no := answers(200, `{"status":"error","code":208}`)
	now := testNow()
	p := &panel{t: t, tokens: []reply{recorded(t, "token.json"), secondToken(), secondToken(), recorded(t, "token.json")}}
	c := clientOf(t, "http://panel.example", func(config *Config) {
		config.HTTP, config.Now = &http.Client{Transport: p}, func() time.Time { return now }
	})
	p.replies = []reply{no, no, recorded(t, "packages.json"), no, no, no, no}
	for n, step := range []struct {
		read           bool
		wait           time.Duration
		want           string
		asked, fetched int
	}{
		{true, 0, "refused: error 208", 1, 1},
		{true, time.Minute, "", 3, 2},
		{true, time.Second, "refused: error 208", 4, 2},
		{false, time.Minute, "refused: error 208", 5, 2},
		{true, 0, "refused: error 208", 6, 3},
	} {
		now = now.Add(step.wait)
		ask := writes()["XM11"]
		if step.read {
			ask = reads()["XM06"]
		}
		if _, err := ask(t.Context(), c); outcome(err) != step.want || len(p.asked) != step.asked || p.fetched != step.fetched {
			t.Errorf("%d: %q, %d tokens, asked %v", n, outcome(err), p.fetched, p.asked)
		}
	}
}
