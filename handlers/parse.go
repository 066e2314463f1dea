package handlers

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"resellerbot/internal/chat"
)

// What panels accept: letters and digits, at most 12 for a name, as their
// public clients do.
var (
	usernamePattern = regexp.MustCompile(`^[a-z][a-z0-9]{2,11}$`)
	passwordPattern = regexp.MustCompile(`^[A-Za-z0-9]{4,25}$`)
	countPattern    = regexp.MustCompile(`^(\d{1,6})(?:\s*\p{L}{1,10}\.?)?$`)
)

// parseCount reads a whole number, with or without a unit behind it ("30",
// "30 dias"), in the digits of any script. ok is false outside of 1 to most.
func parseCount(text string, most int) (n int, ok bool) {
	m := countPattern.FindStringSubmatch(strings.Map(asciiDigit, strings.TrimSpace(text)))
	if m == nil {
		return 0, false
	}
	n, err := strconv.Atoi(m[1])
	return n, err == nil && n >= 1 && n <= most
}

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
