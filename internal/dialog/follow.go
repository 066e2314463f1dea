package dialog

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// maxMoves ends a flow that goes round in circles without asking anything.
const maxMoves = 20

// follow goes where a step said, until there is something to show.
func (d *Driver) follow(ctx context.Context, v *visit, next Next) (result, error) {
	for range maxMoves {
		switch next.move {
		case end:
			return d.ended(v, next), nil
		case aside:
			if v.Input.Kind == chat.Tapped {
				return d.deaf(v, next.text), nil
			}
			return d.ended(v, next), nil
		case goTo:
			return d.beginFlow(ctx, v, next.target)
		case stay:
			return d.reask(ctx, v, next.text)
		case back:
			return d.goBack(ctx, v)
		}
		info, ok := d.flows[v.conv.Flow].step(next.step)
		if !ok {
			return result{}, fmt.Errorf("%s: no step %q", v.conv.Flow, next.step)
		}
		if !info.acts {
			d.enter(v, next.step)
			return d.reask(ctx, v, chat.Text{})
		}
		step := next.step
		var err error
		if next, err = d.act(ctx, v, step); err != nil {
			return d.undone(ctx, v, step, err)
		}
	}
	return result{}, fmt.Errorf("%s: goes round in circles", v.conv.Flow)
}

// enter moves to an asking step and remembers the way back.
func (d *Driver) enter(v *visit, step string) {
	if i := slices.Index(v.conv.Past, step); i >= 0 {
		v.ungive(append(slices.Clone(v.conv.Past[i:]), v.conv.Step))
		v.conv.Past = v.conv.Past[:i]
	} else if v.conv.Step != "" && v.conv.Step != step {
		v.conv.Past = append(v.conv.Past, v.conv.Step)
	}
	v.conv.Step = step
}

func (d *Driver) goBack(ctx context.Context, v *visit) (result, error) {
	n := len(v.conv.Past)
	if n == 0 {
		return d.beginFlow(ctx, v, menu)
	}
	v.conv.Step, v.conv.Past = v.conv.Past[n-1], v.conv.Past[:n-1]
	return d.reask(ctx, v, chat.Text{})
}

// reask shows the present step, with what was wrong above it.
func (d *Driver) reask(ctx context.Context, v *visit, problem chat.Text) (result, error) {
	if problem.Key != "" {
		v.Note(problem)
	}
	f, ok := d.flows[v.conv.Flow]
	if !ok {
		return d.beginFlow(ctx, v, menu)
	}
	v.run, v.step = v.conv.Run, v.conv.Step
	screen, sheet, err := f.ask(ctx, v.Turn, v.conv.Step, v.conv.Sheet)
	if err != nil && errors.Is(ctx.Err(), context.Canceled) {
		return result{}, err
	}
	if err != nil {
		return d.unshown(v, err)
	}
	v.conv.Sheet = sheet
	return d.shown(v, d.regiven(ctx, v, screen), f.about().home), nil
}

// failed puts the sentence of an error above the step that the person was at.
func (d *Driver) failed(ctx context.Context, v *visit, err error) (result, error) {
	if ctx.Err() != nil || isStorage(err) {
		return result{}, err // not the person's trouble: the input is handled again
	}
	if v.conv.Step == "" && v.again == "" {
		return d.unshown(v, err)
	}
	for _, line := range d.explain(v, err) {
		v.Note(line)
	}
	if v.conv.Step == "" { // the flow began with an act
		return d.unshown(v, err)
	}
	return d.reask(ctx, v, chat.Text{})
}

// unshown is for a step that cannot even be asked: the sentence, and a way to
// try again. An act that failed is not tried from here: what it would do is not
// on the screen, so its question comes first.
func (d *Driver) unshown(v *visit, err error) (result, error) {
	if isStorage(err) {
		return result{}, err
	}
	ways := [][]chat.Button{{{Label: chat.T("button.menu"), Go: menu}}}
	if v.again != "" { // the act's own trouble is noted already
		lines := v.notes
		v.said, v.notes = lines, nil
		if v.conv.Step != "" {
			v.again = ""
			ways = append([][]chat.Button{{{Label: chat.T("button.retry"), Answer: answerRetry}}}, ways...)
		}
		return d.shown(v, chat.Screen{Lines: lines, Rows: ways}, true), nil
	}
	again := []chat.Button{{Label: chat.T("button.retry"), Answer: answerRetry}}
	if v.conv.Step == "" {
		again[0] = chat.Button{Label: chat.T("button.retry"), Go: v.target}
	}
	lines := d.explain(v, err)
	if v.rekey != "" {
		again = append(again, chat.Button{Label: chat.T("button.connect_other"), Go: v.rekey})
		v.rekey = ""
	}
	return d.shown(v, chat.Screen{Lines: lines, Rows: append([][]chat.Button{again}, ways...)}, true), nil
}

// explain gives the sentences for an error. Faults of our own carry a number
// that the operator finds in the log.
func (d *Driver) explain(v *visit, err error) []chat.Text {
	code := resale.CodeOf(err)
	if code == resale.Internal {
		d.Log.Error("handle input", "update", v.Input.Update, "flow", v.conv.Flow, "step", v.conv.Step, "err", err)
	}
	section := "error"
	if f, ok := d.flows[v.conv.Flow]; ok {
		section = f.about().trouble
	}
	args := chat.Args{"Seconds": 0, "Number": strconv.FormatInt(v.Input.Update, 10)}
	if code == resale.Unauthorized && section == "error" && v.conv.Flow != connect {
		v.rekey = strings.TrimSpace(connect + " " + d.refuser(v, err))
	}
	var lines []chat.Text
	if e, ok := errors.AsType[*resale.Error](err); ok {
		args["Seconds"] = int(e.Wait.Seconds())
		// What a panel says about its key is not for its customers.
		if e.Detail != "" && (section == "error" || code == resale.Invalid || code == resale.Refused) {
			lines = append(lines, chat.T(section+".detail", chat.Args{"Detail": e.Detail}))
		}
	}
	return append([]chat.Text{chat.T(section+"."+string(code), args)}, lines...)
}

// isStorage tells our own store's troubles, which no person can do anything
// about, from what a step reports.
func isStorage(err error) bool {
	return errors.Is(err, storage.ErrClosed) || errors.Is(err, storage.ErrDamaged) || errors.Is(err, context.Canceled)
}
