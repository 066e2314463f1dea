package smm

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Texts of any length come from panels, and go into every order.
func TestTextsAreBounded(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é ", 5_000)
	c, p := start(t, reply{})
	p.reply = says(`[{"service":1,"rate":1,"name":"` + long + `","category":"` + long + `","type":"` + long + `","desc":"` + long + `"}]`)
	all, err := c.Services(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s := all[0]
	p.reply = says(`{"status":"` + long + `","charge":"1","currency":"` + long + `","expiry":"` + long + `"}`)
	status, err := c.Status(t.Context(), "1")
	if err != nil {
		t.Fatal(err)
	}
	for text, most := range map[string]int{
		s.Name: longestName, s.Category: longestName, s.Word: longestWord, s.Note: longestNote,
		status.Word: longestWord, status.Currency: longestWord, status.Expiry: longestWord, string(status.State): longestWord,
	} {
		if n := utf8.RuneCountInString(text); n > most || n < most/2 {
			t.Errorf("%d characters, want at most %d", n, most)
		}
	}
}
