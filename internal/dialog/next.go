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
}

type move int

const (
	toStep move = iota
	stay
	back
	end
	goTo
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

// Go ends this conversation and begins another: "trial", or "client 12 joao".
func Go(target string) Next { return Next{move: goTo, target: target} }
