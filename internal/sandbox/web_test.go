package sandbox

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// What a visitor of the page sends arrives as an update of its own, and the
// bot can fetch it.
func TestPageSendsFiles(t *testing.T) {
	t.Parallel()
	tg := NewTelegram("1:a", TelegramOptions{})
	defer func() { _ = tg.Close() }()
	ana := tg.Person(7, "Ana", "pt")
	group := tg.Group(-9, "Sales", ana)
	page := NewWeb(tg, WebOptions{Group: group}, ana)
	large := strings.Repeat("a", 2<<20)
	for body, want := range map[string]int{
		`{"person":7,"chat":7,"name":"list.txt","data":"YQpi","text":"for today"}`:                  http.StatusOK,
		`{"person":7,"chat":-9,"name":"list.txt","data":"YQpi"}`:                                    http.StatusOK,
		`{"person":7,"chat":7,"name":"large.txt","data":"` + large + `"}`:                           http.StatusOK,
		`{"person":8,"chat":7,"name":"list.txt","data":"YQpi"}`:                                     http.StatusBadRequest,
		`{"person":7,"chat":7,"name":"empty.txt","data":""}`:                                        http.StatusBadRequest,
		`{"person":7,"chat":7,"name":"x","data":"` + strings.Repeat("a", maxPosted) + `"}`:          http.StatusBadRequest,
		`{"person":7,"chat":7,"name":"list.txt","data":"no base64 at all", "text":"and a caption"}`: http.StatusBadRequest,
	} {
		rec := httptest.NewRecorder()
		page.ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/file", strings.NewReader(body)))
		if rec.Code != want {
			t.Errorf("%.90s: %d %s", body, rec.Code, rec.Body)
		}
	}
	if n := tg.Pending(); n != 3 {
		t.Errorf("%d updates", n)
	}
	if m := tg.Messages(-9); len(m) != 1 || m[0].FileName != "list.txt" || string(m[0].Document) != "a\nb" || m[0].From != 7 {
		t.Errorf("in the group: %+v", m)
	}
}

func TestFilesAreServed(t *testing.T) {
	t.Parallel()
	tg := NewTelegram("1:a", TelegramOptions{})
	defer func() { _ = tg.Close() }()
	tg.Person(7, "Ana", "pt").SendDocument("list.txt", []byte("a\nb"), "for today")
	tg.Person(7, "Ana", "pt").SendDocument("large.txt", bytes.Repeat([]byte("a"), maxDownload+1), "")
	get := func(path string) (int, string) {
		rec := httptest.NewRecorder()
		tg.ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, http.NoBody))
		return rec.Code, rec.Body.String()
	}
	_, raw := get("/bot1:a/getUpdates")
	var updates struct {
		Result []struct {
			Message struct {
				Caption  string
				Document struct {
					ID   string `json:"file_id"`
					Name string `json:"file_name"`
					Size int    `json:"file_size"`
					Type string `json:"mime_type"`
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(raw), &updates); err != nil || len(updates.Result) != 2 {
		t.Fatalf("%s: %v", raw, err)
	}
	m := updates.Result[0].Message
	if m.Caption != "for today" || m.Document.Name != "list.txt" || m.Document.Size != 3 || m.Document.Type != "text/plain" {
		t.Errorf("arrives as %+v", m)
	}
	_, raw = get("/bot1:a/getFile?file_id=" + m.Document.ID)
	var file struct {
		Result struct {
			Path string `json:"file_path"`
		}
	}
	if err := json.Unmarshal([]byte(raw), &file); err != nil {
		t.Fatal(err)
	}
	if code, body := get("/file/bot1:a/" + file.Result.Path); code != http.StatusOK || body != "a\nb" {
		t.Errorf("%d %q", code, body)
	}
	for path, want := range map[string]int{
		"/file/bot1:a/documents/other.txt":                                 http.StatusNotFound,
		"/file/bot1:b/" + file.Result.Path:                                 http.StatusNotFound,
		"/bot1:a/getFile?file_id=other":                                    http.StatusBadRequest,
		"/bot1:a/getFile?file_id=" + updates.Result[1].Message.Document.ID: http.StatusBadRequest,
	} {
		if code, body := get(path); code != want {
			t.Errorf("%s: %d %s", path, code, body)
		}
	}
}

// page is a page for Ana, who may join a channel, and how it is asked.
func page(t *testing.T) (tg *Telegram, news *TelegramGroup, ask func(method, path, body string) (int, string)) {
	t.Helper()
	tg = NewTelegram("1:a", TelegramOptions{})
	t.Cleanup(func() { _ = tg.Close() })
	ana := tg.Person(7, "Ana", "pt")
	news = tg.Channel(-1001, "News", "daily_news")
	handler := NewWeb(tg, WebOptions{Group: tg.Group(-9, "Sales", ana), Places: []*TelegramGroup{news}}, ana)
	return tg, news, func(method, path, body string) (int, string) {
		rec := httptest.NewRecorder()
		handler.ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body)))
		return rec.Code, rec.Body.String()
	}
}

func TestPageSendsPictures(t *testing.T) {
	t.Parallel()
	tg, _, ask := page(t)
	for body, want := range map[string]int{
		`{"person":7,"chat":7,"data":"iVBORw0KGgo=","text":"paid"}`: http.StatusOK,
		`{"person":7,"chat":-9,"data":"/9j/4AAQSkZJRg=="}`:          http.StatusOK,
		`{"person":8,"chat":7,"data":"iVBORw0KGgo="}`:               http.StatusBadRequest,
		`{"person":7,"chat":7,"data":"YQpi"}`:                       http.StatusBadRequest,
		`{"person":7,"chat":7}`:                                     http.StatusBadRequest,
	} {
		if code, said := ask(http.MethodPost, "/photo", body); code != want {
			t.Errorf("%s: %d %s", body, code, said)
		}
	}
	private, group := tg.Messages(7), tg.Messages(-9)
	if len(private) != 1 || private[0].Photo == nil || private[0].Text != "paid" || len(group) != 1 || group[0].Photo == nil || tg.Pending() != 2 {
		t.Errorf("%+v and %+v, %d updates", private, group, tg.Pending())
	}
}

func TestPageJoinsAndForwards(t *testing.T) {
	t.Parallel()
	tg, news, ask := page(t)
	if _, got := ask(http.MethodGet, "/places", ""); strings.TrimSpace(got) != `[{"id":-1001,"title":"News","name":"daily_news","in":[]}]` {
		t.Errorf("before: %s", got)
	}
	for _, c := range []struct {
		path, body string
		want       int
		in         bool
	}{
		{"/join", `{"person":7,"place":-1001,"in":true}`, http.StatusOK, true},
		{"/join", `{"person":8,"place":-1001,"in":false}`, http.StatusBadRequest, true},
		{"/join", `{"person":7,"place":-9,"in":false}`, http.StatusBadRequest, true},
		{"/forward", `{"person":7,"chat":7,"place":-1001,"text":"hi"}`, http.StatusOK, true},
		{"/forward", `{"person":7,"chat":-9,"place":-1001,"text":"hi all"}`, http.StatusOK, true},
		{"/forward", `{"person":7,"chat":7,"place":-1001}`, http.StatusBadRequest, true},
		{"/join", `{"person":7,"place":-1001,"in":false}`, http.StatusOK, false},
	} {
		code, said := ask(http.MethodPost, c.path, c.body)
		if in := news.Has(&TelegramPerson{id: 7}); code != c.want || in != c.in {
			t.Errorf("%s %s: %d %s, in %v", c.path, c.body, code, said, in)
		}
	}
	private, group := tg.Messages(7), tg.Messages(-9)
	if len(private) != 1 || private[0].Forwarded != "News" || private[0].Text != "hi" || len(group) != 1 || group[0].Text != "hi all" {
		t.Errorf("%+v and %+v", private, group)
	}
}
