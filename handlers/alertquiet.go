package handlers

import (
	"context"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// askQuiet offers the hours in which nothing is told.
func askQuiet(_ context.Context, _ *dialog.Turn, s *alertSheet) (chat.Screen, error) {
	return chat.Screen{
		Lines: []chat.Text{quietLine(s.Rule), {}, chat.T("alerts.ask_quiet")},
		Rows: [][]chat.Button{
			row(chat.Button{Label: chat.Literal("22–7"), Answer: "22-7"}, chat.Button{Label: chat.Literal("23–8"), Answer: "23-8"}, chat.Button{Label: chat.Literal("0–8"), Answer: "0-8"}),
			row(pick("alerts.no_quiet", "0-0")),
		},
	}, nil
}

func quietLine(r storage.AlertRule) chat.Text {
	if r.QuietFrom == r.QuietTo {
		return chat.T("alerts.never_quiet")
	}
	return chat.T("alerts.is_quiet", chat.Args{"From": r.QuietFrom, "To": r.QuietTo})
}

func (d Deps) takeQuiet(_ context.Context, t *dialog.Turn, s *alertSheet, a dialog.Answer) (dialog.Next, error) {
	from, to, ok := readHours(a.Value + a.Text)
	if !ok {
		return dialog.Stay(chat.T("alerts.bad_quiet")), nil
	}
	d.alter(t, s, func(r *storage.AlertRule) { r.QuietFrom, r.QuietTo = from, to })
	return dialog.To("show"), nil
}

// readHours reads "22-7", "22–7" or "22:00 7:00".
func readHours(text string) (from, to int, ok bool) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '-' || r == '–' || r == ' ' })
	if len(parts) != 2 {
		return 0, 0, false
	}
	var hours [2]int
	for i, p := range parts {
		n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSuffix(p, "h"), ":00"))
		if err != nil || n < 0 || n > 24 {
			return 0, 0, false
		}
		hours[i] = n % 24
	}
	return hours[0], hours[1], true
}
