package handlers

import (
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// longestCaption keeps a text within what stands below a file, in bytes.
const longestCaption = 700

// handedText is what an app of the customer's takes.
type handedText struct {
	About chat.Text // what it is
	Text  string    // secret: whoever has it can connect
	File  string    // what a file with it is called, without its ending
	Mind  chat.Text
	Rows  [][]chat.Button
}

// handOver ends with the text, to be copied, and the same as a picture that
// another phone scans; what is too long for a button or a picture comes as a
// file.
func handOver(t *dialog.Turn, h handedText) (dialog.Next, error) {
	text := chat.Screen{Lines: []chat.Text{h.About}}
	if len(h.Text) <= mostCopy {
		text.Rows = [][]chat.Button{row(chat.Button{Label: h.copyLabel(), Copy: h.Text})}
	} else {
		text.File = &chat.File{Name: h.File + ".txt", Data: []byte(h.Text + "\n")}
		text.Lines = append(text.Lines, chat.T("member.as_file"))
	}
	if len(h.Text) <= longestCaption {
		text.Lines = append(text.Lines, chat.Text{}, chat.T("member.tap_to_copy", chat.Args{"Text": h.Text}))
	}
	var picture chat.Screen
	fits, err := draw(&picture, h.Text, h.File)
	if err != nil {
		return dialog.Next{}, err
	}
	if !fits {
		text.Lines = append(text.Lines, chat.Text{}, chat.T("member.no_qr"), h.Mind)
		text.Rows = append(text.Rows, h.Rows...)
		return dialog.End(text).Keep(), nil
	}
	sendBefore(t, text)
	picture.Lines, picture.Rows = []chat.Text{h.About, chat.T("member.scan"), {}, h.Mind}, h.Rows
	return dialog.End(picture).Keep(), nil
}

// sendBefore sends a screen as a message of its own, above the last one.
func sendBefore(t *dialog.Turn, screen chat.Screen) {
	n := dialog.Notice{
		Place: t.Input.Place, Lane: storage.Replies, Reader: t.Input.Person.ID, Lang: t.Lang, Person: t.Input.Person.ID,
		Screen: func(string, *time.Location) chat.Screen { return screen },
	}
	t.Also(func(tx *storage.Tx) error { return t.Tell(tx, n) })
}

// copyLabel says what a button copies.
func (h handedText) copyLabel() chat.Text {
	if strings.Contains(h.Text, "://") {
		return chat.T("member.copy_link")
	}
	return chat.T("member.copy")
}
