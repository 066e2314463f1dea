package handlers

import (
	"strings"
	"testing"
)

func TestAnXMPlusPanelsAddress(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"panel.example.com":                                  "https://panel.example.com",
		" HTTPS://Panel.Example.com/ ":                       "https://panel.example.com",
		"https://panel.example.com/portal/login?next=/a#top": "https://panel.example.com",
		"panel.example.com/api/client":                       "https://panel.example.com",
		"panel.example.com:8443/shop/portal/5EGF/invoice":    "https://panel.example.com:8443/shop",
		"https://panel.example.com/#/dashboard":              "https://panel.example.com",
		"http://panel.example.com":                           "",
		"panel":                                              "",
		"https://user:secret@panel.example.com":              "",
		"my panel.example.com":                               "",
		"panel.example.com/" + strings.Repeat("x", 400):      "",
		"ftp://panel.example.com":                            "",
		"javascript:alert(1)":                                "",
		"https://panel.example.com/a/../portal":              "https://panel.example.com/a",
	} {
		got, ok := parseXMAddress(text)
		if got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v; want %q", text, got, ok, want)
		}
	}
}

func TestAnEMailIsMasked(t *testing.T) {
	t.Parallel()
	for email, want := range map[string]string{"ana@mail.example": "a•••@mail.example", "é@x.example": "é•••@x.example", "@x": "•••", "": "•••", "nobody": "•••"} {
		if got := maskEmail(email); got != want {
			t.Errorf("%q: %q, want %q", email, got, want)
		}
	}
}
