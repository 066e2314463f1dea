package resale

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// FieldError says what is wrong with a field of an order, for the one who
// typed it. Its code is Invalid.
type FieldError struct {
	Field    OrderField
	Problem  string // one of the Problem… words, the end of a locale key
	Min, Max int64  // what is allowed, where it is a matter of how much; Max 0: no limit
	Got      int64  // with ProblemLines: how many there were
}

// What can be wrong with a field.
const (
	ProblemEmpty    = "empty"     // nothing there
	ProblemLink     = "link"      // no link and no name
	ProblemBlanks   = "blanks"    // has blanks where none may be
	ProblemNumber   = "number"    // no whole number
	ProblemLow      = "low"       // below Min
	ProblemHigh     = "high"      // above Max
	ProblemLines    = "lines"     // Got lines, not Min to Max
	ProblemDate     = "date"      // no date
	ProblemPast     = "past"      // not in the future
	ProblemCountry  = "country"   // neither a country's name nor a code
	ProblemChoice   = "choice"    // none of Choices
	ProblemTooLong  = "too_long"  // more than Max characters
	ProblemNotAsked = "not_asked" // the service does not take it, or not after the other answers
)

func (e *FieldError) Error() string { return fmt.Sprintf("check %s: %s", e.Field, e.Problem) }

// Unwrap gives the error's code.
func (e *FieldError) Unwrap() error {
	return &Error{Act: "check order", Code: Invalid, Fields: []string{string(e.Field)}}
}

// Clean checks all answers of an order and gives them as the panel wants them,
// without those that are blank. The error is the *FieldError of the first wrong
// field in the order of asking, or Unsupported for a service of an unknown
// kind. See also CheckExpiry.
func (s Service) Clean(v OrderValues) (OrderValues, error) {
	if !s.Orderable() {
		return nil, &Error{Act: "check order", Code: Unsupported, Err: fmt.Errorf("a service of the type %q", s.Word)}
	}
	clean := maps.Collect(maps.All(v)) // never nil
	maps.DeleteFunc(clean, func(_ OrderField, text string) bool { return strings.TrimFunc(printable(text), blank) == "" })
	for _, f := range slices.Concat(s.Fields(), s.Optional(), slices.Sorted(maps.Keys(clean))) {
		text, err := s.CheckField(f, clean[f], clean)
		if err != nil {
			return nil, err
		}
		if delete(clean, f); text != "" {
			clean[f] = text
		}
	}
	return clean, nil
}

// Check checks a whole order like Clean. Values that CheckField did not give
// are refused, for what is counted and charged must be what is sent.
func (s Service) Check(v OrderValues) error {
	clean, err := s.Clean(v)
	if err != nil {
		return err
	}
	for f, text := range v {
		if text != clean[f] {
			return &Error{Act: "check order", Code: Internal, Err: fmt.Errorf("%s is not as it was checked", f)}
		}
	}
	return nil
}

// takes tells whether an order of the service may have the field.
func (s Service) takes(f OrderField) bool {
	return slices.Contains(s.Fields(), f) || slices.Contains(s.Optional(), f)
}

// counted is the list whose entries are what is ordered, "" when a number is.
func (s Service) counted() OrderField {
	switch s.Kind {
	case KindCustomComments, KindCommentReplies:
		return FieldComments
	case KindMentionsCustomList:
		return FieldUsernames
	default:
		return ""
	}
}

// Quantity is what is charged: entries of the list, runs × quantity, or 1 of a
// package. Of a subscription it is the most for one post. It is 0 as long as
// the values do not say.
func (s Service) Quantity(v OrderValues) int64 {
	switch list := s.counted(); {
	case s.Flat():
		return 1
	case list != "":
		return int64(len(list.Entries(v[list])))
	case s.Kind == KindSubscriptions:
		return number(v[FieldMax])
	case v[FieldRuns] != "" && s.dripFeeds():
		return times(number(v[FieldQuantity]), number(v[FieldRuns]))
	default:
		return number(v[FieldQuantity])
	}
}

// number reads a checked number, 0 when it is none.
func number(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// times stops at what an int64 holds.
func times(a, b int64) int64 {
	if a > 0 && b > math.MaxInt64/a {
		return math.MaxInt64
	}
	return a * b
}
