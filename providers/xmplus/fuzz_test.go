package xmplus

import (
	"encoding/json"
	"testing"

	"resellerbot/internal/httpapi/clienttest"
	"resellerbot/internal/secret"
)

// FuzzAnswers: whatever a panel sends, reading it ends well and invents
// nothing.
func FuzzAnswers(f *testing.F) {
	clienttest.Recordings(f, "*.*")
	for _, text := range []string{
		`null`, `""`, `[]`, `{}`, `}{`, `{"code":1e400}`, `{"code":100,"packages":{"":{"id":1,"billing":{"month":{"price":1e99}}}}}`,
		`x{"code":100,"data":{"services":[[]]}}y`, `{"code":100,"servers":[{"uri":"a://\u0000"}]}`,
	} {
		f.Add([]byte(text))
	}
	c := New(Config{BaseURL: "https://panel.example", Key: secret.New(testKey), Now: testNow})
	f.Fuzz(func(t *testing.T, raw []byte) {
		if found := object(raw); found != nil {
			if !json.Valid(found) {
				t.Errorf("found %s", found)
			}
			raw = found
		}
		a := read(raw)
		if words := a.denial(); words != "" && a.accepted() {
			t.Errorf("a yes and a no: %s", words)
		}
		if list, ok := rows(listIn(a, "packages"), "id"); ok {
			for _, row := range list {
				for _, price := range planOf(row).Prices {
					if !price.Price.Known || price.Price.Amount.IsNeg() {
						t.Errorf("the price %+v", price)
					}
				}
				_, _, _ = c.subscription(row), gatewayOf(row), c.invoice(row)
			}
		}
		for _, n := range nodesOf(a) {
			if n.URI == "" || n.Port < 0 || n.Port > 65535 {
				t.Errorf("the server %+v", n)
			}
		}
		if p := c.payment(a, anInvoice); p.Kind == "" || p.Invoice != anInvoice || len(p.Image) > imageBytes {
			t.Errorf("the payment %+v", p)
		}
	})
}
