package handlers_test

import (
	"regexp"
	"strings"

	"resellerbot/handlers"
	"resellerbot/internal/chat"
	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// people are those who act in transcripts, each with a private chat.
func people() map[int64]string {
	return map[int64]string{personID: "Ana", 66: "Caio", 99: "Bia <b>", memberID: "Davi"}
}

// as lets another person act: "Bia", or "Bia pt-br" in another language.
func (w *world) as(rest string) {
	w.t.Helper()
	name, lang, _ := strings.Cut(rest, " ")
	if lang != "" {
		w.lang = lang
	}
	for id, n := range people() {
		if strings.HasPrefix(n, name) {
			w.who = id
			return
		}
	}
	w.t.Fatalf("nobody is called %q", name)
}

// elsewhere says so when a message is in another chat than the one looked at.
func (w *world) elsewhere(place int64) {
	switch name := people()[place]; {
	case place == w.place().Chat:
	case name != "":
		w.log = append(w.log, "(to "+name+")")
	default:
		w.log = append(w.log, "(to the group)")
	}
}

// customers runs the background job that looks at customers' accesses.
func (w *world) customers() {
	w.t.Helper()
	job := jobs.Customers(w.ops, func(tx *storage.Tx, n ops.News) error { return w.driver.Tell(tx, handlers.CustomerNews(w.deps, n)) })
	if err := job(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	w.show()
}

var invitation = regexp.MustCompile(`start=k([A-Za-z0-9_-]{22})`)

// maskedToken hides an invitation's token and remembers it.
func (w *world) maskedToken(s string) string {
	if m := invitation.FindStringSubmatch(s); m != nil {
		w.token = m[1]
	}
	return invitation.ReplaceAllString(s, "start=k{token}")
}

// connectGroup gives the group an account, as its admin does in private.
func (w *world) connectGroup() {
	w.t.Helper()
	err := w.store.Update(w.t.Context(), func(tx *storage.Tx) error {
		return w.ops.Connect(tx, storage.Account{Chat: groupID, Provider: ops.Servex, Admin: true, By: personID}, secret.New(panelKey))
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// writes lets a person send a picture with a caption, change a message, or
// write in the name of the group.
func (w *world) writes(how, text string) {
	w.t.Helper()
	in := w.input(w.who, people()[w.who])
	w.nextID++
	in.Message, in.Text = w.nextID, text
	switch how {
	case "photo":
		in.Kind = chat.Other
	case "edited":
		in.Kind = chat.Edited
	case "unnamed":
		in.Kind, in.Person = chat.Unnamed, chat.Person{}
		in.Command, in.Args, _ = strings.Cut(strings.TrimPrefix(text, "/"), " ")
	}
	w.handle(in)
}
