package handlers

import (
	"regexp"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

var emailWithin = regexp.MustCompile(`[^\s"'<>()@,;:]+@[^\s"'<>()@,;:]+`)

// openly is a text of the panel as a chat may read it: a group reads no whole
// e-mail address, wherever the panel has one.
func openly(t *dialog.Turn, text string) string {
	if t.Input.Place.Chat > 0 {
		return text
	}
	return emailWithin.ReplaceAllStringFunc(text, maskEmail)
}

// openText is openly for a text that somebody wrote.
func openText(t *dialog.Turn, text chat.Text) chat.Text {
	if is, ok := text.Args["Text"].(string); ok && text.Key == "literal" {
		return chat.Literal(openly(t, is))
	}
	return text
}
