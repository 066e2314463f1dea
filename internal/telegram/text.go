package telegram

import (
	"html"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Telegram's limits, in characters after the markup is parsed.
const (
	maxText    = 4096
	maxCaption = 1024
)

var tagPattern = regexp.MustCompile(`</?([a-z-]+)[^>]*>`)

// plain takes the markup out of a text.
func plain(s string) string { return html.UnescapeString(tagPattern.ReplaceAllString(s, "")) }

// visible counts the characters that Telegram counts.
func visible(s string) int { return utf8.RuneCountInString(plain(s)) }

// split cuts a text into pieces that each fit a message, at line ends where it
// can. Tags that are open at a cut are closed, and opened again in the next
// piece.
func split(s string, most int) []string {
	if visible(s) <= most {
		return []string{s}
	}
	var pieces []string
	var piece strings.Builder
	var open []string // the start tags that are open, whole
	size := 0
	flush := func() {
		pieces = append(pieces, piece.String()+closing(open))
		piece.Reset()
		size = 0
		for _, tag := range open {
			piece.WriteString(tag)
		}
	}
	for _, token := range tokens(s) {
		if m := tagPattern.FindString(token); m == token {
			open = follow(open, token)
			piece.WriteString(token)
			continue
		}
		n := visible(token)
		if size > 0 && size+n > most {
			flush()
		}
		piece.WriteString(token)
		size += n
	}
	if size > 0 {
		flush()
	}
	return pieces
}

// chunk bounds a token, so that a line longer than a message is cut as well.
const chunk = 512

// tokens are tags, and runs of text that end with a line or after chunk
// characters. An entity is never cut.
func tokens(s string) []string {
	var out []string
	for s != "" {
		if loc := tagPattern.FindStringIndex(s); loc != nil && loc[0] == 0 {
			out, s = append(out, s[:loc[1]]), s[loc[1]:]
			continue
		}
		end := strings.IndexByte(s[1:], '<') + 1
		if end == 0 {
			end = len(s)
		}
		if nl := strings.IndexByte(s[:end], '\n'); nl >= 0 {
			end = nl + 1
		}
		end = bounded(s, end)
		out, s = append(out, s[:end]), s[end:]
	}
	return out
}

// bounded shortens a run to chunk characters, before an entity that it would
// cut.
func bounded(s string, end int) int {
	n := 0
	for i := range s[:end] {
		if n++; n > chunk {
			if amp := strings.LastIndexByte(s[:i], '&'); amp > 0 && !strings.Contains(s[amp:i], ";") && i-amp < 10 {
				return amp
			}
			return i
		}
	}
	return end
}

func follow(open []string, tag string) []string {
	if !strings.HasPrefix(tag, "</") {
		return append(open[:len(open):len(open)], tag)
	}
	if len(open) == 0 {
		return open
	}
	return open[:len(open)-1]
}

func closing(open []string) string {
	var b strings.Builder
	for i := len(open) - 1; i >= 0; i-- {
		b.WriteString("</" + tagPattern.FindStringSubmatch(open[i])[1] + ">")
	}
	return b.String()
}
