package xmplus

import (
	"bytes"
	"encoding/json"
	"html"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// number reads a whole number, 0 when it is none.
func (a answer) number(names ...string) int64 {
	text := a.text(names...)
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil && math.Abs(f) < 1<<53 {
		return int64(f)
	}
	return 0
}

func (a answer) flag(names ...string) bool {
	switch strings.ToLower(a.text(names...)) {
	case "", "0", "false", "no", "off", "disabled", "disable", "inactive":
		return false
	default:
		return true
	}
}

// sum reads money. Where the number stands alone the currency may lie beside it.
func (a answer) sum(name string) resale.Sum {
	s := resale.ParseSum(a.text(name))
	if s.Known && s.Unit == "" {
		s.Unit = cut(a.text("currency"), longestWord)
	}
	return s
}

// amount reads a fee, "2.50" or "2.5%"; 0 when there is none.
func (a answer) amount(name string) decimal.Decimal {
	return resale.ParseSum(a.text(name)).Amount
}

// How many characters of a panel's texts are kept.
const (
	longestName = 200
	longestWord = 100
	longestNote = 2000
)

var (
	lineTag = regexp.MustCompile(`(?i)<br\s*/?>|</(?:p|li|div|h\d)>`)
	anyTag  = regexp.MustCompile(`<[/a-zA-Z][^<>]*>`)
)

// plain gives the text of what the panel shows on a page.
func (a answer) plain(most int, names ...string) string {
	text := a.text(names...)
	if strings.Contains(text, "<") {
		text = anyTag.ReplaceAllString(lineTag.ReplaceAllString(text, "\n"), "")
	}
	return cut(html.UnescapeString(text), most)
}

func cut(text string, most int) string {
	if r := []rune(text); len(r) > most {
		text = string(r[:most])
	}
	return strings.TrimSpace(text)
}

// moment reads a time of the panel, whose zone it does not say; zero when there
// is none, and when the year is of another calendar.
func (c *Client) moment(text string) time.Time {
	for _, layout := range []string{"2006-01-02 15:04", time.DateTime, time.RFC3339, "2006-01-02T15:04:05", time.DateOnly} {
		if at, err := time.ParseInLocation(layout, text, c.zone); err == nil {
			if at.Year() < 2000 {
				return time.Time{}
			}
			return at.UTC()
		}
	}
	return unix(text)
}

// unix reads seconds, or milliseconds, since 1970; zero when it is neither.
func unix(text string) time.Time {
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err == nil && seconds > 1e12 {
		seconds /= 1000
	}
	if err != nil || seconds < 1e9 || seconds > 1e11 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

// rows gives the objects of a list. One that stands alone is a list of one, and
// PHP writes lists with gaps as objects by number. ok is false when it is none
// of these; nothing at all is an empty list.
func rows(raw json.RawMessage, ids ...string) (found []answer, ok bool) {
	var list []answer
	raw = bytes.TrimSpace(raw)
	switch {
	case len(raw) == 0:
		return nil, false
	case raw[0] == '[':
		ok = json.Unmarshal(raw, &list) == nil
		return list, ok
	case raw[0] != '{':
		text := httpapi.Scalar(raw)
		return nil, text == "" || text == "false"
	}
	one := read(raw)
	if one.text(ids...) != "" {
		return []answer{one}, true
	}
	for _, key := range slices.SortedFunc(maps.Keys(one), byNumber) {
		row := read(one[key])
		if len(row) == 0 {
			return nil, false
		}
		found = append(found, row)
	}
	return found, true
}

func byNumber(a, b string) int {
	first, _ := strconv.Atoi(a)
	second, _ := strconv.Atoi(b)
	if first != second {
		return first - second
	}
	return strings.Compare(a, b)
}
