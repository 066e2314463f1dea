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

// fetchWithin bounds how long a file may keep its person waiting.
const fetchWithin = 40 * time.Second

// unnamedFile is the name of a file that has none.
const unnamedFile = "file.txt"

// takesFiles tells whether a file is an answer to the present step.
func (d *Driver) takesFiles(v *visit) bool {
	f, ok := d.flows[v.conv.Flow]
	if !ok || !v.alive || v.expired() || d.Download == nil {
		return false
	}
	info, _ := f.step(v.conv.Step)
	return info.files
}

// sent gives what is in a file to the step. In a group, others send each other
// files that are none of the bot's business.
func (d *Driver) sent(ctx context.Context, v *visit) (result, error) {
	switch {
	case d.takesFiles(v):
	case v.Input.Private:
		return d.reask(ctx, v, chat.T("dialog.text_only"))
	default:
		return d.nothing(v), nil
	}
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
		if err := d.Store.Update(ctx, func(tx *storage.Tx) error { return d.hide(tx, v.Input) }); err != nil {
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
