package alerts

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"testing"
	"time"

	"resellerbot/storage"
)

// A panel that invents webhooks is not kept up with for ever, and takes nothing
// from others.
func TestAFloodOfWebhooks(t *testing.T) {
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	h := NewHooks(HooksConfig{Now: func() time.Time { return now }})
	for range keptAtOnce {
		if !h.within.keeps(2, now) {
			t.Fatal("a busy day is not kept")
		}
	}
	body := fmt.Appendf(nil, `{"event":"invoice.paid","data":{"invoice_id":5},"timestamp":%q}`, now.Format(time.RFC3339))
	mac := hmac.New(sha256.New, []byte("whsec_1"))
	mac.Write(body)
	watch := storage.HostWatch{Chat: 2, On: true, Hook: storage.HostHook{Secret: "whsec_1"}}
	if status, err := h.take(t.Context(), watch, hex.EncodeToString(mac.Sum(nil)), body); status != http.StatusServiceUnavailable || err != nil {
		t.Errorf("one more: %d, %v", status, err)
	}
	later := now.Add(time.Second / 2)
	if !h.within.keeps(3, now) || !h.within.keeps(2, later) || h.within.keeps(2, later) {
		t.Error("another chat's, one half a second later, and two")
	}
	for chat := range int64(keptChats + 10) {
		h.within.keeps(10+chat, now.Add(time.Duration(chat)*time.Minute))
	}
	if n := len(h.within.kept); n > keptChats {
		t.Errorf("%d chats are counted", n)
	}
}
