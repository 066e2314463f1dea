package dialog

import (
	"context"

	"resellerbot/internal/chat"
)

// written gives what was typed to the step.
func (d *Driver) written(ctx context.Context, v *visit) (result, error) {
	info, ok := d.flows[v.conv.Flow].step(v.conv.Step)
	if !ok {
		return d.beginFlow(ctx, v, menu)
	}
	if v.conv.Leaving != "" {
		return d.askLeaveAgain(v), nil
	}
	if info.secret && !v.Input.Private {
		return d.reask(ctx, v, chat.T("dialog.secret_in_group"))
	}
	a := Answer{Text: v.Input.Text, Message: v.Input.Message}
	if info.forwards {
		a.Origin = v.Input.Origin
	}
	if info.buttons && a.Origin == 0 {
		if note, code := noteCode(v.Input); code && v.conv.Flow == menu {
			return d.reask(ctx, v, note)
		}
		return d.reask(ctx, v, chat.T("dialog.use_buttons"))
	}
	return d.answer(ctx, v, a)
}

func (d *Driver) answer(ctx context.Context, v *visit, a Answer) (result, error) {
	f, ok := d.flows[v.conv.Flow]
	if !ok {
		return d.beginFlow(ctx, v, menu)
	}
	v.run, v.step = v.conv.Run, v.conv.Step
	next, sheet, err := f.take(ctx, v.Turn, v.conv.Step, v.conv.Sheet, a)
	if err != nil {
		return d.failed(ctx, v, err)
	}
	if len(v.also) > 0 && !v.way.hold() {
		return result{}, errOvertaken
	}
	v.conv.Sheet = sheet
	if info, _ := f.step(v.conv.Step); next.move == toStep && next.step != v.conv.Step {
		v.give(info, a)
	}
	return d.follow(ctx, v, next)
}
