package handlers

import (
	"regexp"
	"strings"
	"unicode"

	"resellerbot/internal/chat"
)

// What panels accept: letters and digits, at most 12 for a name, as their
// public clients do.
var (
	usernamePattern = regexp.MustCompile(`^[a-z][a-z0-9]{2,11}$`)
	passwordPattern = regexp.MustCompile(`^[A-Za-z0-9]{4,25}$`)
)

// asciiDigit turns a decimal digit of another script into ours: in each script
// the ten of them stand in one run.
func asciiDigit(r rune) rune {
	if r < 128 || !unicode.Is(unicode.Nd, r) {
		return r
	}
	zero := r
	for unicode.Is(unicode.Nd, zero-1) && r-zero < 9 {
		zero--
	}
	return '0' + (r - zero)
}

// parseUsername lowers and checks a name.
func parseUsername(text string) (string, bool) {
	name := strings.ToLower(strings.TrimSpace(text))
	return name, usernamePattern.MatchString(name)
}

// shorten cuts a text to n characters, for where long ones do not fit.
func shorten(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// literal is somebody's text of a bounded length.
func literal(s string, n int) chat.Text { return chat.Literal(shorten(s, n)) }

// trimLines cuts a text to n characters and leaves its lines as they are, but
// for empty ones.
func trimLines(s string, n int) string {
	var lines []string
	for line := range strings.Lines(s) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	s = strings.Join(lines, "\n")
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
