package proof

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/smm"
	"resellerbot/storage"
)

// farPanel is the panel, 300 ms away. It notes when it was called.
type farPanel struct {
	*sandbox.SMMPanel
	mu    sync.Mutex
	calls []time.Time
}

func (f *farPanel) RoundTrip(r *http.Request) (*http.Response, error) {
	f.mu.Lock()
	f.calls = append(f.calls, time.Now())
	f.mu.Unlock()
	time.Sleep(callTakes)
	answer := httptest.NewRecorder()
	f.ServeHTTP(answer, r)
	return answer.Result(), nil
}

func newFollowed(t *testing.T, orders int) *followed {
	f := &followed{t: t, orders: orders, panel: sandbox.NewSMM(sandbox.SMMOptions{})}
	f.panel.Journal(0)
	f.panel.AddKey(ordersKey, "1000000")
	f.panel.AddService(sandbox.SMMService{ID: 1, Name: "Followers", Type: "Default", Category: "Net", Rate: "0.90", Min: 10, Max: 10_000})
	keys, err := secret.NewKeyring()
	must(t, err)
	f.store, err = storage.OpenUnsynced(filepath.Join(t.TempDir(), "bot.db"), keys, storage.Options{})
	must(t, err)
	t.Cleanup(func() { _ = f.store.Close() })
	limiters := new(httpapi.Limiters)
	f.web = &farPanel{SMMPanel: f.panel}
	web := &http.Client{Transport: f.web}
	dial := func(_ string, key secret.String) *smm.Client {
		return smm.New(smm.Config{BaseURL: "http://panel.test/api/v2", Key: key, HTTP: web, Limiter: limiters.At(smm.Rate(), ops.SMM, key)})
	}
	f.client = dial("", secret.New(ordersKey))
	f.ops = ops.New(ops.Config{Store: f.store, SMM: dial})
	must(t, f.store.Update(t.Context(), func(tx *storage.Tx) error {
		for i := range orderChats {
			if err := f.ops.Connect(tx, storage.Account{Chat: crowdChat(i), Provider: ops.SMM, By: 1}, secret.New(ordersKey)); err != nil {
				return err
			}
		}
		return nil
	}))
	for done := 0; done < orders; done += 1000 {
		must(t, f.store.Update(t.Context(), func(tx *storage.Tx) error {
			return tx.SaveOrders(f.place(min(1000, orders-done)))
		}))
	}
	f.heap = heapNow()
	return f
}

// place orders at the panel, and gives the rows.
func (f *followed) place(n int) []storage.Order {
	panel, now := storage.PanelOf(ops.SMM, "", secret.New(ordersKey)), time.Now()
	rows := make([]storage.Order, 0, n)
	for range n {
		link := fmt.Sprintf("https://example.com/p/%d", f.first+len(rows))
		form := url.Values{"key": {ordersKey}, "action": {"add"}, "service": {"1"}, "link": {link}, "quantity": {"1000"}}
		r := httptest.NewRequest(http.MethodPost, "/api/v2", strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answer := httptest.NewRecorder()
		f.panel.ServeHTTP(answer, r)
		var made struct{ Order int }
		must(f.t, json.Unmarshal(answer.Body.Bytes(), &made))
		id, number := made.Order, strconv.Itoa(made.Order)
		if f.first == 0 {
			f.first, f.ended = id, id
		}
		f.panel.Advance(id, sandbox.SMMInProgress)
		rows = append(rows, storage.Order{
			Chat: crowdChat(id % orderChats), Person: 1, Lang: "en", Panel: panel, ID: number, Key: "act-" + number, Service: "1", Name: "Followers",
			Values: resale.OrderValues{resale.FieldLink: link, resale.FieldQuantity: "1000"}, Quantity: 1000, Currency: "USD",
			At: now.AddDate(0, 0, -60), Status: resale.OrderStatus{State: resale.OrderInProgress}, Told: resale.OrderPending, Next: now,
		})
	}
	return rows
}
