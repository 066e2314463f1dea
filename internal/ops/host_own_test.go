package ops

import (
	"testing"

	"resellerbot/internal/resale"
)

// A payment of a part leaves its invoice open: that it is paid in the end is
// news. One after which the invoice could not be read is judged by the sums.
func TestOwnPaymentsAreOfPaidInvoices(t *testing.T) {
	for raw, want := range map[string]string{
		`{"id":7,"status":"paid","total":"30"}`:                              invoicePaid,
		`{"id":7,"status":"unpaid","total":"30","amount_paid":"10"}`:         "",
		`{"id":7,"status":"unpaid","total":"30","amount_paid":"30"}`:         invoicePaid,
		`{"id":7,"status":"partially paid","total":"30","paid_amount":"29"}`: "",
		`{"id":7,"status":"in the mail","total":"30"}`:                       invoicePaid,
	} {
		r, ok := resale.ReadRecord(resale.HostInvoices, []byte(raw))
		_, _, event, _ := ownEvent(HostPayAct, HostOutcome{Kind: resale.HostInvoices, Invoice: r})
		if !ok || event != want {
			t.Errorf("%s: %q, want %q", raw, event, want)
		}
	}
}
