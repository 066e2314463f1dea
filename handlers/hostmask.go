package handlers

import (
	"regexp"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

var emailWithin = regexp.MustCompile(`[^\s"'<>()@,;:]+@[^\s"'<>()@,;:]+`)

// hookWithin is where a panel calls a bot like this one: who knows what is
// behind the host can keep it busy.
var hookWithin = regexp.MustCompile(`(https?://[^\s/]+)/\S*?hooks/whmdc/\S*`)

// openly is a text of the panel as a chat may read it: nobody reads where the
// panel calls the bot, and a group no whole e-mail address, wherever the panel
// has them.
func openly(t *dialog.Turn, text string) string {
	text = hookWithin.ReplaceAllString(text, "$1/…")
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
