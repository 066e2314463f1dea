package alerts_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
	"resellerbot/providers/whmdc"
	"resellerbot/storage"
)

// A panel that sends its webhooks byte by byte keeps those of others out of
// nothing.
func TestASlowPanelKeepsNobodyOut(t *testing.T) {
	const another, token, key = 9001, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "their secret"
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	slow := w.turnOn().Watch.Hook.URL
	w.update(func(tx *storage.Tx) error {
		return tx.SaveHostWatch(storage.HostWatch{Chat: another, On: true, Hook: storage.HostHook{Token: token, Secret: key, Since: w.Now()}})
	})
	post := func(url, signature string, body io.Reader) int {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, body)
		w.must(err)
		r.Header.Set(whmdc.SignatureHeader, signature)
		answer, err := w.http.Do(r)
		if err != nil {
			return 0
		}
		_ = answer.Body.Close()
		return answer.StatusCode
	}
	var all sync.WaitGroup
	defer all.Wait()
	const more = 8                     // than may come in at once
	refused := make(chan int, 32+more) // the client itself opens 64
	for range 32 + more {
		body, end := io.Pipe()
		defer func() { _ = end.Close() }()
		all.Go(func() { refused <- post(slow, "", body) })
	}
	for range more {
		select {
		case status := <-refused:
			if status != http.StatusServiceUnavailable {
				t.Errorf("one of too many is answered %d", status)
			}
		case <-time.After(patient):
			t.Fatal("as many as want to come in at once")
		}
	}
	body := fmt.Sprintf(`{"event":"invoice.paid","data":{"invoice_id":1},"timestamp":%q}`, w.Now().Format(time.RFC3339))
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(body))
	theirs := w.hooks + "/hooks/whmdc/" + token
	if status := post(theirs, hex.EncodeToString(mac.Sum(nil)), strings.NewReader(body)); status != http.StatusOK {
		t.Errorf("another panel's webhook is answered %d", status)
	}
}
