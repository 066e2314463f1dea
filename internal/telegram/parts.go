package telegram

import "resellerbot/internal/chat"

// partsOf cuts a message into what fits into one call each. The buttons are on
// the last.
func partsOf(m chat.Message) []chat.Message {
	var parts []chat.Message
	text := m.HTML
	if m.Photo != nil || m.File != nil {
		first := chat.Message{Photo: m.Photo, File: m.File}
		if visible(text) <= maxCaption {
			first.HTML, text = text, ""
		}
		parts = append(parts, first)
	}
	if text != "" || len(parts) == 0 {
		for _, piece := range split(text, maxText) {
			parts = append(parts, chat.Message{HTML: piece})
		}
	}
	for i := range parts {
		parts[i].Protect = m.Protect
	}
	parts[len(parts)-1].Keys = m.Keys
	return parts
}
