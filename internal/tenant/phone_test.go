package tenant

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/storage"
)

// shown is a message as it was delivered once.
type shown struct {
	chat int64
	id   int
	m    chat.Message

	former int // the message that it took the place of
}

// newest is how many messages of a chat people still tap on.
const newest = 4

// queryChat and queryOf: a tap's query says where it was.
func queryOf(place int64) string { return "q" + strconv.FormatInt(place, 10) }

func queryChat(query string) int64 {
	place, _ := strconv.ParseInt(strings.TrimPrefix(query, "q"), 10, 64)
	return place
}

func (w *world) input(p *person, at chat.Place) chat.Input {
	w.update++
	return chat.Input{
		Update: w.update, Place: at, Private: at.Chat == p.id, Person: chat.Person{ID: p.id, Name: p.name, Language: p.lang}, At: w.now,
	}
}

// say is a person writing somewhere.
func (w *world) say(p *person, at chat.Place, text string) {
	in := w.input(p, at)
	w.nextID++
	in.Kind, in.Text, in.Message = chat.Said, text, w.nextID
	if command, ok := strings.CutPrefix(text, "/"); ok {
		in.Command, in.Args, _ = strings.Cut(command, " ")
		if in.Command == "start" {
			w.follows(p, in.Args)
		}
	}
	w.happens("%s in %d writes %q", p.name, at.Chat, text)
	w.handle(p, in)
}

// tap is a person tapping a button, which need not be there.
func (w *world) tap(p *person, at chat.Place, message int, data string) {
	in := w.input(p, at)
	in.Kind, in.Message, in.Data, in.Query = chat.Tapped, message, data, queryOf(at.Chat)
	w.happens("%s in %d taps %q", p.name, at.Chat, data)
	if parts := strings.SplitN(data, ".", 3); parts[0] == "g" && len(parts) == 3 && (parts[1] == "0" || parts[1] == strconv.FormatInt(p.id, 36)) {
		words := append(strings.Fields(parts[2]), "", "")
		if letter := map[string]string{"offer": "o", "claim": "k"}[words[0]]; letter != "" {
			w.follows(p, letter+words[1])
		} else if slices.ContainsFunc(w.tenants, func(r *tenant) bool { return r.store != "" && r.store == words[1] }) {
			w.follows(p, "x"+words[1])
		}
	}
	w.handle(p, in)
}

// tapFirst taps the nth button of the newest message in a chat.
func (w *world) tapFirst(p *person, at chat.Place, n int) {
	if all := w.buttons(at.Chat); len(all) > n {
		w.tap(p, at, all[n].message, all[n].data)
	}
}

// goes taps what leads to a target on an old message, also when that stops
// what the person was at.
func (w *world) goes(p *person, at chat.Place, target string) {
	w.tap(p, at, 1, "g.0."+target)
	if w.talk(p, at).Leaving != "" {
		w.tapFirst(p, at, 0)
	}
}

// inTheWay has all people of a reseller, and one who knows neither, tap the same
// button of the question that the first of them is at, each twice.
func (w *world) inTheWay(r *tenant) {
	boss, at := w.person(r.people[0]), chat.Place{Chat: r.chat}
	w.say(boss, at, "/trial")
	asked := w.buttons(at.Chat)[0]
	for _, id := range append(slices.Clone(r.people), 901) {
		p := w.person(id)
		for range 2 {
			w.tap(p, p.place(true), asked.message, asked.data)
		}
	}
	w.say(boss, at, "/cancel")
}

// download has the first of a reseller's people get the configuration of their
// first account: the first country, city, way and port.
func (w *world) download(r *tenant) {
	boss, at := w.person(r.people[0]), chat.Place{Chat: r.chat}
	for _, a := range w.vpn.Accounts() {
		if a.User == r.user {
			w.goes(boss, at, fmt.Sprintf("vpnconfig %d", a.ID))
			break
		}
	}
	for range 4 {
		w.tapFirst(boss, at, 0)
	}
}

// send is a person sending a picture or a file.
func (w *world) send(p *person, at chat.Place, photo bool) {
	in := w.input(p, at)
	w.nextID++
	id := fmt.Sprintf("rcpt%d n%d", p.id, w.nextID)
	if p.of != nil {
		id = p.of.word("file", w.nextID)
	}
	in.Kind, in.Message, in.Text = chat.Other, w.nextID, p.words[len(p.words)-1]
	in.File = &chat.FileRef{ID: id, Size: 900, Type: "image/jpeg", Photo: true}
	if !photo {
		in.File = &chat.FileRef{ID: id, Name: "list.txt", Size: 900, Type: "text/plain"}
	}
	w.happens("%s in %d sends %q, a photo: %v", p.name, at.Chat, id, photo)
	w.handle(p, in)
}

// handle lets the bot have an input, and looks at all that came of it.
func (w *world) handle(p *person, in chat.Input) {
	w.watch.hears(p, in)
	raw, err := json.Marshal(in)
	w.must(err)
	w.change(func(tx *storage.Tx) error {
		_, err := tx.AddUpdate(storage.Update{ID: in.Update, Raw: raw, At: w.now})
		return err
	})
	w.watch.repeats(in.Place.Chat, in.Data)
	w.calls.reset()
	w.must(w.driver.Handle(w.Context(), in))
	w.checkCalls(p, in.Place.Chat)
	w.checkPanels()
	for _, one := range w.popups {
		w.watch.text(one.chat, "pop-up", one.text)
		w.seen["pop-ups"]++
	}
	w.popups = nil
	w.deliver()
	select {
	case <-w.ops.ClaimsWaiting():
		w.run("claims")
	default:
	}
}

// button is one that a person may tap.
type button struct {
	message int
	data    string
	last    bool // in the last row, where Back and Cancel are
}

// buttons are those of the newest messages in a chat, the newest first.
func (w *world) buttons(place int64) (all []button) {
	ids := w.alive[place]
	for _, i := range slices.Backward(ids[max(0, len(ids)-newest):]) {
		for n, row := range w.past[i].m.Keys {
			for _, k := range row {
				if k.Data != "" {
					all = append(all, button{w.past[i].id, k.Data, n == len(w.past[i].m.Keys)-1})
				}
			}
		}
	}
	return all
}
