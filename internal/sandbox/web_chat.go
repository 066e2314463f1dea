package sandbox

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"time"
)

// shownMessage is a message as the page gets it: []byte becomes base64.
type shownMessage struct {
	TelegramMessage
	Buttons [][]shownButton `json:"buttons,omitempty"`
}

type shownButton struct {
	Label string `json:"label"`
	Copy  string `json:"copy,omitempty"`
	URL   string `json:"url,omitempty"`
	Style string `json:"style,omitempty"`
}

// pageHold is how long the page's question for news is held.
const pageHold = 20 * time.Second

// chat gives what is in a chat, as soon as it differs from what the page has.
func (w *web) chat(rw http.ResponseWriter, r *http.Request) {
	chat, err := strconv.ParseInt(r.URL.Query().Get("chat"), 10, 64)
	if err != nil {
		http.Error(rw, "which chat?", http.StatusBadRequest)
		return
	}
	seen := r.URL.Query().Get("seen")
	ctx, cancel := context.WithTimeout(r.Context(), pageHold)
	defer cancel()
	now := ""
	_ = w.t.Wait(ctx, func(TelegramState) bool {
		now = w.mark(chat)
		return now != seen
	})
	if r.Context().Err() != nil {
		return
	}
	messages := []shownMessage{}
	for _, m := range w.t.Messages(chat) {
		messages = append(messages, shown(m))
	}
	if n := len(messages); n > 200 {
		messages = messages[n-200:]
	}
	writeJSON(rw, map[string]any{"seen": now, "messages": messages, "action": w.t.Action(chat), "commands": w.t.commandsFor(w.language(chat))})
}

func shown(m TelegramMessage) shownMessage {
	out := shownMessage{TelegramMessage: m}
	for _, row := range m.Keyboard {
		var r []shownButton
		for _, b := range row {
			r = append(r, shownButton{Label: b.Label, Copy: b.Copy, URL: b.URL, Style: b.Style})
		}
		out.Buttons = append(out.Buttons, r)
	}
	out.Keyboard = nil
	return out
}

// mark changes whenever the chat looks different.
func (w *web) mark(chat int64) string {
	last, edits := 0, 0
	all := w.t.Messages(chat)
	for _, m := range all {
		last, edits = m.ID, edits+m.Edits*m.ID
	}
	return strconv.Itoa(len(all)) + "." + strconv.Itoa(last) + "." + strconv.Itoa(edits) + "." + w.t.Action(chat)
}

func (w *web) language(chat int64) string {
	if p := w.person(chat); p != nil && len(p.language) >= 2 {
		return p.language[:2]
	}
	return ""
}

// commandsFor gives the menu of commands that a person of the language sees.
func (t *Telegram) commandsFor(language string) json.RawMessage {
	if c := t.Commands(language); c != nil {
		return c
	}
	return t.Commands("")
}
