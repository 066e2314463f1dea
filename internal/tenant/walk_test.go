package tenant

import (
	"pgregory.net/rapid"

	"resellerbot/handlers"
	"resellerbot/internal/chat"
)

// walks is one person at it for a while: a command, and what it leads to. Most
// taps go forward, so that conversations come to their ends.
func (w *world) walks(t *rapid.T) {
	p, at := w.anyone(t)
	if rapid.Bool().Draw(t, "begins") {
		w.say(p, at, "/"+rapid.SampledFrom(w.useful(p)).Draw(t, "command"))
	}
	for range rapid.IntRange(1, 9).Draw(t, "moves") {
		w.moves(t, p, at)
	}
}

// useful are the commands that lead somewhere for a person.
func (w *world) useful(p *person) []string {
	if p.of != nil {
		return handlers.Commands()
	}
	return []string{"my", "start", "privacy", "my", "settings"}
}

func (w *world) moves(t *rapid.T, p *person, at chat.Place) {
	all := w.buttons(at.Chat)
	var newest []button
	for _, b := range all {
		if b.message == all[0].message {
			newest = append(newest, b)
		}
	}
	forward := newest
	for i, b := range newest {
		if b.last && i > 0 {
			forward = newest[:i]
			break
		}
	}
	switch n := rapid.IntRange(0, 9).Draw(t, "move"); {
	case len(newest) == 0 || n < 2:
		w.say(p, at, p.words[rapid.IntRange(0, len(p.words)-1).Draw(t, "words")])
	case n < 3:
		w.send(p, at, rapid.Bool().Draw(t, "photo"))
	case n < 5:
		b := newest[rapid.IntRange(0, len(newest)-1).Draw(t, "button")]
		w.tap(p, at, b.message, b.data)
	default:
		b := forward[rapid.IntRange(0, len(forward)-1).Draw(t, "button")]
		w.tap(p, at, b.message, b.data)
	}
}
