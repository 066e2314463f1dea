package locales

import (
	"fmt"
	"html"
	"strconv"
	"strings"
	"text/template"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	i18ntemplate "github.com/nicksnyder/go-i18n/v2/i18n/template"

	"resellerbot/internal/chat"
)

// literal is the key of text that a person or a provider wrote.
const literal = "literal"

func (c *Catalog) render(tag string, t chat.Text, markup bool) string {
	switch t.Key {
	case "":
		return ""
	case literal:
		if a, ok := t.Args["Text"].(chat.Amount); ok {
			return escape(c.Amount(tag, a), markup)
		}
		return escape(fmt.Sprint(t.Args["Text"]), markup)
	}
	in := c.plain
	if markup {
		in = c.html
	}
	l, ok := in[tag]
	if !ok {
		l = in[fallback]
	}
	config := &i18n.LocalizeConfig{MessageID: t.Key, TemplateData: c.fill(tag, t.Args, markup), TemplateParser: parser{}}
	if n, ok := t.Args["Count"]; ok {
		if config.PluralCount = n; n == 0 {
			config.PluralCount = 2 // "0 ações": people say none like many, whatever the rules of a language
		}
	}
	s, err := l.Localize(config)
	if s == "" && err != nil {
		return escape(t.Key, markup) // every key is checked in a test, but part of one may come from outside
	}
	return s
}

// fill escapes what goes into a sentence, so that no value can bring markup.
func (c *Catalog) fill(tag string, args chat.Args, markup bool) map[string]any {
	out := make(map[string]any, len(args))
	for k, v := range args {
		switch v := v.(type) {
		case chat.Text:
			out[k] = c.render(tag, v, markup)
		case chat.Amount:
			out[k] = escape(c.Amount(tag, v), markup)
		case int:
			out[k] = count(tag, int64(v))
		case int64:
			out[k] = count(tag, v)
		case bool:
			out[k] = v
		default:
			out[k] = escape(fmt.Sprint(v), markup)
		}
	}
	return out
}

// count writes what needs marks between thousands; smaller numbers stay ones,
// for sentences ask whether there are any.
func count(tag string, n int64) any {
	if -1000 < n && n < 1000 {
		return n
	}
	return group(tag, strconv.FormatInt(n, 10))
}

// Telegram refuses most control characters' entities, and a NUL cuts a text.
// What turns the direction of letters would turn the price beside it too.
func escape(s string, markup bool) string {
	s = strings.Map(func(r rune) rune {
		if r == 0 || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	if markup {
		return html.EscapeString(s)
	}
	return s
}

// parser is the templates' parser: a placeholder that nothing fills is an
// error rather than "<no value>".
type parser struct{}

// Cacheable lets a template be parsed once.
func (parser) Cacheable() bool { return true }

// Parse reads a template.
func (parser) Parse(src, left, right string) (i18ntemplate.ParsedTemplate, error) {
	t, err := template.New("").Delims(left, right).Option("missingkey=error").Parse(src)
	return parsed{t}, err
}

type parsed struct{ *template.Template }

// Execute fills a template.
func (p parsed) Execute(data any) (string, error) {
	var b strings.Builder
	err := p.Template.Execute(&b, data)
	return b.String(), err
}
