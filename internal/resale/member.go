package resale

import (
	"errors"
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Member is an end customer as their XMPlus panel knows them.
type Member struct {
	UID           string
	Name, Email   string
	Balance       Sum
	Subscriptions []Subscription
}

// NewMember is what it takes to register one. Affiliate and Code, which the
// panel sends by e-mail when it wants one, may be empty.
type NewMember struct {
	Name, Email     string
	Password        string // see CheckMemberPassword; the panel never tells it again
	Affiliate, Code string
}

// What the panel takes, in characters.
const (
	MemberPasswordMin = 8
	memberPasswordMax = 64
	memberNameMax     = 40
	emailMax          = 254
)

// CheckMemberPassword checks the password of a new account by the panel's rule:
// at least MemberPasswordMin characters, with a capital and a small letter, a
// digit and something else. The error is Invalid, with the field password, and
// does not hold it.
func CheckMemberPassword(password string) error {
	const capitals, small, digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "0123456789"
	has := func(letters string) bool { return strings.ContainsAny(password, letters) }
	other := strings.ContainsFunc(password, func(r rune) bool { return !strings.ContainsRune(capitals+small+digits, r) })
	switch {
	case strings.ContainsFunc(password, func(r rune) bool { return r <= ' ' || r >= unicode.MaxASCII }):
		return memberError("password", "has blanks, or characters that not every app can type")
	case len(password) < MemberPasswordMin || len(password) > memberPasswordMax:
		return memberError("password", "is too short or too long")
	case !has(capitals) || !has(small) || !has(digits) || !other:
		return memberError("password", "lacks a capital letter, a small letter, a digit or something else")
	}
	return nil
}

// CheckEmail checks an e-mail address. The error is Invalid, with the field
// email.
func CheckEmail(email string) error {
	address, err := mail.ParseAddress(email)
	if err != nil || address.Address != email || len(email) > emailMax {
		return memberError("email", "is no e-mail address")
	}
	_, domain, _ := strings.Cut(email, "@")
	if !strings.Contains(strings.Trim(domain, "."), ".") || strings.ContainsAny(email, `"[]`) {
		return memberError("email", "is no e-mail address")
	}
	return nil
}

// CleanMemberName leaves of a name what a panel takes: letters, digits and a
// few signs, 40 characters. Emoji crash some databases. It may be empty.
func CleanMemberName(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == utf8.RuneError || r > 0xffff:
			return -1
		case unicode.IsLetter(r), unicode.IsMark(r) && r != '\ufe0f', unicode.IsDigit(r), strings.ContainsRune("._-", r):
			return r
		default:
			return -1
		}
	}, name)
	name = strings.Join(strings.Fields(name), " ")
	if r := []rune(name); len(r) > memberNameMax {
		name = strings.TrimSpace(string(r[:memberNameMax]))
	}
	return name
}

func memberError(field, why string) error {
	return &Error{Act: "check " + field, Code: Invalid, Fields: []string{field}, Err: errors.New("it " + why)}
}
