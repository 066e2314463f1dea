package telegram

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of the Bot API (sendMessage, sendPhoto), in characters after parsing.
const (
	maxText    = 4096
	maxCaption = 1024
	maxRaw     = 30_000 // bytes with markup; the server takes 32,768
)

// token is a tag, or a character as it is written.
type token struct {
	raw     string
	tag     string // the tag's name, "" for a character
	closing bool
}

// tokenize reads Telegram's HTML. What is no tag or entity counts as the
// characters that it is made of.
func tokenize(s string) []token {
	tokens := make([]token, 0, len(s))
	for len(s) > 0 {
		t := nextToken(s)
		tokens = append(tokens, t)
		s = s[len(t.raw):]
	}
	return tokens
}

func nextToken(s string) token {
	switch s[0] {
	case '<':
		if end := strings.IndexByte(s, '>'); end > 1 {
			name, closing := strings.CutPrefix(s[1:end], "/")
			if i := strings.IndexAny(name, " \n\t"); i >= 0 {
				name = name[:i]
			}
			if isName(name) {
				return token{raw: s[:end+1], tag: name, closing: closing}
			}
		}
	case '&':
		if end := strings.IndexByte(s, ';'); end > 1 && end <= 10 && utf8.RuneCountInString(html.UnescapeString(s[:end+1])) == 1 {
			return token{raw: s[:end+1]}
		}
	}
	_, n := utf8.DecodeRuneInString(s)
	return token{raw: s[:n]}
}

func isName(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") == ""
}

func (t token) newline() bool { return t.raw == "\n" }

func (t token) blank() bool {
	r, _ := utf8.DecodeRuneInString(html.UnescapeString(t.raw))
	return t.tag == "" && unicode.IsSpace(r)
}

// split cuts HTML into pieces of at most limit characters after parsing: at
// the end of a line if there is one, else between words, else anywhere. Tags
// that are open at a cut are closed before it and opened again after it.
func split(s string, limit int) []string {
	if len(s) <= limit {
		return []string{s}
	}
	var pieces []string
	var open []token
	for tokens := tokenize(s); len(tokens) > 0; {
		cut, next := cutAt(tokens, limit, open)
		piece, still := render(tokens[:cut], open)
		if piece != "" {
			pieces = append(pieces, piece)
		}
		open, tokens = still, tokens[next:]
	}
	if len(pieces) == 0 {
		return []string{s}
	}
	return pieces
}

// cutAt gives where the first piece ends and where the next begins: the white
// space that is cut at belongs to neither.
func cutAt(tokens []token, limit int, open []token) (cut, next int) {
	line, word, chars, size := 0, 0, 0, 0
	for _, t := range open {
		size += 2*len(t.raw) + 3
	}
	for i, t := range tokens {
		size += len(t.raw)
		if t.tag == "" {
			chars++
		}
		if chars > limit || size > maxRaw && i > 0 {
			switch {
			case t.blank():
				return i, i + 1
			case line > 0:
				return line, line + 1
			case word > 0:
				return word, word + 1
			}
			return i, i
		}
		switch {
		case t.newline():
			line = i
		case t.blank():
			word = i
		}
	}
	return len(tokens), len(tokens)
}

// render writes a piece with the tags in it balanced, and gives those that are
// open at its end. A piece without anything to see is "".
func render(tokens, open []token) (string, []token) {
	var b strings.Builder
	for _, t := range open {
		b.WriteString(t.raw)
	}
	still := append([]token(nil), open...)
	seen := false
	for _, t := range tokens {
		switch {
		case t.tag == "":
			seen = seen || !t.blank()
		case !t.closing:
			still = append(still, t)
		case len(still) > 0:
			still = still[:len(still)-1]
		}
		b.WriteString(t.raw)
	}
	if !seen {
		return "", still
	}
	for i := len(still) - 1; i >= 0; i-- {
		b.WriteString("</" + still[i].tag + ">")
	}
	return b.String(), still
}

// plain is HTML without its markup.
func plain(s string) string {
	var b strings.Builder
	for _, t := range tokenize(s) {
		if t.tag == "" {
			b.WriteString(html.UnescapeString(t.raw))
		}
	}
	return b.String()
}

// visible counts the characters after parsing.
func visible(s string) int {
	n := 0
	for _, t := range tokenize(s) {
		if t.tag == "" {
			n++
		}
	}
	return n
}
