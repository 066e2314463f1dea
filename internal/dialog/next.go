package dialog

import "resellerbot/internal/chat"

// Next says where a conversation goes.
type Next struct {
	move   move
	step   string
	target string
	text   chat.Text
	screen chat.Screen
	keep   bool
	slot   string
}

type move int

const (
	toStep move = iota
	stay
	back
	end
	goTo
	aside
)

// To goes on to a step. Going to one that Back would lead to goes back to it.
func To(step string) Next { return Next{move: toStep, step: step} }

// Stay shows the same step again, with what was wrong above it; a zero text
// shows it again without a word.
func Stay(problem chat.Text) Next { return Next{move: stay, text: problem} }

// Back goes to the step before.
func Back() Next { return Next{move: back} }

// End shows a last screen in place and ends the conversation. Its buttons can
// only go, copy or open.
func End(s chat.Screen) Next { return Next{move: end, screen: s} }

// Keep makes the last screen a message of its own that later screens leave
// alone: for what a person wants to find again or to forward.
func (n Next) Keep() Next { n.keep = true; return n }

// KeepIn is Keep under a name: what is shown or told under it later takes its
// place, and it takes the place of what was. See Notice.Slot.
func (n Next) KeepIn(slot string) Next { n.keep, n.slot = true, slot; return n }

// Aside answers a tap in passing, with a line over the chat, and leaves all as
// it was, also the conversation that was under way. What was not tapped gets
// the line as a last screen. Not for steps that do.
func Aside(line chat.Text) Next {
	return Next{move: aside, text: line, screen: chat.Screen{Lines: []chat.Text{line}, Rows: [][]chat.Button{{{Label: chat.T("button.menu"), Go: menu}}}}}
}

// Go ends this conversation and begins another: "trial", or "client 12 joao".
func Go(target string) Next { return Next{move: goTo, target: target} }
