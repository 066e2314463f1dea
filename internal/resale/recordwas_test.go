package resale

import (
	"encoding/json"
	"testing"

	"github.com/govalues/decimal"
)

func TestStillAsItWasSeen(t *testing.T) {
	number := decimal.MustParse("31")
	money := WishField{Name: "price", Also: []string{"amount"}, Number: &number}
	day := WishField{Name: "due_date", Also: []string{"due_at"}, Text: "2026-07-01"}
	words := WishField{Name: "permissions", Also: []string{"scopes"}, List: []string{}}
	text := WishField{Name: "notes", Text: "new"}
	cycle := WishField{Name: "billing_cycle", Text: "annually"}
	for name, c := range map[string]struct {
		f       WishField
		was, is string
		want    bool
	}{
		"nobody was shown it":          {text, ``, `{"notes":"by another"}`, true},
		"money":                        {money, `29.99`, `{"price":45}`, false},
		"money, other zeros":           {money, `29.9`, `{"price":"29.90"}`, true},
		"money, in an object":          {money, `"29.99"`, `{"amount":{"amount":"29.99","currency":"USD"}}`, true},
		"money, with its sign":         {money, `29.99`, `{"price":"$29.99"}`, true},
		"money, set":                   {money, `""`, `{"price":45}`, false},
		"money, taken away":            {money, `29.99`, `{"price":null}`, false},
		"money that cannot be read":    {money, `29.99`, `{"price":"on request"}`, true},
		"none, written otherwise":      {money, `""`, `{"price":null,"amount":""}`, true},
		"a day":                        {day, `"2026-06-04"`, `{"due_date":"2026-06-05"}`, false},
		"a day with its hour":          {day, `"2026-06-04"`, `{"due_at":"2026-06-04T00:00:00Z"}`, true},
		"a day that cannot be read":    {day, `"04/06/2026"`, `{"due_date":"2026-06-04"}`, true},
		"a day that was set":           {day, `""`, `{"due_date":"2026-06-04"}`, false},
		"words":                        {words, `["a","b"]`, `{"permissions":["a"]}`, false},
		"words in another order":       {words, `["a","b"]`, `{"scopes":"b, a"}`, true},
		"words, the first ones":        {words, `""`, `{"permissions":["a"]}`, false},
		"words that are objects":       {words, `["a"]`, `{"permissions":[{"name":"b"}]}`, true},
		"a text":                       {text, `"Ana"`, `{"notes":"ANA"}`, false},
		"a text that was set":          {text, `""`, `{"notes":"by another"}`, false},
		"a text that is there no more": {text, `"Ana"`, `{}`, false},
		"a text as HTML":               {text, `"Chen & Sons"`, `{"notes":"Chen &amp;  Sons"}`, true},
		"an own word":                  {cycle, `"Monthly"`, `{"billing_cycle":"month"}`, true},
		"another word":                 {cycle, `"monthly"`, `{"billing_cycle":"quarterly"}`, false},
	} {
		now, ok := ReadRecord(HostServices, []byte(c.is))
		c.f.Was = json.RawMessage(c.was)
		if got := c.f.Still(now); !ok || got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
