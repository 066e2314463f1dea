package handlers_test

import (
	"context"
	"errors"
	"mime"
	"path"
	"regexp"
	"strings"

	"resellerbot/internal/chat"
)

// sentFile is how a transcript says that a person sends a file: its name, and
// what is in it, with \n for the end of a line.
var sentFile = regexp.MustCompile(`^file (\S+): (.*)$`)

// sendFile sends a file to the bot.
func (w *world) sendFile(name, text string) {
	w.t.Helper()
	in := w.input(w.who, people()[w.who])
	w.nextID++
	text = strings.ReplaceAll(text, `\n`, "\n")
	kind, _, _ := strings.Cut(mime.TypeByExtension(path.Ext(name)), ";")
	in.Kind, in.Message = chat.Other, w.nextID
	in.File = &chat.FileRef{ID: name, Name: name, Type: kind, Size: int64(len(text))}
	w.mu.Lock()
	w.files[name] = text
	w.mu.Unlock()
	w.handle(in)
}

// filesAre says whether the messenger gives the files that it has.
func (w *world) filesAre(how string) {
	w.t.Helper()
	if how != "down" && how != "ok" {
		w.t.Fatalf("files cannot be %q", how)
	}
	w.mu.Lock()
	w.filesDown = how == "down"
	w.mu.Unlock()
}

// download is the messenger's side of files.
func (w *world) download(_ context.Context, id string, most int64) ([]byte, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	data, ok := w.files[id]
	switch {
	case w.filesDown || !ok:
		return nil, errors.New("get file: the messenger does not answer")
	case int64(len(data)) > most:
		return nil, chat.ErrFileTooLarge
	}
	return []byte(data), nil
}
