package main

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"resellerbot/storage"
)

func TestHealth(t *testing.T) {
	s := newSite(t)
	s.bad("not running", "health")
	app, stop := s.begin()
	app.store.WatchOutbox(nil)
	out, _ := s.run("health")
	if !strings.Contains(out, "storage: ok") || !strings.Contains(out, "inbox: ok") {
		t.Error(out)
	}
	waited := storage.Update{ID: 5, Raw: []byte("{}"), At: time.Now().Add(-time.Hour)}
	err := app.store.Update(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.AddUpdate(waited)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	s.bad("inbox: 1 updates wait, the oldest for 1h0m0s", "health")
	if err := app.store.Close(); err != nil {
		t.Fatal(err)
	}
	s.bad("storage: ", "health")
	app.store = nil
	stop()
}

func TestHTTP(t *testing.T) {
	s := newSite(t)
	app, _ := s.begin()
	get := func(path string) (int, string) {
		response, err := http.Get("http://" + app.listens.Addr().String() + path)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, string(body)
	}
	if code, body := get("/healthz"); code != http.StatusOK || body != "ok\n" {
		t.Errorf("/healthz: %d %s", code, body)
	}
	if _, body := get("/readyz"); !strings.Contains(body, "storage: ok\n") {
		t.Errorf("/readyz: %s", body)
	}
	if code, _ := get("/backup"); code != http.StatusNotFound {
		t.Errorf("/backup is reachable over the network: %d", code)
	}
	_, body := get("/metrics")
	for _, want := range []string{
		"bot_build_info{", "bot_inbox_updates 0", "bot_inbox_oldest_seconds 0", "bot_outbox_messages 0", "bot_outbox_oldest_seconds 0",
		"bot_parked_updates 0", "bot_dead_letters 0", `bot_journal_entries{state="unknown"} 0`, "bot_storage_failed 0", "go_goroutines", "process_start_time_seconds",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("/metrics lacks %s", want)
		}
	}
}
