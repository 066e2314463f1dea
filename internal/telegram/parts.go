package telegram

import "resellerbot/internal/chat"

// partsOf cuts a message into what fits into one call each. The buttons are on
// the last.
func partsOf(m chat.Message) []chat.Message {
	var parts []chat.Message
	text := m.HTML
	if bears(m) {
		first := chat.Message{Photo: m.Photo, PhotoID: m.PhotoID, File: m.File, Instead: m.Instead}
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

// bears tells a message with a picture or a document from a text.
func bears(m chat.Message) bool { return m.Photo != nil || m.PhotoID != "" || m.File != nil }

// recalls tells that what a message bears is at Telegram already, as far as
// anybody knows.
func recalls(m chat.Message) bool { return m.PhotoID != "" || m.File != nil && m.File.ID != "" }

// without gives the text of a message whose picture or document is not to be
// had any more, with a line that says so.
func without(m chat.Message) chat.Message {
	text := m.Instead
	if m.HTML != "" {
		text = m.HTML + "\n\n" + text
	}
	return chat.Message{HTML: text, Keys: m.Keys, Protect: m.Protect}
}

// asFile sends a picture as it is, for whoever opens it.
func asFile(m chat.Message) chat.Message {
	m.File, m.Photo = &chat.File{Name: "picture", Data: m.Photo}, nil
	return m
}
