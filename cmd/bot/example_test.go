package main

import (
	"net/netip"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/secret"
)

const exampleFile = "../../config.example.toml"

// uncommented gives the example with every setting switched on.
func uncommented(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(exampleFile)
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`(?m)^#([a-z])`).ReplaceAllString(string(text), "$1")
}

func TestExampleShowsEverySettingWithItsDefault(t *testing.T) {
	var c Config
	if err := c.readFile(exampleFile, uncommented(t)); err != nil {
		t.Fatalf("the example shows what is no setting: %v", err)
	}
	if c.Telegram.Token.IsZero() {
		t.Error("telegram.token is missing")
	}
	c.Telegram.Token = secret.String{} // has no default
	same := cmp.Options{
		cmp.Comparer(sameSecret),
		cmp.Comparer(func(a, b netip.Prefix) bool { return a == b }),
		cmp.Transformer("empty", func(l []int64) int { return len(l) }),
		cmp.Transformer("empty", func(l []netip.Prefix) int { return len(l) }),
	}
	if diff := cmp.Diff(DefaultConfig(), c, same); diff != "" {
		t.Errorf("the example differs from the defaults:\n%s", diff)
	}
}

func TestExampleDocumentsEachSetting(t *testing.T) {
	text := uncommented(t)
	section, explained := "", false
	shown := map[string]bool{}
	for _, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, "["):
			section, explained = strings.Trim(line, "[]")+".", false
		case strings.HasPrefix(line, "# "):
			explained = true
		case strings.Contains(line, " = "):
			key := section + before(line, " = ")
			shown[key] = true
			if !explained {
				t.Errorf("%s is not explained", key)
			}
		}
	}
	for _, s := range settings(new(Config)) {
		if !shown[s.key] {
			t.Errorf("%s is missing", s.key)
		}
	}
}

// Every example that an error shows must be accepted itself.
func TestExamplesOfErrorsAreGood(t *testing.T) {
	for _, s := range settings(new(Config)) {
		var c Config
		if err := c.readFile("example", s.key+" = "+s.example); err != nil {
			t.Error(err)
		}
	}
}

func TestExampleAsItIsNeedsOnlyTheToken(t *testing.T) {
	c, err := LoadConfig(exampleFile, []string{"BOT_TELEGRAM_TOKEN=" + testToken})
	if err != nil {
		t.Fatal(err)
	}
	want := DefaultConfig()
	want.Telegram.Token = secret.New(testToken)
	if diff := cmp.Diff(want, c, cmp.Comparer(sameSecret), cmp.Comparer(func(a, b netip.Prefix) bool { return a == b })); diff != "" {
		t.Error(diff)
	}
}
