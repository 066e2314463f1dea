// Package docs has no code: its tests keep the documents true.
package docs

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// operation is a row of operations.md.
type operation struct {
	id, what, state, chat string
	tests                 []string
}

func operations(t *testing.T) map[string]operation {
	t.Helper()
	text, err := os.ReadFile("operations.md")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]operation{}
	row := regexp.MustCompile(`^\| ([A-Z]{2}\d\d) \|`)
	quoted := regexp.MustCompile("`([^`]+)`")
	for _, line := range strings.Split(string(text), "\n") {
		if !row.MatchString(line) {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		if len(cells) != 5 {
			t.Fatalf("not five cells: %s", line)
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		o := operation{id: cells[0], what: cells[1], state: cells[2], chat: cells[3]}
		for _, m := range quoted.FindAllStringSubmatch(cells[4], -1) {
			o.tests = append(o.tests, m[1])
		}
		if _, twice := all[o.id]; twice {
			t.Errorf("%s stands there twice", o.id)
		}
		all[o.id] = o
	}
	return all
}

func TestOperationsAreAllThere(t *testing.T) {
	all := operations(t)
	for prefix, n := range map[string]int{"SX": 20, "XM": 17, "WH": 39, "VR": 33, "SM": 10} {
		for i := 1; i <= n; i++ {
			if id := fmt.Sprintf("%s%02d", prefix, i); all[id].what == "" {
				t.Errorf("%s is missing", id)
			}
		}
	}
	if len(all) != 119 {
		t.Errorf("%d operations, want 119", len(all))
	}
}

func TestOperationsClaimOnlyWhatExists(t *testing.T) {
	tests := testsOfTheProject(t)
	for _, o := range operations(t) {
		switch o.state {
		case "not yet":
			if o.chat != "" || len(o.tests) > 0 {
				t.Errorf("%s: not yet, but it says where", o.id)
			}
			continue
		case "client only":
			if o.chat != "" {
				t.Errorf("%s: client only, but it says where in chat", o.id)
			}
		case "done":
			if o.chat == "" {
				t.Errorf("%s: done, but where in chat?", o.id)
			}
		default:
			t.Errorf("%s: no such state: %q", o.id, o.state)
		}
		if len(o.tests) == 0 {
			t.Errorf("%s: %s, but without a test", o.id, o.state)
		}
		for _, name := range o.tests {
			if !tests[name] {
				t.Errorf("%s: there is no test %s", o.id, name)
			}
		}
	}
}

// Every command that the table names must be one that people can give.
func TestOperationsNameRealCommands(t *testing.T) {
	text, err := os.ReadFile("../handlers/handlers.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range operations(t) {
		for _, m := range regexp.MustCompile("`/([a-z]+)`").FindAllStringSubmatch(o.chat, -1) {
			if !strings.Contains(string(text), `"`+m[1]+`"`) {
				t.Errorf("%s: there is no /%s", o.id, m[1])
			}
		}
	}
}

// testsOfTheProject holds the names of all test functions, and the paths of
// all transcripts.
func testsOfTheProject(t *testing.T) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	function := regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch {
		case strings.HasSuffix(path, ".chat"):
			found[filepath.ToSlash(strings.TrimPrefix(path, "../"))] = true
		case strings.HasSuffix(path, "_test.go"):
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, m := range function.FindAllSubmatch(text, -1) {
				found[string(m[1])] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
