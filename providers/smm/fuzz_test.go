package smm

import (
	"encoding/json"
	"slices"
	"testing"

	"resellerbot/internal/httpapi/clienttest"
)

// FuzzAnswers: whatever JSON a panel sends, reading it ends well, and invents
// neither orders nor refusals.
func FuzzAnswers(f *testing.F) {
	clienttest.Recordings(f, "*.json")
	for _, text := range []string{
		`null`, `""`, `[]`, `{}`, `[[[{}]]]`, `{"data":{"data":[]}}`, `{"error":{"error":[{"message":[1]}]}}`, `{"order":1e400}`,
		`{"1":{"order":"2","status":["x"]},"order":{"1":1}}`, `[{"order":1},{"order":1}]`, `{"status":"error","message":{"a":null}}`, "\"\u2028\"",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var a answer
		if json.Unmarshal(text, &a) != nil {
			return
		}
		if order := orderID(a); order != "" && (!identity.MatchString(order) || !someID.MatchString(order)) {
			t.Errorf("the order %q", order)
		}
		if refill := refillID(a); refill != "" && !identity.MatchString(refill) {
			t.Errorf("the refill %q", refill)
		}
		asked := []string{"1", "2", "3"}
		for about := range byID(a, "order", asked) {
			if !slices.Contains(asked, about) {
				t.Errorf("an answer about %q", about)
			}
		}
		rows, _ := serviceRows(a)
		for _, s := range readServices(rows) {
			if s.ID == "" || s.Rate.IsNeg() {
				t.Errorf("the service %+v", s)
			}
		}
		for _, name := range []string{"error", "errors", "status", "success"} {
			if _, there := a.Fields[name]; there {
				return
			}
		}
		if a.Fields != nil && a.denial() != "" {
			t.Errorf("a refusal without any sign of one: %s", text)
		}
	})
}
