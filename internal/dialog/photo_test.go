package dialog_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

// take notes an answer and goes on.
func (w *world) take(next string) func(context.Context, *dialog.Turn, *jobSheet, dialog.Answer) (dialog.Next, error) {
	return func(_ context.Context, _ *dialog.Turn, _ *jobSheet, a dialog.Answer) (dialog.Next, error) {
		a.Message = 0
		w.lists = append(w.lists, a)
		return dialog.To(next), nil
	}
}

// receipt is a conversation that asks for a photo or a file, and then shows it.
func (w *world) receipt() dialog.Conversation {
	return dialog.Flow[jobSheet]{Name: "receipt", Command: true, Steps: []dialog.Step[jobSheet]{
		{Name: "ask", Photos: true, Ask: says[jobSheet]("your receipt?"), Take: w.take("show")},
		{Name: "show", Ask: func(context.Context, *dialog.Turn, *jobSheet) (chat.Screen, error) {
			s := chat.Screen{Lines: []chat.Text{chat.Literal("your receipt:")}}
			if last := w.lists[len(w.lists)-1]; last.Sent != nil {
				s.Attach(*last.Sent)
			}
			return s, nil
		}},
	}}
}

// channel is one that asks for a channel, with buttons and forwarded messages.
func (w *world) channel() dialog.Conversation {
	return dialog.Flow[jobSheet]{Name: "channel", Command: true, Steps: []dialog.Step[jobSheet]{
		{Name: "ask", Forwards: true, Buttons: true, Ask: says[jobSheet]("which channel?"), Take: w.take("ask")},
	}}
}

// photo sends a picture, pdf a document, of which no step may fetch anything.
func (w *world) photo(place int64, caption string) chat.Input {
	in := w.input(place)
	in.Kind, in.Text, in.File = chat.Other, caption, &chat.FileRef{ID: "p", Size: 90_000, Type: "image/jpeg", Photo: true}
	return in
}

func (w *world) pdf(place, size int64) chat.Input {
	in := w.input(place)
	in.Kind, in.File = chat.Other, &chat.FileRef{ID: "d", Name: "receipt.pdf", Size: size, Type: "application/pdf"}
	return in
}

func TestPhotoIsAnAnswer(t *testing.T) {
	t.Parallel()
	for _, place := range []int64{ana, group} {
		w := newWorld(t)
		w.say(place, "/receipt")
		w.must(w.driver.Handle(t.Context(), w.photo(place, "paid today")))
		w.say(place, "/receipt")
		w.must(w.driver.Handle(t.Context(), w.pdf(place, 20<<20)))
		w.say(place, "/receipt")
		w.must(w.driver.Handle(t.Context(), w.pdf(place, 0))) // nobody says how large it is
		w.say(place, "/receipt")
		w.say(place, "I paid cash")
		want := []dialog.Answer{
			{Text: "paid today", Sent: &chat.FileRef{ID: "p", Size: 90_000, Type: "image/jpeg", Photo: true}},
			{Sent: &chat.FileRef{ID: "d", Name: "receipt.pdf", Size: 20 << 20, Type: "application/pdf"}},
			{Sent: &chat.FileRef{ID: "d", Name: "receipt.pdf", Type: "application/pdf"}},
			{Text: "I paid cash"},
		}
		if diff := cmp.Diff(want, w.lists); diff != "" {
			t.Errorf("in %d: %s", place, diff)
		}
	}
}

// What is shown again has words for the time when it cannot be.
func TestPhotoIsShownAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.say(ana, "/receipt")
	w.must(w.driver.Handle(t.Context(), w.photo(ana, "")))
	all := w.outbox()
	if m := all[len(all)-1].Message; m.PhotoID != "p" || m.File != nil || !strings.Contains(m.Instead, "picture") {
		t.Errorf("the picture: %+v", m)
	}
	w.say(ana, "/receipt")
	w.must(w.driver.Handle(t.Context(), w.pdf(ana, 5)))
	all = w.outbox()
	if m := all[len(all)-1].Message; m.PhotoID != "" || m.File == nil || m.File.ID != "d" || !strings.Contains(m.Instead, "file") {
		t.Errorf("the file: %+v", m)
	}
}

func TestPhotoIsNoAnswer(t *testing.T) {
	t.Parallel()
	sticker := func(w *world) chat.Input {
		in := w.input(ana)
		in.Kind = chat.Other
		return in
	}
	for name, c := range map[string]struct {
		command string
		in      func(*world) chat.Input
		want    string
	}{
		"a sticker":              {"/receipt", sticker, "a photo or a file"},
		"a file of 21 MB":        {"/receipt", func(w *world) chat.Input { return w.pdf(ana, 20<<20+1) }, "larger than 20 MB"},
		"where a list is asked":  {"/list", func(w *world) chat.Input { return w.photo(ana, "") }, "plain text file"},
		"where nothing is asked": {"/job", func(w *world) chat.Input { return w.photo(ana, "") }, "only read text"},
		"where a tap is asked":   {"/channel", func(w *world) chat.Input { return w.photo(ana, "") }, "only read text"},
	} {
		w := newWorld(t)
		w.say(ana, c.command)
		w.must(w.driver.Handle(t.Context(), c.in(w)))
		if !strings.Contains(w.said(), c.want) || len(w.lists) != 0 || len(w.notes) != 0 {
			t.Errorf("%s: %v, said %s", name, w.lists, w.said())
		}
	}
}

// In a group a picture is for people, unless the bot asked for one just now.
func TestPhotosOfAGroup(t *testing.T) {
	t.Parallel()
	for _, command := range []string{"", "/job", "/list", "/channel", "/receipt"} {
		w := newWorld(t)
		if command != "" {
			w.say(group, command)
		}
		if command == "/receipt" { // the question was left alone
			w.now = w.now.Add(time.Hour)
		}
		w.driver.GroupAdmin = func(context.Context, int64, int64) (bool, error) { return false, nil }
		before := len(w.outbox())
		w.must(w.driver.Handle(t.Context(), w.photo(group, "our team")))
		if len(w.outbox()) != before || len(w.lists) != 0 {
			t.Errorf("after %q: %s", command, w.said())
		}
	}
	w := newWorld(t)
	w.say(group, "/receipt")
	w.driver.GroupAdmin = func(context.Context, int64, int64) (bool, error) { return false, nil }
	w.must(w.driver.Handle(t.Context(), w.photo(group, "")))
	if len(w.lists) != 0 || !strings.Contains(w.said(), "Only admins") {
		t.Errorf("no admin any more: %v, said %s", w.lists, w.said())
	}
}

// A key below a picture is taken out of the chat, also where a picture is asked
// for: then the picture is no answer.
func TestKeyBelowAPhoto(t *testing.T) {
	t.Parallel()
	for _, place := range []int64{ana, group} {
		for _, command := range []string{"/receipt", "/job", "/channel"} {
			w := newWorld(t)
			w.say(place, command)
			in := w.photo(place, "look: "+key)
			in.Origin = -1001
			w.must(w.driver.Handle(t.Context(), in))
			if got := w.hidden(place); len(got) != 1 || got[0] != in.Message || len(w.lists) != 0 {
				t.Errorf("%s in %d: hidden %v, given on %v", command, place, got, w.lists)
			}
			if c, _ := w.conversation(place); strings.Contains(string(c.Sheet), key) || strings.Contains(w.said(), key) {
				t.Errorf("%s in %d: kept", command, place)
			}
		}
	}
}

// What is forwarded says where from, also as a picture, and also where all else
// is a tap.
func TestForwardedIsAnAnswer(t *testing.T) {
	t.Parallel()
	for _, place := range []int64{ana, group} {
		w := newWorld(t)
		w.say(place, "/channel")
		said := w.input(place)
		said.Text, said.Origin = "News of today", -1001
		w.must(w.driver.Handle(t.Context(), said))
		shown := w.photo(place, "News")
		shown.Origin = -1002
		w.must(w.driver.Handle(t.Context(), shown))
		w.say(place, "what?")
		if diff := cmp.Diff([]dialog.Answer{{Text: "News of today", Origin: -1001}, {Text: "News", Origin: -1002}}, w.lists); diff != "" {
			t.Errorf("in %d: %s", place, diff)
		}
		w.say(place, "/receipt")
		said.Update, said.Text = said.Update+100, "forwarded elsewhere"
		w.must(w.driver.Handle(t.Context(), said))
		if last := w.lists[len(w.lists)-1]; last.Origin != 0 || last.Text != "forwarded elsewhere" {
			t.Errorf("in %d, where nobody asked: %+v", place, last)
		}
	}
}

// Of pictures that were sent at once the first is the answer; the others are not
// answers to what is asked next.
func TestPhotosSentAtOnce(t *testing.T) {
	t.Parallel()
	for _, place := range []int64{ana, group} {
		w := newWorld(t)
		w.say(place, "/receipt")
		for n := range 3 {
			in := w.photo(place, "")
			in.Album, in.File.ID = "134", []string{"p", "p2", "p3"}[n]
			w.must(w.driver.Handle(t.Context(), in))
		}
		if len(w.lists) != 1 || w.lists[0].Sent.ID != "p" {
			t.Errorf("in %d: %+v", place, w.lists)
		}
		if said := w.said(); strings.Contains(said, "only read text") || strings.Contains(said, "kept the first") != (place == ana) {
			t.Errorf("in %d: said %s", place, said)
		}
		w.say(place, "/receipt")
		in := w.photo(place, "")
		in.Album = "134"
		if w.must(w.driver.Handle(t.Context(), in)); len(w.lists) != 2 {
			t.Errorf("in %d, asked again: %+v", place, w.lists)
		}
	}
}
