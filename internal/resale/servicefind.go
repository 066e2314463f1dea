package resale

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/govalues/decimal"
	"golang.org/x/text/unicode/norm"
)

// ServiceQuery says which services are looked for; the zero one finds all.
type ServiceQuery struct {
	Search   string           // words that all stand in the number, the name or the category; see Fold
	Category string           // the exact name; "": any
	Loose    bool             // only those without a category
	Low      *decimal.Decimal // of the rate; nil: no limit
	High     *decimal.Decimal
	Refill   bool // only those that can be refilled
	Cheapest bool // by rate, not in the panel's order
}

// Find gives the services that fit, in a slice of its own.
func (q ServiceQuery) Find(all []Service) []Service {
	words := strings.Fields(Fold(q.Search))
	var found []Service
	for _, s := range all {
		if q.fits(s) && holds(s, words) {
			found = append(found, s)
		}
	}
	if q.Cheapest {
		slices.SortStableFunc(found, func(a, b Service) int { return a.Rate.Cmp(b.Rate) })
	}
	if len(words) > 0 { // a number that was meant stands first
		slices.SortStableFunc(found, func(a, b Service) int { return cmp.Compare(named(b, words), named(a, words)) })
	}
	return found
}

func (q ServiceQuery) fits(s Service) bool {
	switch {
	case q.Category != "" && s.Category != q.Category, q.Loose && s.Category != "", q.Refill && !s.Refill:
		return false
	case q.Low != nil && s.Rate.Less(*q.Low), q.High != nil && q.High.Less(s.Rate):
		return false
	}
	return true
}

func holds(s Service, words []string) bool {
	if len(words) == 0 {
		return true
	}
	text := Fold(s.ID + " " + s.Name + " " + s.Category)
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}

func named(s Service, words []string) int {
	if slices.Contains(words, s.ID) {
		return 1
	}
	return 0
}

// Fold gives a text as it is compared in a search: without case and accents,
// and in plain letters where a panel wrote in fancy ones.
func Fold(text string) string {
	ascii := strings.IndexFunc(text, func(r rune) bool { return r >= 0x80 }) < 0
	if !ascii {
		text = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFKD.String(text))
	}
	return strings.ToLower(text)
}

// ServiceCategory is a group of a panel's services.
type ServiceCategory struct {
	Name  string
	Count int
}

// CategoriesOf gives the categories of services, in the order in which they
// come first.
func CategoriesOf(all []Service) []ServiceCategory {
	var categories []ServiceCategory
	at := map[string]int{}
	for _, s := range all {
		n, known := at[s.Category]
		if !known {
			n = len(categories)
			at[s.Category], categories = n, append(categories, ServiceCategory{Name: s.Category})
		}
		categories[n].Count++
	}
	return categories
}
