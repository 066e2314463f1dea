package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
)

const list = "https://example.com/p/1\nhttps://example.com/p/2\n"

// sent lets somebody send a file to the bot and gives it as it arrives.
func (w *world) sent(data string) *chat.FileRef {
	w.t.Helper()
	w.tg.Person(7, "Ana", "pt").SendDocument("list.txt", []byte(data), "for today")
	raw, err := w.api.updates(context.Background(), 0, 0)
	if err != nil || len(raw) != 1 {
		w.t.Fatalf("%d updates, %v", len(raw), err)
	}
	in, ok, err := decode(raw[0], "sandbox_bot")
	if err != nil || !ok || in.File == nil || in.Kind != chat.Other {
		w.t.Fatalf("%+v, %v, %v", in, ok, err)
	}
	return in.File
}

// asked counts the calls of a method; a file's own download is "file".
func (w *world) asked(method string) (n int) {
	for _, c := range w.tg.Calls() {
		if c.Method == method && c.Error == "" {
			n++
		}
	}
	return n
}

func TestDownload(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	f := w.sent(list)
	if f.Name != "list.txt" || f.Size != int64(len(list)) || f.Type != "text/plain" {
		t.Errorf("a file arrives as %+v", f)
	}
	for name, fault := range map[string]*sandbox.TelegramFault{
		"nothing":          nil,
		"no size":          {Method: "getFile", Kind: sandbox.FaultNoSize},
		"asked too often":  {Method: "getFile", Times: 1, Kind: sandbox.FaultTooMany, RetryAfter: 1},
		"file too often":   {Method: "file", Times: 1, Kind: sandbox.FaultTooMany, RetryAfter: 1},
		"down":             {Method: "getFile", Times: 1, Kind: sandbox.FaultServerError},
		"a web page":       {Method: "file", Times: 1, Kind: sandbox.FaultHTML},
		"cut before":       {Method: "file", Times: 1, Kind: sandbox.FaultCutBefore},
		"cut midway":       {Method: "file", Times: 1, Kind: sandbox.FaultCutMidway},
		"the path is over": {Method: "file", Times: 1, Kind: sandbox.FaultGone},
		"slow":             {Method: "file", Kind: sandbox.FaultSlow, Delay: 50 * time.Millisecond},
	} {
		if fault != nil {
			w.tg.Fail(*fault)
		}
		data, err := w.api.Download(t.Context(), f.ID, 1<<20)
		if err != nil || string(data) != list {
			t.Errorf("%s: %q, %v", name, data, err)
		}
		w.tg.Heal()
	}
}

func TestDownloadRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault *sandbox.TelegramFault
		size  int
		want  Trouble
		gets  int // how often the file itself is asked for
	}{
		"too large":                   {nil, 101, TooLarge, 0},
		"too large, unknown size":     {&sandbox.TelegramFault{Method: "getFile", Kind: sandbox.FaultNoSize}, 101, TooLarge, 1},
		"just fits":                   {&sandbox.TelegramFault{Method: "getFile", Kind: sandbox.FaultNoSize}, 100, None, 1},
		"more than Telegram gives":    {&sandbox.TelegramFault{Method: "getFile", Kind: sandbox.FaultOther, Text: "file is too big"}, 100, TooLarge, 0},
		"a path on the server's disk": {&sandbox.TelegramFault{Method: "getFile", Kind: sandbox.FaultLocal}, 100, Puzzling, 0},
	} {
		w := newWorld(t, sandbox.TelegramOptions{})
		f := w.sent(strings.Repeat("a", c.size))
		if c.fault != nil {
			w.tg.Fail(*c.fault)
		}
		data, err := w.api.Download(t.Context(), f.ID, 100)
		if KindOf(err) != c.want || (err == nil) != (len(data) == c.size) || w.asked("file") != c.gets {
			t.Errorf("%s: %d bytes, %v; asked for the file %d times", name, len(data), err, w.asked("file"))
		}
		if errors.Is(err, chat.ErrFileTooLarge) != (c.want == TooLarge) {
			t.Errorf("%s: too large? %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "/var") {
			t.Errorf("%s: the error shows a path: %v", name, err)
		}
	}
}

// What cannot pass in time is not waited for.
func TestDownloadEndsWithItsContext(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	f := w.sent(list)
	for name, fault := range map[string]sandbox.TelegramFault{
		"hangs":         {Method: "file", Kind: sandbox.FaultHang},
		"down":          {Method: "file", Kind: sandbox.FaultServerError},
		"a long wait":   {Method: "getFile", Kind: sandbox.FaultTooMany, RetryAfter: 600},
		"always gone":   {Method: "file", Kind: sandbox.FaultGone},
		"never a whole": {Method: "file", Kind: sandbox.FaultCutMidway},
	} {
		w.tg.Fail(fault)
		ctx, cancel := context.WithTimeout(t.Context(), 400*time.Millisecond)
		began := time.Now()
		if data, err := w.api.Download(ctx, f.ID, 1<<20); err == nil || data != nil || time.Since(began) > 20*time.Second {
			t.Errorf("%s: %d bytes, %v, after %v", name, len(data), err, time.Since(began))
		}
		cancel()
		w.tg.Heal()
	}
}

// A hanging server is given up for one that answers.
func TestDownloadTriesAgainAfterItsTimeout(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	f := w.sent(list)
	api, err := NewAPI(Config{Token: secret.New(testToken), URL: w.url, HTTP: w.http, Timeout: 500 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	w.tg.Fail(sandbox.TelegramFault{Method: "file", Times: 1, Kind: sandbox.FaultHang})
	if data, err := api.Download(t.Context(), f.ID, 1<<20); err != nil || string(data) != list {
		t.Errorf("%q, %v", data, err)
	}
}

// Whatever a server in Telegram's place answers, no error shows the token, and
// nobody else is told it.
func TestDownloadKeepsTheToken(t *testing.T) {
	t.Parallel()
	told := make(chan string, 10)
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { told <- r.Referer() }))
	defer elsewhere.Close()
	echo := func(w http.ResponseWriter, r *http.Request, status int) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte("no page at " + r.URL.String()))
	}
	for name, answer := range map[string]http.HandlerFunc{
		"a proxy's page":       func(w http.ResponseWriter, r *http.Request) { echo(w, r, http.StatusBadGateway) },
		"not found":            func(w http.ResponseWriter, r *http.Request) { echo(w, r, http.StatusNotFound) },
		"a refusal":            func(w http.ResponseWriter, r *http.Request) { refuseEcho(w, r, 400) },
		"the token is revoked": func(w http.ResponseWriter, r *http.Request) { refuseEcho(w, r, 401) },
		"led on":               func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, elsewhere.URL, http.StatusFound) },
		"a broken answer": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "999")
			echo(w, r, http.StatusOK)
		},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/getFile") {
				_, _ = w.Write([]byte(`{"ok":true,"result":{"file_id":"a","file_unique_id":"b","file_path":"documents/a b%3f.txt"}}`))
				return
			}
			if !strings.HasSuffix(r.URL.Path, "/documents/a b%3f.txt") {
				t.Errorf("%s: asked for %s", name, r.URL.Path)
			}
			answer(w, r)
		}))
		transport := Transport()
		api, err := NewAPI(Config{Token: secret.New(testToken), URL: server.URL, HTTP: &http.Client{Transport: transport}})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		if _, err = api.Download(ctx, "a", 1<<20); err == nil || strings.Contains(err.Error(), "canary") {
			t.Errorf("%s: %v", name, err)
		}
		cancel()
		transport.CloseIdleConnections()
		server.Close()
	}
	if len(told) > 0 {
		t.Errorf("another server was told %q", <-told)
	}
}

func refuseEcho(w http.ResponseWriter, r *http.Request, code int) {
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(map[string]any{"ok": false, "error_code": code, "description": "no page at " + r.URL.String()})
}

// A connection that is cut is found out by what Telegram said of the size.
func TestDownloadIsWhole(t *testing.T) {
	t.Parallel()
	gets := 0
	api, err := NewAPI(Config{Token: secret.New(testToken), URL: "http://telegram.invalid", HTTP: &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		body := `{"ok":true,"result":{"file_id":"a","file_unique_id":"b","file_size":6,"file_path":"documents/a.txt"}}`
		if strings.Contains(r.URL.Path, "/file/") {
			gets++
			body = "line 1"[:min(6, 3*gets)]
		}
		rec := httptest.NewRecorder()
		rec.Body = bytes.NewBufferString(body)
		resp := rec.Result()
		resp.Request, resp.ContentLength = r, -1
		return resp, nil
	})}})
	if err != nil {
		t.Fatal(err)
	}
	if data, err := api.Download(t.Context(), "a", 100); err != nil || string(data) != "line 1" || gets != 2 {
		t.Errorf("%q, %v, after %d tries", data, err, gets)
	}
}
