package sandbox

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
)

// Every webhook is posted once, however many there are at once.
func TestWHManyWebhooks(t *testing.T) {
	const many = 2_000
	x := startWH(t, WHOptions{})
	var heard atomic.Int64
	ear := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		heard.Add(1)
	}))
	defer ear.Close()
	x.p.Add(WHWebhooks, WHRow{"name": "Bot", "url": ear.URL, "events": []string{"invoice.created"}})
	for range many {
		x.p.Add(WHInvoices, WHRow{"client_id": 1, "total": "5"})
	}
	x.posted()
	if n := heard.Load(); n != many || len(x.p.Sent()) != many {
		t.Errorf("%d heard, %d sent", n, len(x.p.Sent()))
	}
}

// However many pay the same invoice at once, it is paid once.
func TestWHPaidOnceByMany(t *testing.T) {
	x := startWH(t, WHOptions{})
	var paid, refused atomic.Int64
	var all sync.WaitGroup
	for n := range 20 {
		all.Go(func() {
			status, _ := x.send("POST", "invoices/1/pay", fmt.Sprintf(`{"amount":29.99,"gateway":"manual","transaction_id":"T%d"}`, n))
			switch status {
			case http.StatusOK:
				paid.Add(1)
			case http.StatusConflict:
				refused.Add(1)
			}
		})
	}
	all.Wait()
	if paid.Load() != 1 || refused.Load() != 19 || len(x.p.Payments()) != 1 {
		t.Errorf("%d paid, %d refused, %d payments", paid.Load(), refused.Load(), len(x.p.Payments()))
	}
}
