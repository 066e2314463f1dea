// Package locales holds every sentence that a person sees: one TOML file per
// language, and the Catalog that renders them. Keys begin with the name of the
// conversation that says them.
package locales

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"resellerbot/internal/chat"
)

//go:embed *.toml
var files embed.FS

// fallback is the language for people whose own is not spoken here.
const fallback = "en"

// Language is one that the bot speaks.
type Language struct {
	Tag  string // "pt-BR"
	Name string // in that language: "Português (Brasil)"
}

// Catalog renders texts. It is safe for concurrent use.
type Catalog struct {
	languages []Language
	matcher   language.Matcher
	html      map[string]*i18n.Localizer
	plain     map[string]*i18n.Localizer
}

// Load reads the languages that are built in. It fails when a file is broken.
func Load() (*Catalog, error) {
	// Two bundles, because a bundle caches a template with the first parser
	// that it was used with.
	html, tags, err := bundle()
	if err != nil {
		return nil, err
	}
	plain, _, err := bundle()
	if err != nil {
		return nil, err
	}
	c := &Catalog{matcher: language.NewMatcher(tags), html: map[string]*i18n.Localizer{}, plain: map[string]*i18n.Localizer{}}
	for _, tag := range tags {
		name := tag.String()
		c.html[name], c.plain[name] = i18n.NewLocalizer(html, name), i18n.NewLocalizer(plain, name)
		c.languages = append(c.languages, Language{Tag: name})
	}
	for i, l := range c.languages {
		c.languages[i].Name = c.Plain(l.Tag, chat.T("language.name"))
	}
	return c, nil
}

// bundle loads every file, the fallback language first.
func bundle() (*i18n.Bundle, []language.Tag, error) {
	b := i18n.NewBundle(language.Make(fallback))
	b.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil, nil, fmt.Errorf("load languages: %w", err)
	}
	tags := []language.Tag{language.Make(fallback)}
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), path.Ext(e.Name()))
		tag, err := language.Parse(name)
		if err != nil {
			return nil, nil, fmt.Errorf("load language %s: %w", e.Name(), err)
		}
		if _, err := b.LoadMessageFileFS(files, e.Name()); err != nil {
			return nil, nil, fmt.Errorf("load language %s: %w", e.Name(), err)
		}
		if !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return b, tags, nil
}

// Languages gives what the bot speaks, the fallback first.
func (c *Catalog) Languages() []Language { return slices.Clone(c.languages) }

// Match finds the language for a Telegram language_code. Only a sure match
// counts: the matcher's guesses would serve Russian to Ukrainians.
func (c *Catalog) Match(code string) string {
	tag, err := language.Parse(code)
	if err != nil {
		return fallback
	}
	_, i, sure := c.matcher.Match(tag)
	if sure < language.High {
		base, _ := tag.Base()
		for _, l := range c.languages {
			if own, _ := language.Make(l.Tag).Base(); own == base {
				return l.Tag
			}
		}
		return fallback
	}
	return c.languages[i].Tag
}

// HTML renders a text for a message, with everything that fills it escaped.
func (c *Catalog) HTML(tag string, t chat.Text) string { return c.render(tag, t, true) }

// Plain renders a text for where there is no markup: buttons, tap answers.
func (c *Catalog) Plain(tag string, t chat.Text) string { return c.render(tag, t, false) }

// Render joins the lines of a screen; a zero line is an empty one.
func (c *Catalog) Render(tag string, lines []chat.Text) string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = c.HTML(tag, l)
	}
	return strings.Join(out, "\n")
}
