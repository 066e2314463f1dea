package alerts_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

func TestHooksRefuseStrangers(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	url := w.turnOn().Watch.Hook.URL
	for _, c := range []struct {
		method, url string
		status      int
	}{
		{http.MethodPost, url[:len(url)-1] + "x", 404},
		{http.MethodPost, url + "x", 404},
		{http.MethodPost, url + "/", 404},
		{http.MethodGet, url, 405},
		{http.MethodPost, url, 401},
		{http.MethodPost, strings.TrimSuffix(w.hooks, "/under/a/path") + "/", 404},
	} {
		r, err := http.NewRequestWithContext(t.Context(), c.method, c.url, strings.NewReader("{}"))
		w.must(err)
		answer, err := w.http.Do(r)
		w.must(err)
		_ = answer.Body.Close()
		if answer.StatusCode != c.status {
			t.Errorf("%s %s: %d, want %d", c.method, strings.TrimPrefix(c.url, w.hooks), answer.StatusCode, c.status)
		}
	}
}

func TestHooksThatAreFull(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	large := make([]byte, 64<<10)
	w.update(func(tx *storage.Tx) error {
		for n := range 1024 {
			if _, err := tx.AddHostCall(storage.HostCall{Chat: ourChat, Body: large, At: w.Now()}, fmt.Sprint(n)); err != nil {
				return err
			}
		}
		return nil
	})
	w.invoice()
	w.posted()
	sent := w.panel.Sent()
	if got := sent[len(sent)-1].Status; got != http.StatusServiceUnavailable {
		t.Errorf("a full inbox answers %d", got)
	}
	if a := w.alerts(); a.Waiting != 1024 {
		t.Errorf("%d wait", a.Waiting)
	}
}
