package resale

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/govalues/decimal"
)

// Sum is an amount of money as a panel writes it. XMPlus puts a symbol, a code
// or nothing beside the number, and its currencies are not written down.
type Sum struct {
	Amount decimal.Decimal
	Unit   string // "$", "¥", "USD", or ""; untrusted text
	Known  bool   // false: there was no number
}

// sumNumber is a number with or without separators. Groups after a blank or an
// apostrophe have three digits, or "$ 5 00" would be one number.
var sumNumber = regexp.MustCompile(`\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*`)

// longestUnit is how many bytes of what stands beside a number can be a currency.
const longestUnit = 24

// ParseSum reads "$ 49.00 ", "30.00", "USD 5" and "1,234.50 €". A text with no
// number in it, or with two, is not Known.
func ParseSum(text string) Sum {
	text = strings.TrimFunc(strings.Map(latinDigit, text), blank)
	at := sumNumber.FindAllStringIndex(text, -1)
	if len(at) != 1 {
		return Sum{}
	}
	number := bareNumber(text[at[0][0]:at[0][1]])
	before, after := text[:at[0][0]], strings.TrimFunc(text[at[0][1]:], blank)
	if rest, dot := strings.CutSuffix(before, "."); dot && !endsInLetter(rest) { // "$ .50", but not "Rs.50"
		before, number = rest, "0."+number
	}
	before = strings.TrimFunc(before, blank)
	sign := ""
	if rest, negative := strings.CutPrefix(before, "-"); negative {
		sign, before = "-", rest
	} else if rest, negative := strings.CutSuffix(before, "-"); negative {
		sign, before = "-", rest
	}
	amount, err := decimal.Parse(sign + number)
	unit := strings.TrimFunc(printable(before+" "+after), blank)
	if err != nil || len(unit) > longestUnit {
		return Sum{}
	}
	return Sum{Amount: amount, Unit: unit, Known: true}
}

// bareNumber takes the separators of groups out of a number. Of dots and commas
// the last one that stands there once is the decimal one, but a comma with
// three digits behind it is how PHP groups.
func bareNumber(text string) string {
	text = strings.NewReplacer(" ", "", "'", "", "’", "").Replace(text)
	dot, comma := strings.LastIndexByte(text, '.'), strings.LastIndexByte(text, ',')
	switch {
	case comma < 0 && strings.Count(text, ".") > 1:
		return strings.ReplaceAll(text, ".", "")
	case comma > dot && strings.Count(text, ",") == 1 && (dot >= 0 || len(text)-comma != len(",000")):
		return strings.Replace(strings.ReplaceAll(text, ".", ""), ",", ".", 1)
	default:
		return strings.ReplaceAll(text, ",", "")
	}
}

func endsInLetter(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsLetter(last)
}

// latinDigit gives the digits and separators of Persian and Arabic, and the
// blanks that stand in numbers, in ASCII.
func latinDigit(r rune) rune {
	switch {
	case '۰' <= r && r <= '۹':
		return '0' + r - '۰'
	case '٠' <= r && r <= '٩':
		return '0' + r - '٠'
	case r == '٬':
		return ','
	case r == '٫':
		return '.'
	case r == '\u00a0' || r == '\u202f' || r == '\u2009':
		return ' '
	case r == '−':
		return '-'
	default:
		return r
	}
}

// String gives the sum for people: "$ 49.00", "30.00 USD", or "" when it is not
// Known.
func (s Sum) String() string {
	switch {
	case !s.Known:
		return ""
	case s.Unit == "":
		return s.Amount.String()
	case strings.ContainsFunc(s.Unit, func(r rune) bool { return unicode.Is(unicode.Sc, r) }):
		return s.Unit + " " + s.Amount.String()
	default:
		return s.Amount.String() + " " + s.Unit
	}
}

// IsZero tells of a sum that is known to be nothing.
func (s Sum) IsZero() bool { return s.Known && s.Amount.IsZero() }
