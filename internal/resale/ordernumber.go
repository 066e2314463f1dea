package resale

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

const (
	mostAtAll       = 1_000_000_000_000 // beyond any quantity that is sold
	longestInterval = 10_000            // minutes, a week
	fewestRuns      = 2                 // one is no drip-feed
)

var (
	plain   = regexp.MustCompile(`^\d+$`)
	grouped = regexp.MustCompile(`^\d{1,3}(?:\.\d{3})+$|^\d{1,3}(?:,\d{3})+$|^\d{1,3}(?:[ \x{00a0}\x{202f}]\d{3})+$`)
	kilo    = regexp.MustCompile(`^(\d+) ?[kK]$`)
	noDigit = regexp.MustCompile(`\D`)
)

// readNumber reads 1000, 1.000, 1,000, 1 000 and 1k: a quantity has no
// fractions, so none of them can mean anything else.
func readNumber(text string) (n int64, ok bool) {
	switch {
	case kilo.MatchString(text):
		text = kilo.FindStringSubmatch(text)[1] + "000"
	case grouped.MatchString(text):
		text = noDigit.ReplaceAllString(text, "")
	case !plain.MatchString(text):
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return mostAtAll + 1, true // all digits: it is only too large
	}
	return n, true
}

func (s Service) checkNumber(f OrderField, text string, so OrderValues) (string, error) {
	n, ok := readNumber(text)
	if !ok {
		return "", &FieldError{Field: f, Problem: ProblemNumber}
	}
	low, high := s.limits(f, so)
	switch {
	case n < low:
		return "", &FieldError{Field: f, Problem: ProblemLow, Min: low, Max: high}
	case high > 0 && n > high:
		return "", &FieldError{Field: f, Problem: ProblemHigh, Min: low, Max: high}
	case n > mostAtAll:
		return "", &FieldError{Field: f, Problem: ProblemHigh, Min: low, Max: mostAtAll}
	}
	return strconv.FormatInt(n, 10), nil
}

// limits gives what a number may be, after the others so far; high is 0 when
// there is no limit. The least counts for each run, the most for all of them.
func (s Service) limits(f OrderField, so OrderValues) (low, high int64) {
	switch f {
	case FieldQuantity:
		return max(s.Min, 1), s.share(so[FieldRuns])
	case FieldRuns:
		return fewestRuns, s.share(so[FieldQuantity])
	case FieldInterval:
		return 0, longestInterval
	case FieldMin:
		return max(s.Min, 1), s.Max
	case FieldMax:
		return max(s.Min, number(so[FieldMin]), 1), s.Max
	case FieldOldPosts:
		return 0, 0
	default:
		return 1, 0
	}
}

// share is how often the other factor of runs × quantity fits into the most
// that may be ordered.
func (s Service) share(other string) int64 {
	n := number(other)
	if n <= 1 || s.Max <= 0 {
		return s.Max
	}
	return max(s.Max/n, 1)
}

// expiryLayout is d/m/Y, as the panels' page has it.
const expiryLayout = "02/01/2006"

func checkDate(f OrderField, text string) (string, error) {
	for _, layout := range []string{"2/1/2006", time.DateOnly} {
		if at, err := time.Parse(layout, strings.Map(slashes, text)); err == nil {
			return at.Format(expiryLayout), nil
		}
		if at, err := time.Parse(layout, text); err == nil {
			return at.Format(expiryLayout), nil
		}
	}
	return "", &FieldError{Field: f, Problem: ProblemDate}
}

func slashes(r rune) rune {
	if r == '.' || r == '-' {
		return '/'
	}
	return r
}

// CheckExpiry checks that the expiry of an order, if it has one, is after the
// day of now, in now's zone. The error is a *FieldError.
func (v OrderValues) CheckExpiry(now time.Time) error {
	text := v[FieldExpiry]
	if text == "" {
		return nil
	}
	day, err := time.Parse(expiryLayout, text)
	if err != nil {
		return &FieldError{Field: FieldExpiry, Problem: ProblemDate}
	}
	if !day.After(dayOf(now, now.Location())) {
		return &FieldError{Field: FieldExpiry, Problem: ProblemPast}
	}
	return nil
}
