package handlers

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/search"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

// backRow leads a customer back; a reseller has Cancel.
func (s configSheet) backRow(t *dialog.Turn) [][]chat.Button {
	if s.Seller == 0 {
		return nil
	}
	return [][]chat.Button{row(goTo("myconfig.to_my", linkTarget("my", s.link(t))))}
}

// countriesBegun gives the countries, by their codes, that somebody may mean:
// the one whose code or name was typed, or those whose names begin so, in their
// language or in English. Case and accents do not matter.
func countriesBegun(codes []string, lang, typed string) []string {
	typed = strings.TrimSpace(typed)
	match := search.New(language.Make(lang), search.Loose)
	var begun []string
	for _, code := range codes {
		begins := false
		for _, name := range []string{code, regionName(code, lang), regionName(code, "en")} {
			start, end := match.IndexString(name, typed, search.Anchor)
			switch {
			case start != 0:
			case end == len(name):
				return []string{code}
			case name != code:
				begins = true
			}
		}
		if begins {
			begun = append(begun, code)
		}
	}
	return begun
}

// countryNames lists a few countries for a sentence.
func countryNames(codes []string, lang string) string {
	const most = 6
	var names []string
	for _, code := range codes[:min(len(codes), most)] {
		names = append(names, regionName(code, lang))
	}
	if len(codes) > most {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}

// countryRows puts two countries in a row where a narrow phone shows both names
// whole.
func countryRows(codes []string, lang string) (rows [][]chat.Button) {
	const narrow = 12
	room := false
	for _, code := range codes[:min(len(codes), mostButtons)] {
		b := chat.Button{Label: literal(countryName(code, lang), 30), Answer: "in " + code}
		short := utf8.RuneCountInString(regionName(code, lang)) <= narrow
		if room && short {
			rows[len(rows)-1] = append(rows[len(rows)-1], b)
			room = false
			continue
		}
		rows, room = append(rows, row(b)), short
	}
	return rows
}
