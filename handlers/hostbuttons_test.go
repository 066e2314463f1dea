package handlers_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// How much of a button a phone shows.
const (
	beside = 20 // of two in a row
	alone  = 32
	listed = 40 // of one that is a line of a list: only its end is cut off

	ofServers = "Servers: " // a button about other panels
)

var (
	shownButton = regexp.MustCompile(`\[(.*?)\](?: |$)`)
	ofList      = regexp.MustCompile(`^(?:🟢|🟡|🔴|⚫|⚪|⏸|📝|💰|↩️|☐|☑) `)
	ofHosting   = regexp.MustCompile(`(?m)^! wh (?:connected|group-connected|seeded)$`)
)

// Every button of a hosting panel's conversations can be read on a phone, as
// they are shown and, where what is on it is the same each time, in the other
// languages too.
func TestHostingButtonsAreShort(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.chat")
	if err != nil {
		t.Fatal(err)
	}
	also := translations(t)
	seen := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !ofHosting.Match(text) {
			continue
		}
		for line := range strings.SplitSeq(string(text), "\n") {
			shown, ok := strings.CutPrefix(line, "< [")
			if !ok {
				continue
			}
			row := shownButton.FindAllStringSubmatch("["+shown, -1)
			for _, b := range row {
				label := strings.TrimRight(b[1], " ⧉↗")
				for _, label := range append(also[label], label) {
					seen++
					if most := room(len(row), label); utf8.RuneCountInString(label) > most && !strings.HasPrefix(label, ofServers) {
						t.Errorf("%s: [%s] has %d characters, %d of them are seen", file, label, utf8.RuneCountInString(label), most)
					}
				}
			}
		}
	}
	if seen < 1000 {
		t.Errorf("only %d buttons were seen", seen)
	}
}

func room(inRow int, label string) int {
	switch {
	case inRow > 1:
		return beside
	case ofList.MatchString(label):
		return listed
	}
	return alone
}

// translations are what English labels of conversations about hosting panels
// are in the other language.
func translations(t *testing.T) map[string][]string {
	t.Helper()
	read := func(name string) map[string]map[string]any {
		var all map[string]map[string]any
		if _, err := toml.DecodeFile("../locales/"+name, &all); err != nil {
			t.Fatal(err)
		}
		return all
	}
	english, other := read("en.toml"), read("pt-BR.toml")
	also := map[string][]string{}
	for section, texts := range english {
		if !strings.HasPrefix(section, "host") && section != "billing" && section != "button" {
			continue
		}
		for key, text := range texts {
			label, plain := text.(string)
			if theirs, there := other[section][key].(string); plain && there && !strings.Contains(label, "{{") {
				also[label] = append(also[label], theirs)
			}
		}
	}
	return also
}
