package main

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strconv"
	"sync"

	"resellerbot/internal/secret"
)

// secretShapes are what the known kinds of credential look like: bot tokens
// and Servex keys.
var secretShapes = regexp.MustCompile(`\d{5,}:[A-Za-z0-9_-]{30,}|sx_[A-Za-z0-9]{8,}|(?i:bearer )[A-Za-z0-9._~+/=-]{8,}`)

const redacted = "[redacted]"

// redact hides what looks like a credential.
func redact(text string) string { return secretShapes.ReplaceAllString(text, redacted) }

// redactor is a writer that hides credentials, the last defence of the log:
// by then every value is text, whatever type it was logged as. Each Write must
// be a whole record, as it is with slog's handlers.
type redactor struct {
	to io.Writer

	mu    sync.RWMutex
	known [][]byte
}

// shortest is the fewest bytes of a credential that is looked for: a shorter
// one would hide ordinary words.
const shortest = 8

// hide has the writer look for a certain credential, whatever it looks like.
func (r *redactor) hide(s secret.String) {
	text := s.Reveal()
	if len(text) < shortest {
		return
	}
	quoted := strconv.Quote(text) // as both of slog's handlers escape it
	forms := [][]byte{[]byte(text), []byte(quoted[1 : len(quoted)-1])}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, form := range forms {
		if !slices.ContainsFunc(r.known, func(k []byte) bool { return bytes.Equal(k, form) }) {
			r.known = append(r.known, form)
		}
	}
}

func (r *redactor) Write(record []byte) (int, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	clean := record
	for _, k := range r.known {
		clean = bytes.ReplaceAll(clean, k, []byte(redacted))
	}
	clean = secretShapes.ReplaceAll(clean, []byte(redacted))
	if _, err := r.to.Write(clean); err != nil {
		return 0, err
	}
	return len(record), nil
}
