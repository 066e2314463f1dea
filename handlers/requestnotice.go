package handlers

import (
	"fmt"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// requestNotice asks the reseller, where the customer was invited, with what
// the customer sent. It has a slot, for its buttons go when it is answered.
func (d Deps) requestNotice(l storage.Link, r storage.Request, reader int64, asker string) dialog.Notice {
	return dialog.Notice{
		Place: chat.Place{Chat: r.Chat, Thread: l.Thread}, Lane: storage.Alerts, Slot: ops.RequestSlot(r.ID), Reader: reader,
		Screen: func(lang string, zone *time.Location) chat.Screen {
			args := chat.Args{"Person": shorten(asker, 60), "Name": shorten(l.Username, 60), "Date": d.Catalog.Moment(lang, l.Expires, zone)}
			line := chat.T("request.asks", args)
			if l.Expires.IsZero() {
				line = chat.T("request.asks_no_end", args)
			}
			screen := chat.Screen{Lines: append([]chat.Text{line}, wishLines(r)...), Rows: [][]chat.Button{requestRow(r)}}
			if r.Receipt != nil {
				screen.Attach(*r.Receipt)
			}
			return screen
		},
	}
}

// wishLines are what a customer wrote and sent. With a picture there is room
// for about a thousand characters.
func wishLines(r storage.Request) []chat.Text {
	var lines []chat.Text
	if r.Receipt != nil {
		lines = append(lines, chat.T("request.has_receipt"))
	}
	if r.Note != "" {
		lines = append(lines, chat.Text{}, chat.T("request.note", chat.Args{"Note": trimLines(r.Note, ops.NoteLimit)}))
	}
	return lines
}

func requestRow(r storage.Request) []chat.Button {
	return row(
		chat.Button{Label: chat.T("request.approve"), Go: fmt.Sprintf("request %d approve", r.ID), Style: chat.Primary},
		chat.Button{Label: chat.T("request.decline"), Go: fmt.Sprintf("request %d decline", r.ID)})
}
