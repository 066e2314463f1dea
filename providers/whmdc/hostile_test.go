package whmdc

import (
	"strings"
	"testing"

	"resellerbot/internal/resale"
)

// A panel may be anybody's: what it answers takes no more time and memory than a
// page of things does.
func TestAnswersThatAreMadeToBeSlow(t *testing.T) {
	deep := `{"success":false,"error":` + strings.Repeat("[", 50) + `"words"` + strings.Repeat("]", 50) + `}`
	many := `{"data":[` + strings.Repeat(`{},`, mostRows) + `{}]}`
	for body, want := range map[string]string{deep: "refused: no reason given", many: "bad_answer"} {
		c, _ := start(t, says(body))
		_, err := c.List(t.Context(), resale.HostInvoices, Query{})
		same(t, want, outcome(err), nil)
	}
}
