package xmplus

import (
	"strings"
	"testing"
	"testing/synctest"
)

// What stands around an answer, and a code beside the known ones, decide whether
// an invoice that was made is seen.
func TestAnswersAmongOtherThings(t *testing.T) { synctest.Test(t, answersAmongOtherThings) }

func answersAmongOtherThings(t *testing.T) {
	const made = `{"status":"success","code":100,"invid":"ABC"}`
	for body, want := range map[string]string{
		made + "\n<!-- 0.041 s -->":                                    "",
		made + "\n<br />\n<b>Warning</b>:  x in {closure}() on line 7": "",
		"<br />\n<b>Warning</b>:  x in Panel\\{closure}() " + made:     "",
		"Notice: {} and {\"a\":1} " + made:                             "",
		"\ufeff" + made:                                                "",
		"<!DOCTYPE html><html><script>x = " + made + "</script>":       "unknown",
		"<br /><b>Fatal error</b>: x {closure}":                        "unknown",
		strings.Repeat("{", 100_000) + made:                            "unknown",
		`{"status":"success","code":200,"message":"Invoice Created"}`:  "unknown: Invoice Created",
		`{"status":"success","code":208,"message":"Out of Stock"}`:     "no_stock: Out of Stock",
	} {
		c, _ := direct(t, answers(200, body))
		if _, err := c.RenewInvoice(t.Context(), ana(), 4); outcome(err) != want {
			t.Errorf("%.80s: %q, want %q", body, outcome(err), want)
		}
	}
}

// Subscriptions that stand beside the account are not taken for none.
func TestSubscriptionsBesideTheAccount(t *testing.T) {
	c, _ := start(t, answers(200, `{"code":100,"data":{"uid":1,"email":"ana@mail.example"},"services":[{"sid":4}]}`))
	got, err := c.Account(t.Context(), ana(), "")
	if err != nil || len(got.Subscriptions) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}

// A stock that is not told is not one of none.
func TestAStockThatIsNotTold(t *testing.T) {
	c, _ := start(t, answers(200, `{"code":100,"packages":[{"id":1,"name":"a","enable_stock":1,"billing":{"month":"$ 1"}}]}`))
	got, err := c.Plans(t.Context())
	if err != nil || len(got) != 1 || got[0].SoldOut() {
		t.Errorf("%+v, %v", got, err)
	}
}
