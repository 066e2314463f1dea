// Package dialog drives conversations: it loads where a person stands, hands
// the input to the step, shows the next screen and saves, in one transaction.
// It knows no conversation; those are in handlers.
package dialog

import (
	"context"
	"encoding/json"
	"fmt"

	"resellerbot/internal/chat"
)

// Flow is a conversation: steps that fill in a sheet. The sheet S is a plain
// struct that JSON can hold; it is stored sealed.
type Flow[S any] struct {
	Name    string // what Go buttons and the command begin it by
	Command bool   // "/name" begins it
	As      string // "/as" begins it instead, where "/name" would be another's
	Home    bool   // it is browsed, not filled in: no Cancel button, and nothing to lose
	Needs   string // a provider that the chat must have an account with
	// Trouble is the section of the sentences that say what went wrong; "" for
	// "error". Customers, who know no panel, have one of their own.
	Trouble string
	// Begin reads the arguments of a Go button or a command. Without it a flow
	// begins at its first step.
	Begin func(ctx context.Context, t *Turn, s *S, args string) (Next, error)
	// Away says where Cancel leads: "client 12 joao". Without it, and for "", it
	// leads to the menu.
	Away func(s S) string
	// Loses tells whether something is lost by leaving, which the person is told
	// then: a letter that was written and not sent. Without it a Home flow loses
	// nothing, and another one what was answered, on a command that begins a flow.
	Loses func(s S) bool
	// Title says in a few words what is filled in here, for the question whether
	// to stop it. Without it, and for a zero text, that question names nothing.
	Title func(s S) chat.Text
	Aside bool // it mostly ends Aside, so that its buttons interrupt nothing
	Steps []Step[S]
}

// Step either asks and takes, or does.
type Step[S any] struct {
	Name string
	// Ask shows the step. The driver adds Back and Cancel.
	Ask func(ctx context.Context, t *Turn, s *S) (chat.Screen, error)
	// Take reads an answer. What it changed in s is kept unless it fails. Without
	// it an answer has the step shown again.
	Take func(ctx context.Context, t *Turn, s *S, a Answer) (Next, error)
	// Do acts. The conversation is saved before it runs, and after a crash it
	// runs again with the same Turn.Act().Key.
	Do func(ctx context.Context, t *Turn, s *S) (Next, error)
	// Given says what was answered here before, as people read it, for who comes
	// back to it; a zero text for nothing. Who keeps it answers Kept. Without
	// it what was typed is said, and taken once more.
	Given func(ctx context.Context, t *Turn, s *S) chat.Text
	// Secret: what is typed here is deleted from the chat at once, and refused
	// in a group.
	Secret bool
	// Hide tells of what is typed whether it is deleted from the chat at once, as
	// at a Secret step: a key where something else is asked for.
	Hide func(text string) bool
	// Password, with Secret: what is typed is a password of the person's own, and
	// may look like anything: like a key, or like a command that nobody knows.
	Password bool
	// Sure: what is typed here confirms what cannot be undone, such as a name. It is
	// typed each time: it is not remembered, and no button answers it again.
	Sure bool
	// Buttons: typed text is no answer here; the person is told so.
	Buttons bool
	// Files: a text file of up to 1 MiB is an answer too: Take gets what is in it
	// as Text. Not together with Secret.
	Files bool
	// Photos: a photo, or a file of any type up to 20 MB, is an answer too: Take
	// gets it as Sent, with its caption as Text. It is not fetched.
	Photos bool
	// Forwards: a message forwarded from a channel or a group is an answer too:
	// Take gets that chat as Origin.
	Forwards bool
	// Payments: alone with the bot, the number of a payment is an answer too, long
	// as it may be; only what is a key for sure is deleted here.
	Payments bool
}

// Answer is what a step is given: either a button's Answer, typed Text, or the
// Text of a file: UTF-8, its lines ended by \n, never blank.
type Answer struct {
	Value   string
	Text    string
	File    string        // the name of the file that Text is from, untrusted; "" when there is none
	Sent    *chat.FileRef // at a step with Photos: what was sent; Text is its caption, maybe ""
	Origin  int64         // at a step with Forwards: the chat that it was forwarded from; 0: it was not
	Message int
}

// Typed tells whether the answer was written, or sent as a file.
func (a Answer) Typed() bool { return a.Value == "" }

func (f Flow[S]) begin(ctx context.Context, t *Turn, args string) (Next, json.RawMessage, error) {
	var s S
	if f.Begin == nil {
		sheet, err := json.Marshal(s)
		return To(f.Steps[0].Name), sheet, err
	}
	next, err := f.Begin(ctx, t, &s, args)
	if err != nil {
		return Next{}, nil, err
	}
	sheet, err := json.Marshal(s)
	return next, sheet, err
}

func (f Flow[S]) ask(ctx context.Context, t *Turn, step string, sheet json.RawMessage) (chat.Screen, json.RawMessage, error) {
	var screen chat.Screen
	_, out, err := f.with(step, sheet, func(st Step[S], s *S) (Next, error) {
		var err error
		screen, err = st.Ask(ctx, t, s)
		return Next{}, err
	})
	return screen, out, err
}

func (f Flow[S]) given(ctx context.Context, t *Turn, step string, sheet json.RawMessage) (said chat.Text) {
	_, _, err := f.with(step, sheet, func(st Step[S], s *S) (Next, error) {
		said = st.Given(ctx, t, s)
		return Next{}, nil
	})
	if err != nil {
		return chat.Text{}
	}
	return said
}

func (f Flow[S]) take(ctx context.Context, t *Turn, step string, sheet json.RawMessage, a Answer) (Next, json.RawMessage, error) {
	return f.with(step, sheet, func(st Step[S], s *S) (Next, error) {
		if st.Take == nil {
			return Stay(chat.Text{}), nil
		}
		return st.Take(ctx, t, s, a)
	})
}

func (f Flow[S]) do(ctx context.Context, t *Turn, step string, sheet json.RawMessage) (Next, json.RawMessage, error) {
	return f.with(step, sheet, func(st Step[S], s *S) (Next, error) { return st.Do(ctx, t, s) })
}

// with lets a step work on a copy of the sheet, so that a step that fails
// leaves the sheet as it was.
func (f Flow[S]) with(step string, sheet json.RawMessage, work func(Step[S], *S) (Next, error)) (Next, json.RawMessage, error) {
	st, ok := f.find(step)
	if !ok {
		return Next{}, sheet, fmt.Errorf("%s: no step %q", f.Name, step)
	}
	var s S
	if len(sheet) > 0 {
		if err := json.Unmarshal(sheet, &s); err != nil {
			return Next{}, sheet, fmt.Errorf("%s: read sheet: %w", f.Name, err)
		}
	}
	next, err := work(st, &s)
	if err != nil {
		return Next{}, sheet, err
	}
	out, err := json.Marshal(s)
	return next, out, err
}
