package dialog_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// list is a conversation that asks for a text file and then for nothing more.
func (w *world) list() dialog.Conversation {
	return dialog.Flow[jobSheet]{Name: "list", Command: true, Steps: []dialog.Step[jobSheet]{
		{Name: "ask", Files: true, Ask: says[jobSheet]("your list?"), Take: func(_ context.Context, _ *dialog.Turn, _ *jobSheet, a dialog.Answer) (dialog.Next, error) {
			if w.taken != nil {
				if err := w.taken(); err != nil {
					return dialog.Next{}, err
				}
			}
			w.lists = append(w.lists, a)
			return dialog.To("again"), nil
		}},
		{Name: "again", Ask: says[jobSheet]("anything else?")},
	}}
}

// download is the messenger's side of files.
func (w *world) download(ctx context.Context, id string, most int64) ([]byte, error) {
	if deadline, ok := ctx.Deadline(); !ok || time.Until(deadline) > time.Minute {
		w.t.Errorf("a file may take until %v", deadline)
	}
	if w.while != nil {
		w.while()
	}
	data, ok := w.files[id]
	switch {
	case w.fails != nil:
		return nil, w.fails
	case !ok:
		w.t.Errorf("no file %q is there to fetch", id)
	case int64(len(data)) > most:
		return nil, chat.ErrFileTooLarge
	}
	return []byte(data), nil
}

// file sends a file to the bot; the messenger knows neither its type nor size.
func (w *world) file(place int64, name, data string) chat.Input {
	in := w.input(place)
	w.files = map[string]string{"f": data}
	in.Kind, in.File = chat.Other, &chat.FileRef{ID: "f", Name: name}
	return in
}

func TestFileIsAnAnswer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ data, want string }{
		"UTF-8":                {"ação 1\nação 2", "ação 1\nação 2"},
		"with a mark":          {"\xef\xbb\xbfação", "ação"},
		"UTF-16, little":       {"\xff\xfea\x00\xe7\x00\n\x00", "aç\n"},
		"UTF-16, big":          {"\xfe\xff\x00a\x00\xe7", "aç"},
		"Latin-1":              {"a\xe7\xe3o", "ação"},
		"Windows-1252":         {"\x93CAF\xc9\x94 \x80 5", "“CAFÉ” € 5"},
		"line ends of Windows": {"a\r\nb\rc\n", "a\nb\nc\n"},
		"as large as can be":   {strings.Repeat("a b ", 1<<18), strings.Repeat("a b ", 1<<18)},
	} {
		for _, place := range []int64{ana, group} {
			w := newWorld(t)
			w.say(place, "/list")
			w.must(w.driver.Handle(t.Context(), w.file(place, "list.txt", c.data)))
			if len(w.lists) != 1 || w.lists[0].Text != c.want || w.lists[0].File != "list.txt" || !w.lists[0].Typed() {
				t.Errorf("%s: %.80v", name, w.lists)
			}
			if !strings.Contains(w.said(), "anything else?") {
				t.Errorf("%s: said %s", name, w.said())
			}
		}
	}
}

func TestFileIsNoAnswer(t *testing.T) {
	t.Parallel()
	const noText, large, empty, failed = "plain text file", "larger than 1 MB", "nothing in that file", "could not get the file"
	for name, c := range map[string]struct {
		data   string
		change func(*chat.FileRef)
		fails  error
		want   string
	}{
		"a picture":             {"", func(f *chat.FileRef) { *f = chat.FileRef{ID: "none", Type: "image/jpeg"} }, nil, noText},
		"an archive":            {"PK\x03\x04\x14\x00\x00", nil, nil, noText},
		"a PDF":                 {"%PDF-1.4\nall letters", nil, nil, noText},
		"a word processor's":    {`{\rtf1 hello}`, nil, nil, noText},
		"bytes without meaning": {"a\x81\x8db", nil, nil, noText},
		"damaged UTF-8":         {"ação e coração \xff", nil, nil, noText},
		"damaged, with a mark":  {"\xef\xbb\xbfa\xff", nil, nil, noText},
		"damaged UTF-16":        {"\xff\xfea\x00b", nil, nil, noText},
		"half of a UTF-16 sign": {"\xff\xfe\x3d\xd8", nil, nil, noText},
		"UTF-32":                {"\xff\xfe\x00\x00a\x00\x00\x00", nil, nil, noText},
		"too large":             {strings.Repeat("a", 1<<20+1), nil, nil, large},
		"too large, it is said": {"", func(f *chat.FileRef) { f.ID, f.Size = "none", 1<<20+1 }, nil, large},
		"blank":                 {"\xef\xbb\xbf \r\n", nil, nil, empty},
		"nothing":               {"", nil, nil, empty},
		"Telegram is down":      {"", nil, errBroken, failed},
	} {
		w := newWorld(t)
		w.say(ana, "/list")
		in := w.file(ana, "list.txt", c.data)
		if c.change != nil {
			c.change(in.File)
		}
		w.fails = c.fails
		w.must(w.driver.Handle(t.Context(), in))
		if !strings.Contains(w.said(), c.want) || len(w.lists) != 0 {
			t.Errorf("%s: %v, said %s", name, w.lists, w.said())
		}
		w.fails = nil
		w.must(w.driver.Handle(t.Context(), w.file(ana, "", "a")))
		if len(w.lists) != 1 || w.lists[0].File == "" {
			t.Errorf("%s: then %v", name, w.lists)
		}
	}
}

// A sticker is no file, and where no file is asked for none is fetched.
func TestFileNobodyAskedFor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.say(ana, "/list")
	in := w.input(ana)
	in.Kind = chat.Other
	w.must(w.driver.Handle(t.Context(), in))
	if !strings.Contains(w.said(), "plain text file") {
		t.Errorf("a sticker: %s", w.said())
	}
	w = newWorld(t)
	w.say(ana, "/job")
	in = w.file(ana, "list.txt", "a")
	in.File.ID = "none"
	w.must(w.driver.Handle(t.Context(), in))
	if !strings.Contains(w.said(), "only read text") || len(w.notes) != 0 {
		t.Errorf("at another question: %s", w.said())
	}
}

// What people of a group send each other is not for the bot, whoever they are.
func TestFilesOfAGroup(t *testing.T) {
	t.Parallel()
	for _, command := range []string{"", "/job", "/list"} {
		w := newWorld(t)
		if command != "" {
			w.say(group, command)
		}
		if command == "/list" {
			w.now = w.now.Add(time.Hour)
		}
		w.driver.GroupAdmin = func(context.Context, int64, int64) (bool, error) { return false, nil }
		before := len(w.outbox())
		in := w.file(group, "list.txt", "a")
		in.File.ID = "none"
		w.must(w.driver.Handle(t.Context(), in))
		if len(w.outbox()) != before {
			t.Errorf("after %q: %s", command, w.said())
		}
	}
	w := newWorld(t)
	w.say(group, "/list")
	w.driver.GroupAdmin = func(context.Context, int64, int64) (bool, error) { return false, nil }
	w.must(w.driver.Handle(t.Context(), w.file(group, "list.txt", "a")))
	if len(w.lists) != 0 || !strings.Contains(w.said(), "Only admins") {
		t.Errorf("no admin any more: %v, said %s", w.lists, w.said())
	}
}

func TestKeyInAFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.say(group, "/list")
	in := w.file(group, "list.txt", "first line\nkey: "+key+"\n")
	w.must(w.driver.Handle(t.Context(), in))
	if got := w.hidden(group); len(got) != 1 || got[0] != in.Message || len(w.lists) != 0 {
		t.Errorf("hidden %v, given on %v", got, w.lists)
	}
	if c, ok := w.conversation(group); !ok || c.Step != "ask" || strings.Contains(string(c.Sheet), key) {
		t.Errorf("the conversation is at %+v", c)
	}
	if !strings.Contains(w.said(), "make a new key") || !strings.Contains(w.said(), "your list?") {
		t.Errorf("said %s", w.said())
	}
}

// A file whose handling was cut off is fetched and handled once more.
func TestFileAfterAnInterruption(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.say(ana, "/list")
	in := w.file(ana, "list.txt", "a\nb")
	before := len(w.outbox())

	for name, err := range map[string]error{"with a file": nil, "without": errBroken} {
		stopped, stop := context.WithCancel(t.Context())
		w.while, w.fails = stop, err
		if err := w.driver.Handle(stopped, in); !errors.Is(err, context.Canceled) {
			t.Fatalf("stopped %s: %v", name, err)
		}
	}
	w.while, w.fails = nil, nil
	w.taken = func() error { return storage.ErrClosed }
	if err := w.driver.Handle(t.Context(), in); !errors.Is(err, storage.ErrClosed) {
		t.Fatalf("storage failed: %v", err)
	}
	if len(w.lists) != 0 || len(w.outbox()) != before {
		t.Fatalf("%v, said %s", w.lists, w.said())
	}
	w.taken = nil
	w.must(w.driver.Handle(t.Context(), in))
	if len(w.lists) != 1 || w.lists[0].Text != "a\nb" {
		t.Errorf("%v", w.lists)
	}
}

// What a step does not like about a file is asked again, as with what is typed.
func TestFileRefusedByItsStep(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.say(ana, "/list")
	w.taken = func() error { return &resale.Error{Act: "read list", Code: resale.Invalid} }
	w.must(w.driver.Handle(t.Context(), w.file(ana, "list.txt", "a")))
	w.taken = nil
	w.must(w.driver.Handle(t.Context(), w.file(ana, "list.txt", "b")))
	if len(w.lists) != 1 || w.lists[0].Text != "b" {
		t.Errorf("%v", w.lists)
	}
}
