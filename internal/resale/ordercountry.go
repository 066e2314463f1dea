package resale

import (
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// noCountry tells whether a text surely is no country: what panels take is not
// written down, so names that are not known may be right.
func noCountry(text string) bool {
	letters := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters < 2 || len(text) == 2 && !KnownCountry(text)
}

// KnownCountry tells whether a text is the ISO 3166 code of a country, its name
// in English or Portuguese, or one of the words for the whole world. Case and
// accents do not matter.
func KnownCountry(text string) bool {
	text = Fold(strings.TrimSpace(text))
	switch text {
	case "":
		return false // regions without a name
	case "ww", "world", "worldwide", "mundo", "global", "all", "eu", "europe", "europa":
		return true
	}
	if len(text) == 2 || len(text) == 3 {
		region, err := language.ParseRegion(text)
		if err == nil && region.IsCountry() {
			return true
		}
	}
	english, portuguese := display.Regions(language.English), display.Regions(language.BrazilianPortuguese)
	for first := 'A'; first <= 'Z'; first++ {
		for second := 'A'; second <= 'Z'; second++ {
			region, err := language.ParseRegion(string([]rune{first, second}))
			if err == nil && region.IsCountry() && (Fold(english.Name(region)) == text || Fold(portuguese.Name(region)) == text) {
				return true
			}
		}
	}
	return false
}
