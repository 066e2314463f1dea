package resale

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCheckMemberPassword(t *testing.T) {
	for password, want := range map[string]bool{
		"Qct8-Fmv": true, "aB3!aB3!aB3!": true, "Aa1_Aa1_": true, strings.Repeat("aB3!", 16): true,
		"": false, "Qct8-Fm": false, "qct8-fmv": false, "QCT8-FMV": false, "Qcta-Fmv": false, "Qct8aFmv": false,
		"Qct8 Fm-v": false, "Qct8-Fmv\n": false, "Çct8-Fmv": false, "Qct8-Fmv\u200b": false, strings.Repeat("aB3!", 17): false,
	} {
		err := CheckMemberPassword(password)
		if (err == nil) != want {
			t.Errorf("%q: %v", password, err)
		}
		if err != nil && (CodeOf(err) != Invalid || password != "" && strings.Contains(err.Error(), password)) {
			t.Errorf("%q: %v", password, err)
		}
	}
}

func TestCheckEmail(t *testing.T) {
	for email, want := range map[string]bool{
		"ana@mail.example": true, "ana.silva+vpn@sub.mail.example": true, "a@b.co": true, "jürgen@mail.example": true,
		"": false, "ana": false, "ana@": false, "@mail.example": false, "ana@localhost": false, "ana@mail.": false, "ana@.example": false,
		"Ana <ana@mail.example>": false, " ana@mail.example": false, "ana@mail.example ": false, "a na@mail.example": false,
		"ana@mail.example, bia@mail.example": false, `"a b"@mail.example`: false, "ana@[127.0.0.1]": false,
		strings.Repeat("a", 250) + "@mail.example": false,
	} {
		if err := CheckEmail(email); (err == nil) != want || err != nil && CodeOf(err) != Invalid {
			t.Errorf("%q: %v", email, err)
		}
	}
}

func TestCleanMemberName(t *testing.T) {
	for name, want := range map[string]string{
		"Ana Silva": "Ana Silva", "  Ana \n Silva ": "Ana Silva", "Ana 🚀 Silva": "Ana Silva", "❤️": "", "José D'Ávila": "José DÁvila",
		"<b>Ana</b>": "bAnab", "آنا": "آنا", "王小明": "王小明", "a.b_c-d": "a.b_c-d", "": "", "\u202eAna": "Ana", "a\xffb": "ab",
		strings.Repeat("é", 50): strings.Repeat("é", 40), strings.Repeat("a", 39) + " b": strings.Repeat("a", 39),
	} {
		got := CleanMemberName(name)
		if got != want || utf8.RuneCountInString(got) > 40 || CleanMemberName(got) != got {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
