package xmplus

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
)

// Whatever the call, an answer that holds nothing of its own means the same.
// What was not refused in words may have been done.
func TestWhatAnswersMean(t *testing.T) { synctest.Test(t, whatAnswersMean) }

func whatAnswersMean(t *testing.T) {
	whoops, nginx := recorded(t, "whoops.html").body, recorded(t, "not_found.html").body
	for _, test := range []struct {
		status         int
		body           string
		reading, wrote string
	}{
		{200, `{"status":"error","code":208,"message":"Nope, says the panel."}`, "refused: Nope, says the panel.", "refused: Nope, says the panel."},
		{200, `{"status":"fail","code":"208","message":"چیزی نیست"}`, "refused: چیزی نیست", "refused: چیزی نیست"},
		{200, "<br />\n<b>Warning</b>: x in <b>/a.php</b><br />\n" + `{"status":"error","code":208,"msg":"Nope"}`, "refused: Nope", "refused: Nope"},
		{200, `{"code":208}`, "refused: 208", "refused: 208"},
		{200, `{"status":"error","code":208,"message":""}`, "refused: error 208", "refused: error 208"},
		{200, `{"status":"error","code":208,"message":{"email":["Wrong."]}}`, "refused: Wrong.", "refused: Wrong."},
		{200, `{"status":"error","message":"Nope"}`, "refused: Nope", "refused: Nope"},
		{200, `{"code":403,"message":"Nope"}`, "forbidden: Nope", "forbidden: Nope"},
		{200, `{"code":404,"message":"Nope"}`, "not_found: Nope", "not_found: Nope"},
		{200, `{"code":429,"message":"Nope"}`, "rate_limited: Nope", "rate_limited: Nope"},
		{200, `{"code":500,"message":"Server trouble"}`, "bad_answer: Server trouble", "unknown: Server trouble"},
		{200, `{"code":"abc"}`, "bad_answer", "unknown"},
		{200, ``, "bad_answer", "unknown"},
		{200, `[]`, "bad_answer", "unknown"},
		{200, `null`, "bad_answer", "unknown"},
		{200, `{}`, "bad_answer", "unknown"},
		{200, `{"code":`, "bad_answer", "unknown"},
		{200, `<br />{"code":100`, "blocked", "unknown"},
		{200, `warning {"a":1}`, "bad_answer", "unknown"},
		{200, whoops, "blocked", "unknown"},
		{500, whoops, "unavailable", "unknown"},
		{500, `{"status":"error","code":208,"message":"Nope"}`, "unavailable", "unknown"},
		{502, nginx, "unavailable", "unknown"},
		{404, nginx, "blocked", "unknown"},
		{403, nginx, "blocked", "unknown"},
		{404, `{"message":"Nope"}`, "not_found: Nope", "not_found: Nope"},
		{400, `{"status":"error","code":208,"message":"Nope"}`, "invalid: Nope", "invalid: Nope"},
		{422, `{"message":"The given data was invalid.","errors":{"pid":["Bad."]}}`, "invalid: Bad. [pid]", "invalid: Bad. [pid]"},
		{403, `{"message":"Nope"}`, "forbidden: Nope", "forbidden: Nope"},
		{429, `{"message":"Nope"}`, "rate_limited", "rate_limited"},
		{302, ``, "bad_answer", "unknown"},
	} {
		for name, ask := range reads() {
			c, _ := direct(t, answers(test.status, test.body))
			if _, err := ask(t.Context(), c); outcome(err) != test.reading {
				t.Errorf("%d %.100s, %s: %q, want %q", test.status, test.body, name, outcome(err), test.reading)
			}
		}
		for name, ask := range writes() {
			c, p := direct(t, answers(test.status, test.body))
			if _, err := ask(t.Context(), c); outcome(err) != test.wrote || len(p.asked) != 1 {
				t.Errorf("%d %.100s, %s: %q after %v, want %q", test.status, test.body, name, outcome(err), p.asked, test.wrote)
			}
		}
	}
}

func TestEveryOperationIsAsked(t *testing.T) {
	all := reads()
	maps.Copy(all, writes())
	if len(all) != 15 { // and XM01 is asked by all of them
		t.Errorf("%d operations in the tables", len(all))
	}
	for name, ask := range all {
		c, _ := start(t, recorded(t, recording(name)))
		if _, err := ask(t.Context(), c); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// PHP's warnings before, and whatever after, change nothing: every recorded
// answer reads the same with them.
func TestWarningsBeforeTheAnswer(t *testing.T) {
	warning := "<br />\n<b>Warning</b>:  Undefined array key \"coupon\" in <b>/www/x.php</b> on line <b>88</b><br />\n"
	all := reads()
	maps.Copy(all, writes())
	for name, ask := range all {
		plain, _ := start(t, recorded(t, recording(name)))
		want, err := ask(t.Context(), plain)
		if err != nil {
			t.Fatal(name, err)
		}
		warned, _ := start(t, answers(200, warning+recorded(t, recording(name)).body+"\n<!-- 12 ms -->"))
		got, err := ask(t.Context(), warned)
		same(t, want, got, err)
	}
}

// The recorded files are what the tests above think they are.
func TestEveryRecordingIsUsed(t *testing.T) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	sources, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, source := range sources {
		text, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	unused := slices.DeleteFunc(files, func(file string) bool { return strings.Contains(all.String(), filepath.Base(file)) })
	if len(unused) > 0 {
		t.Errorf("nobody reads %v", unused)
	}
}
