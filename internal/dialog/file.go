package dialog

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// maxFile is the size up to which a file is taken, in bytes; the sentence
// dialog.file_large names it.
const maxFile = 1 << 20

// maxSent is the size up to which a file is taken unread, in bytes: what
// Telegram lets a bot get. The sentence dialog.sent_large names it.
const maxSent = 20 << 20

// fetchWithin bounds how long a file may keep its person waiting.
const fetchWithin = 40 * time.Second

// unnamedFile is the name of a file that has none.
const unnamedFile = "file.txt"

// taking says how the present step takes what was sent.
type taking int

const (
	takesNot  taking = iota
	takesText        // reads the file
	takesSent        // takes it as it is, unread
	takesFrom        // wants to know where it was forwarded from
)

// takes tells how the present step takes what is no text. In a group a picture
// is only for a step that asks for pictures.
func (d *Driver) takes(v *visit) taking {
	f, ok := d.flows[v.conv.Flow]
	if !ok || !v.alive || v.expired() || v.Input.Kind != chat.Other {
		return takesNot
	}
	info, _ := f.step(v.conv.Step)
	picture := v.Input.File != nil && v.Input.File.Photo
	switch {
	case info.forwards && v.Input.Origin != 0:
		return takesFrom
	case info.photos:
		return takesSent
	case info.files && d.Download != nil && (v.Input.Private || !picture):
		return takesText
	}
	return takesNot
}

// sent gives what was sent to the step. In a group, others send each other
// files that are none of the bot's business.
func (d *Driver) sent(ctx context.Context, v *visit) (result, error) {
	taken := v.Input.Album != "" && v.Input.Album == v.conv.Album
	switch how := d.takes(v); {
	case v.conv.Leaving != "" && (v.Input.Private || how != takesNot):
		return d.askLeaveAgain(v), nil
	case taken && v.Input.Private:
		return d.reask(ctx, v, chat.T("dialog.first_only"))
	case taken:
		return d.nothing(v), nil
	case how == takesFrom:
		return d.answer(ctx, v, Answer{Text: v.Input.Text, Origin: v.Input.Origin, Message: v.Input.Message})
	case how == takesSent:
		return d.attached(ctx, v)
	case how == takesText:
		return d.read(ctx, v)
	case v.Input.Private:
		return d.reask(ctx, v, chat.T("dialog.text_only"))
	}
	return d.nothing(v), nil
}

// attached gives the step a photo or a file as it is.
func (d *Driver) attached(ctx context.Context, v *visit) (result, error) {
	f := v.Input.File
	switch {
	case f == nil:
		return d.reask(ctx, v, chat.T("dialog.sent_type"))
	case f.Size > maxSent:
		return d.reask(ctx, v, chat.T("dialog.sent_large"))
	}
	step := v.conv.Step
	out, err := d.answer(ctx, v, Answer{Text: v.Input.Text, Sent: f, Message: v.Input.Message})
	if out.conv.Step != step { // the others of an album come at the next question
		out.conv.Album = v.Input.Album
	}
	return out, err
}

// read gives the step what is in a file.
func (d *Driver) read(ctx context.Context, v *visit) (result, error) {
	if v.Input.File == nil {
		return d.reask(ctx, v, chat.T("dialog.file_type"))
	}
	text, problem, err := d.fetch(ctx, *v.Input.File)
	switch {
	case err != nil:
		return result{}, fmt.Errorf("%s: %w", v.conv.Flow, err)
	case problem.Key != "":
		return d.reask(ctx, v, problem)
	case secret.Spilled(text):
		v.Note(chat.T("dialog.key_deleted"))
		if err := d.Store.Update(ctx, func(tx *storage.Tx) error { return d.hide(tx, v.Input, "") }); err != nil {
			return result{}, fmt.Errorf("hide file: %w", err)
		}
		return d.reask(ctx, v, chat.Text{})
	}
	name := v.Input.File.Name
	if name == "" {
		name = unnamedFile
	}
	return d.answer(ctx, v, Answer{Text: text, File: name, Message: v.Input.Message})
}

// fetch gives the text of a file, or what to tell the person instead. An error
// is the end of the program: the same input is handled again.
func (d *Driver) fetch(ctx context.Context, f chat.FileRef) (text string, problem chat.Text, err error) {
	switch {
	case f.Size > maxFile:
		return "", chat.T("dialog.file_large"), nil
	case notText(f.Type):
		return "", chat.T("dialog.file_type"), nil
	}
	fetching, cancel := context.WithTimeout(ctx, fetchWithin)
	defer cancel()
	data, err := d.Download(fetching, f.ID, maxFile)
	switch {
	case ctx.Err() != nil:
		return "", chat.Text{}, ctx.Err()
	case errors.Is(err, chat.ErrFileTooLarge):
		return "", chat.T("dialog.file_large"), nil
	case err != nil:
		d.Log.Warn("fetch file", "err", err)
		return "", chat.T("dialog.file_failed"), nil
	}
	text, ok := readText(data)
	switch {
	case !ok:
		return "", chat.T("dialog.file_type"), nil
	case strings.TrimSpace(text) == "":
		return "", chat.T("dialog.file_empty"), nil
	}
	return text, chat.Text{}, nil
}

// notText tells files that need not even be fetched. Others are judged by what
// is in them: a list may well be called application/octet-stream, and a table
// of commas a spreadsheet.
func notText(kind string) bool {
	kind, _, _ = strings.Cut(kind, "/")
	return kind == "image" || kind == "video" || kind == "audio"
}
