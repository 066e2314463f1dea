package handlers_test

import (
	"context"
	"errors"
	"mime"
	"path"
	"regexp"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
)

// sentThing is how a transcript says that a person sends a picture or a document
// with its caption, or forwards a text of a channel:
// "picture pix.jpg: paid", "document pix.pdf: ", "forward @news: hello".
var sentThing = regexp.MustCompile(`^(picture|document|forward) (\S+): ?(.*)$`)

// sendThing sends it. The file's id is its name.
func (w *world) sendThing(how, name, text string) {
	w.t.Helper()
	in := w.input(w.who, people()[w.who])
	w.nextID++
	in.Kind, in.Message, in.Text = chat.Other, w.nextID, text
	switch how {
	case "picture":
		in.File = &chat.FileRef{ID: name, Size: 90_000, Type: "image/jpeg", Photo: true}
	case "document":
		in.File = &chat.FileRef{ID: name, Name: name, Size: 90_000, Type: mime.TypeByExtension(path.Ext(name))}
	case "forward":
		in.Kind, in.Origin = chat.Said, w.channel(name).id
	}
	w.handle(in)
}

// channel is a channel or group that people and the bot may be in.
type channel struct {
	id      int64
	title   string
	members map[int64]bool
	bot     string // "in", "out", "blind": it may not see the members, "down": Telegram does not answer
}

func (w *world) channel(name string) *channel {
	w.t.Helper()
	for known, c := range w.channels {
		if known == name || strconv.FormatInt(c.id, 10) == name {
			return c
		}
	}
	w.t.Fatalf("there is no channel %q", name)
	return nil
}

// channelIs changes one: "@news title Daily News" makes it, with the bot in it, and private without the @,
// "@news joined" and "@news left" say it of who acts, "@news bot out" of the bot.
func (w *world) channelIs(what string) {
	w.t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	name, what, _ := strings.Cut(what, " ")
	how, rest, _ := strings.Cut(what, " ")
	switch how {
	case "title":
		w.channels[name] = &channel{id: -1000000001001 - int64(len(w.channels)), title: rest, members: map[int64]bool{}, bot: "in"}
	case "joined", "left":
		w.channel(name).members[w.who] = how == "joined"
	case "bot":
		w.channel(name).bot = rest
	default:
		w.t.Fatalf("a channel cannot be %q", what)
	}
}

// membership is the messenger's side of who is where.
func (w *world) membership(_ context.Context, group, person int64) (bool, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.channel(strconv.FormatInt(group, 10))
	return c.members[person], c.trouble(false)
}

// chatTitle is its side of what is where. A public chat can be looked up by
// those who are not in it.
func (w *world) chatTitle(_ context.Context, name string) (id int64, title, url string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for known, c := range w.channels {
		address, public := strings.CutPrefix(known, "@")
		if !public {
			address = ""
		} else {
			address = "https://t.me/" + address
		}
		if named := known == name && public; named || strconv.FormatInt(c.id, 10) == name {
			return c.id, c.title, address, c.trouble(named)
		}
	}
	return 0, "", "", chat.ErrNoChat
}

// trouble is what the bot is told where it is not let in.
func (c *channel) trouble(public bool) error {
	switch {
	case c.bot == "down":
		return errors.New("ask: the messenger does not answer")
	case c.bot == "out" && !public:
		return chat.ErrNoChat
	case c.bot == "blind" && !public:
		return chat.ErrHidden
	}
	return nil
}
