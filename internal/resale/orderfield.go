package resale

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// What a field may hold, in characters.
const (
	longestLink = 2048
	longestWord = 255
	longestList = 256 << 10
)

var (
	scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.\-]*:`)
	host   = regexp.MustCompile(`^(?i:https?)://[\[\p{L}\p{N}]`)
	bare   = regexp.MustCompile(`^[@+#]?[\p{L}\p{N}_]`)
)

// CheckField checks one answer, after the others so far, and gives it as the
// panel wants it. Checking what it gave gives the same. An optional field may
// be blank: it is left out then. The error is a *FieldError.
func (s Service) CheckField(f OrderField, text string, so OrderValues) (clean string, err error) {
	wrong := func(problem string) error { return &FieldError{Field: f, Problem: problem} }
	text = strings.TrimFunc(printable(text), blank)
	asked := s.Asked(f, so)
	switch {
	case text == "" && asked:
		return "", wrong(ProblemEmpty)
	case text == "":
		return "", nil
	case !s.takes(f), !asked && (f == FieldGoogleKeyword || f == FieldReferringURL):
		return "", wrong(ProblemNotAsked)
	case f.List():
		return s.checkList(f, text)
	}
	switch f {
	case FieldLink, FieldMedia, FieldReferringURL:
		return checkLink(f, text)
	case FieldHashtag, FieldUsername, FieldCountry, FieldGoogleKeyword:
		return checkWord(f, text)
	case FieldDevice, FieldTraffic, FieldDelay:
		if !slices.Contains(f.Choices(), text) {
			return "", wrong(ProblemChoice)
		}
		return text, nil
	case FieldExpiry:
		return checkDate(f, text)
	default:
		return s.checkNumber(f, text, so)
	}
}

// checkLink takes an address, a name or the path of one, and changes nothing
// of it: what a panel accepts depends on the network. A page that visitors come
// from has an address.
func checkLink(f OrderField, text string) (string, error) {
	wrong := func(problem string) (string, error) { return "", &FieldError{Field: f, Problem: problem} }
	if utf8.RuneCountInString(text) > longestLink {
		return "", &FieldError{Field: f, Problem: ProblemTooLong, Max: longestLink}
	}
	if strings.ContainsFunc(text, blank) {
		return wrong(ProblemBlanks)
	}
	named := f != FieldReferringURL && bare.MatchString(text) && !scheme.MatchString(text) && !strings.ContainsAny(text, `<>"`)
	if !host.MatchString(text) && !named {
		return wrong(ProblemLink)
	}
	return text, nil
}

func checkWord(f OrderField, text string) (string, error) {
	if strings.ContainsFunc(text, endsLine) || (f == FieldHashtag || f == FieldUsername) && strings.ContainsFunc(text, blank) {
		return "", &FieldError{Field: f, Problem: ProblemBlanks}
	}
	if utf8.RuneCountInString(text) > longestWord {
		return "", &FieldError{Field: f, Problem: ProblemTooLong, Max: longestWord}
	}
	if f == FieldCountry && noCountry(text) {
		return "", &FieldError{Field: f, Problem: ProblemCountry}
	}
	return text, nil
}

func (s Service) checkList(f OrderField, text string) (string, error) {
	entries := f.Entries(text)
	clean := strings.Join(entries, "\n")
	got := int64(len(entries))
	switch {
	case got == 0:
		return "", &FieldError{Field: f, Problem: ProblemEmpty}
	case len(clean) > longestList:
		return "", &FieldError{Field: f, Problem: ProblemTooLong, Max: longestList}
	case f == s.counted() && (got < s.Min || s.Max > 0 && got > s.Max):
		return "", &FieldError{Field: f, Problem: ProblemLines, Min: s.Min, Max: s.Max, Got: got}
	}
	return clean, nil
}
