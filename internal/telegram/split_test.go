package telegram

import (
	"html"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestSplit(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"short":           {"<b>hi</b>", []string{"<b>hi</b>"}},
		"at a line":       {"one\ntwo three", []string{"one", "two three"}},
		"at a word":       {"one two three", []string{"one two", "three"}},
		"anywhere":        {"abcdefghijklm", []string{"abcdefghij", "klm"}},
		"inside tags":     {`<b>one <a href="x">two</a> three</b>`, []string{`<b>one <a href="x">two</a></b>`, `<b>three</b>`}},
		"entities":        {"&lt;&amp;&gt;&#39;&quot;", []string{"&lt;&amp;&gt;&#39;&quot;"}},
		"beyond the BMP":  {strings.Repeat("😀", 12), []string{strings.Repeat("😀", 10), "😀😀"}},
		"nothing to see":  {"0123456789\n\n\n", []string{"0123456789"}},
		"blanks only":     {strings.Repeat(" ", 20), []string{strings.Repeat(" ", 20)}},
		"no tag, no cut":  {"a < b & c;", []string{"a < b & c;"}},
		"long, no markup": {"a < b & c; d", []string{"a < b & c;", "d"}},
	} {
		if diff := cmp.Diff(c.want, split(c.in, 10)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// Whatever the text: each piece fits, its tags are balanced, and together the
// pieces show everything but white space.
func TestSplitLosesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := writeHTML(t, 3)
		limit := rapid.IntRange(1, 40).Draw(t, "limit")
		pieces := split(in, limit)
		var shown strings.Builder
		for _, p := range pieces {
			if n := visible(p); n > limit && strings.TrimSpace(plain(in)) != "" {
				t.Errorf("%q shows %d characters, the limit is %d", p, n, limit)
			}
			if !balanced(p) {
				t.Errorf("%q is not balanced", p)
			}
			shown.WriteString(plain(p))
		}
		if got, want := solid(shown.String()), solid(plain(in)); got != want {
			t.Errorf("%q became %q: %q", in, pieces, got)
		}
	})
}

// writeHTML writes text as locales do: escaped, with tags properly nested.
func writeHTML(t *rapid.T, depth int) string {
	var b strings.Builder
	for range rapid.IntRange(0, 6).Draw(t, "parts") {
		if depth > 0 && rapid.Bool().Draw(t, "tag") {
			tag := rapid.SampledFrom([]string{"b", "i", "code", `a href="https://example.com/?a=1&amp;b=2"`, `span class="tg-spoiler"`}).Draw(t, "name")
			name, _, _ := strings.Cut(tag, " ")
			b.WriteString("<" + tag + ">" + writeHTML(t, depth-1) + "</" + name + ">")
			continue
		}
		b.WriteString(html.EscapeString(rapid.StringOfN(rapid.SampledFrom([]rune("ab<>&\"' \n;é😀")), 0, 20, -1).Draw(t, "text")))
	}
	return b.String()
}

func solid(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func balanced(s string) bool {
	var open []string
	for _, t := range tokenize(s) {
		switch {
		case t.tag == "":
		case !t.closing:
			open = append(open, t.tag)
		case len(open) == 0 || open[len(open)-1] != t.tag:
			return false
		default:
			open = open[:len(open)-1]
		}
	}
	return len(open) == 0
}
