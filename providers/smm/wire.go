package smm

import (
	"encoding/json"
	"math"
	"regexp"
	"strconv"
	"strings"

	"resellerbot/internal/httpapi"

	"github.com/govalues/decimal"
)

var (
	identity = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$`)
	grouped  = regexp.MustCompile(`^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$`) // as PHP's number_format writes it
	someID   = regexp.MustCompile(`[1-9]`)
)

// How many characters of a panel's texts are kept: they go into every order.
const (
	longestName = 300
	longestWord = 100
	longestNote = 4000
)

// cut gives a text of at most so many characters.
func cut(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return strings.TrimSpace(string(r[:most]))
	}
	return text
}

// id reads the number of an order or a refill, "" when it is none. It may have
// letters, but a word is no number.
func id(raw json.RawMessage) string {
	text := httpapi.Scalar(raw)
	if !identity.MatchString(text) || !someID.MatchString(text) {
		return ""
	}
	return text
}

// amount reads money; nil when there is none.
func amount(raw json.RawMessage) *decimal.Decimal {
	text := httpapi.Scalar(raw)
	if grouped.MatchString(text) {
		text = strings.ReplaceAll(text, ",", "")
	}
	d, err := decimal.Parse(text)
	if err != nil {
		return nil
	}
	return &d
}

// count reads a whole number; nil when there is none. Fractions are cut off.
func count(raw json.RawMessage) *int64 {
	text := httpapi.Scalar(raw)
	if grouped.MatchString(text) {
		text = strings.ReplaceAll(text, ",", "")
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return &n
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil && math.Abs(f) < 1<<53 {
		n := int64(f)
		return &n
	}
	return nil
}

// flag reads a bool; missing is false.
func flag(raw json.RawMessage) bool {
	switch text := strings.ToLower(httpapi.Scalar(raw)); text {
	case "", "0", "false", "no", "off":
		return false
	default:
		return true
	}
}

func orZero(n *int64) int64 {
	if n == nil {
		return 0
	}
	return *n
}
