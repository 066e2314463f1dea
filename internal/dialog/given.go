package dialog

import (
	"context"
	"maps"
	"slices"
	"strings"

	"resellerbot/internal/chat"
)

// How much of what was typed is said again, in characters.
const (
	mostGiven = 200
	mostKept  = 30
)

// Kept is the Answer of who keeps what a step with Given says.
const Kept = "keep"

// give remembers what was typed at a question, for who comes back to it. No
// secret is remembered, nor a list, which its step deals with by itself, nor what
// was typed to be sure.
func (v *visit) give(info stepInfo, a Answer) {
	if !a.Typed() {
		v.ungive([]string{v.conv.Step})
	}
	secret := info.secret || info.hide != nil && info.hide(a.Text)
	if !a.Typed() || info.given || info.sure || secret || info.files || a.Sent != nil || a.Origin != 0 {
		return
	}
	v.conv.Given = maps.Clone(v.conv.Given)
	if v.conv.Given == nil {
		v.conv.Given = map[string]string{}
	}
	v.conv.Given[v.conv.Step] = a.Text
}

// ungive forgets what was typed at steps that a flow leads back to by itself: it
// asks them about something else now.
func (v *visit) ungive(steps []string) {
	v.conv.Given = maps.Clone(v.conv.Given)
	maps.DeleteFunc(v.conv.Given, func(step, _ string) bool { return slices.Contains(steps, step) })
}

// regiven adds to a question what it was answered with before, and a button that
// keeps that.
func (d *Driver) regiven(ctx context.Context, v *visit, screen chat.Screen) chat.Screen {
	if v.acted { // an act had it asked anew, since the answer was no good
		v.ungive([]string{v.conv.Step})
		return screen
	}
	f := d.flows[v.conv.Flow]
	info, _ := f.step(v.conv.Step)
	if info.sure {
		return screen
	}
	typed := v.conv.Given[v.conv.Step]
	said, short := chat.Literal(cut(typed, mostGiven)), cut(typed, mostKept)
	if info.given {
		said = f.given(ctx, v.Turn, v.conv.Step, v.conv.Sheet)
		short = cut(d.Catalog.Plain(v.Lang, said), mostKept)
	}
	if f.about().home || said.Key == "" || short == "" {
		return screen
	}
	screen.Lines = append(slices.Clone(screen.Lines), chat.Text{}, chat.T("dialog.given", chat.Args{"Value": said}))
	keep := chat.Button{Label: chat.T("dialog.keep", chat.Args{"Value": short}), Answer: answerKeep}
	screen.Rows = append([][]chat.Button{{keep}}, screen.Rows...)
	return screen
}

// keep answers as before.
func (d *Driver) keep(ctx context.Context, v *visit) (result, error) {
	switch info, _ := d.flows[v.conv.Flow].step(v.conv.Step); {
	case info.sure:
		return d.reask(ctx, v, chat.Text{})
	case info.given:
		return d.answer(ctx, v, Answer{Value: Kept, Message: v.Input.Message})
	}
	return d.answer(ctx, v, Answer{Text: v.conv.Given[v.conv.Step], Message: v.Input.Message})
}

// cut makes one line of a text, of so many characters at most.
func cut(text string, most int) string {
	text = strings.Join(strings.Fields(text), " ")
	if all := []rune(text); len(all) > most {
		return string(all[:most-1]) + "…"
	}
	return text
}
