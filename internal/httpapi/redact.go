package httpapi

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"resellerbot/internal/secret"
)

const detailRunes = 200

// cause is an error's text without secrets. The error itself is dropped, for
// it may hold an address or a header; of its chain only the context's errors stay.
type cause struct {
	text    string
	context error
}

func (c *cause) Error() string { return c.text }
func (c *cause) Unwrap() error { return c.context }

func (c *Client) cause(r Request, err error) error {
	kept := &cause{text: c.redact(r, err.Error())}
	for _, known := range []error{context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, known) {
			kept.context = known
		}
	}
	return kept
}

// Words makes a provider's words, from inside an answer, fit for
// resale.Error.Detail.
func (c *Client) Words(r Request, text string) string { return c.clean(r, text) }

// clean makes a provider's words fit for a person: one line, short, no secret,
// nothing that turns the direction of the text around it.
func (c *Client) clean(r Request, text string) string {
	text = c.redact(r, strings.ToValidUTF8(text, ""))
	text = strings.Join(strings.FieldsFunc(text, func(s rune) bool {
		return unicode.IsControl(s) || unicode.IsSpace(s) || unicode.Is(unicode.Bidi_Control, s)
	}), " ")
	if runes := []rune(text); len(runes) > detailRunes {
		text = string(runes[:detailRunes])
	}
	return text
}

// redact blots out every secret of the call, as it is and as an address spells it.
func (c *Client) redact(r Request, text string) string {
	hidden := secret.New("").String()
	for _, s := range slices.Concat([]secret.String{c.config.Bearer}, r.Secrets) {
		if s.IsZero() {
			continue
		}
		plain := s.Reveal()
		for _, form := range []string{plain, url.QueryEscape(plain), url.PathEscape(plain)} {
			text = strings.ReplaceAll(text, form, hidden)
		}
	}
	return text
}
