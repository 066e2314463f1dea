package resale

import (
	"strings"
	"unicode"
)

// Lines gives what stands on the lines of a text, however they end, without
// the blank ones: a panel charges for each line. Blanks around a line go, those
// inside stay, as do lines that are there twice.
func Lines(text string) []string {
	return pieces(text, endsLine)
}

// Entries gives the entries of a list: its lines, and of names and hashtags,
// which hold no blanks, also what is parted by blanks or commas.
func (f OrderField) Entries(text string) []string {
	if f == FieldUsernames || f == FieldHashtags {
		return pieces(text, func(r rune) bool { return endsLine(r) || r == ',' || r == ';' || unicode.IsSpace(r) })
	}
	return Lines(text)
}

func pieces(text string, ends func(rune) bool) []string {
	var found []string
	for piece := range strings.FieldsFuncSeq(printable(text), ends) {
		if piece = strings.TrimFunc(piece, blank); piece != "" {
			found = append(found, piece)
		}
	}
	return found
}

// printable drops what no person typed: broken characters and controls.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
}

// endsLine knows the ends of Windows, Unix, old Macs and word processors.
func endsLine(r rune) bool {
	return strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r)
}

// blank is what nobody sees: spaces, and the marks without width that come
// along when text is copied. Those inside an emoji are in its middle.
func blank(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u180e\u00ad", r)
}
