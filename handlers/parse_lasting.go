package handlers

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The units that durations are asked in, in minutes.
const (
	inMinutes = 1
	inHours   = 60
	inDays    = 24 * inHours
	inWeeks   = 7 * inDays
	inMonths  = 30 * inDays // as panels sell them
)

var countPattern = regexp.MustCompile(`^(\d{1,6}|\d{1,3}[.,]\d{3})(?:\s*(\p{L}{1,15})\.?)?$`)

// parseLasting reads how long something lasts: a bare number is in the unit
// that was asked for; "2h", "2 semanas" or "1 month" is converted to it. ok is
// false for what is no whole number of it, or outside of 1 to most.
func parseLasting(text string, asked, most int) (n int, ok bool) {
	n, word, ok := splitCount(text)
	if !ok {
		return 0, false
	}
	each := asked
	if word != "" {
		each = minutesOf(word)
	}
	n *= each
	return n / asked, n%asked == 0 && n/asked >= 1 && n/asked <= most
}

// parseDays reads a number of days, up to maxDays.
func parseDays(text string) (n int, ok bool) { return parseLasting(text, inDays, maxDays) }

// minutesOf gives the length of a unit of time, 0 for what is none.
func minutesOf(word string) int {
	switch word {
	case "m", "min", "mins", "minute", "minutes", "minuto", "minutos":
		return inMinutes
	case "h", "hs", "hr", "hrs", "hour", "hours", "hora", "horas":
		return inHours
	case "d", "day", "days", "dia", "dias":
		return inDays
	case "w", "wk", "wks", "week", "weeks", "sem", "semana", "semanas":
		return inWeeks
	case "mo", "month", "months", "mes", "meses":
		return inMonths
	}
	return 0
}

// parseCount reads a whole number, with or without what is counted behind it
// ("3", "3 devices"). ok is false outside of 1 to most.
func parseCount(text string, most int) (n int, ok bool) {
	n, word, ok := splitCount(text)
	return n, ok && counted(word) && n >= 1 && n <= most
}

// counted tells the names of what is asked for by number.
func counted(word string) bool {
	switch strings.TrimSuffix(word, "s") {
	case "", "device", "screen", "connection", "login", "user", "client", "credit",
		"dispositivo", "aparelho", "tela", "conexao", "conexoe", "acesso", "usuario", "cliente", "credito":
		return true
	}
	return false
}

// splitCount parts a number, in the digits of any script, from the word behind
// it, which loses its accents.
func splitCount(text string) (n int, word string, ok bool) {
	m := countPattern.FindStringSubmatch(strings.Map(plainLetter, norm.NFD.String(strings.TrimSpace(text))))
	if m == nil {
		return 0, "", false
	}
	n, err := strconv.Atoi(strings.NewReplacer(",", "", ".", "").Replace(m[1]))
	return n, m[2], err == nil
}

func plainLetter(r rune) rune {
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	return unicode.ToLower(asciiDigit(r))
}
