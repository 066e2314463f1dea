package smm

import (
	"bytes"
	"encoding/json"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/govalues/decimal"
)

var (
	identity = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$`)
	grouped  = regexp.MustCompile(`^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$`) // as PHP's number_format writes it
	someID   = regexp.MustCompile(`[1-9]`)
)

// scalar gives the text of a string, number or bool, and "" for anything else:
// what a panel leaves out, it writes as null, "", [] or not at all.
func scalar(raw json.RawMessage) string {
	raw = bytes.TrimSpace(raw)
	switch {
	case len(raw) == 0 || string(raw) == "null" || raw[0] == '{' || raw[0] == '[':
		return ""
	case raw[0] == '"':
		var s string
		_ = json.Unmarshal(raw, &s)
		return strings.TrimSpace(s)
	default:
		return string(raw)
	}
}

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
	text := scalar(raw)
	if !identity.MatchString(text) || !someID.MatchString(text) {
		return ""
	}
	return text
}

// amount reads money; nil when there is none.
func amount(raw json.RawMessage) *decimal.Decimal {
	text := scalar(raw)
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
	text := scalar(raw)
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
	switch text := strings.ToLower(scalar(raw)); text {
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
