package handlers

import (
	"strings"
	"testing"
)

func TestAKeyWhereAnAddressIsAsked(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"panel.example.com": false,
		"https://Panel.example.com:8443/shop/portal/5EGF90a": false,
		"http://panel.example.com":                           false,
		"10.0.0.7:8443":                                      false,
		"https://[2001:db8::1]:8443/":                        false,
		"xn--80ak6aa92e.xn--p1ai":                            false,
		"панель.example.рф":                                  false,
		"panel":                                              false,
		"localhost":                                          false,
		"it is panel.example.com":                            false,
		"sx_" + strings.Repeat("0af9", 16):                   true,
		strings.Repeat("0af9", 16):                           true,
		strings.Repeat("xm5h0p4e", 4):                        true,
		"portal-key-2026":                                    true,
		"My.Secret.Key-2026!":                                true,
		"abcdefghijklmnopqrstuvwxyz":                         true,
		"panel.example.com portal-key-2026":                  true,
		"https://panel.example.com/api?key=portal-key":       true,
		"https://ana:secret@panel.example.com":               true,
		"https://portal-key-2026":                            true,
	} {
		if got := keyNotAddress(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
		if isAddress(text) && want {
			t.Errorf("%q is an address too", text)
		}
	}
	for _, text := range []string{"panel.example.com:8443", "https://panel.example.com/portal"} {
		if !isAddress(text) {
			t.Errorf("%q is no address", text)
		}
	}
}
