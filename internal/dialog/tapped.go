package dialog

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
)

// tapped finds out what a tap means: a button of anyone's that leads somewhere,
// one of the present screen, or one of a screen that is over.
func (d *Driver) tapped(ctx context.Context, v *visit, expired bool) (result, error) {
	p, err := readData(v.Input.Data)
	switch {
	case err != nil:
		return d.late(v), nil
	case p.person != 0 && p.person != v.Input.Person.ID:
		return d.deaf(v, chat.T("dialog.not_yours")), nil
	case p.target != "" && d.interrupts(v, p.target):
		return d.askLeave(v, p.target), nil
	case p.target != "":
		if v.typed && expired {
			d.noteLost(v)
		}
		return d.beginFlow(ctx, v, p.target)
	case !v.alive || p.run != v.conv.Run || p.serial != v.conv.Serial || p.n >= len(v.conv.Answers):
		return d.late(v), nil
	case expired && !d.home(v):
		v.Note(chat.T("dialog.ended_idle"))
		return d.beginFlow(ctx, v, menu)
	}
	return d.chosen(ctx, v, v.conv.Answers[p.n])
}

// chosen goes where a button of the present screen says.
func (d *Driver) chosen(ctx context.Context, v *visit, answer string) (result, error) {
	switch answer {
	case answerBack:
		return d.follow(ctx, v, Back())
	case answerRetry:
		return d.reask(ctx, v, chat.Text{})
	case answerKeep:
		return d.keep(ctx, v)
	case answerLeave:
		return d.leave(ctx, v)
	case answerCancel:
		v.Note(chat.T("dialog.cancelled"))
		return d.beginFlow(ctx, v, d.away(v))
	}
	if step, again := strings.CutPrefix(answer, answerAgain); again {
		return d.follow(ctx, v, To(step))
	}
	return d.answer(ctx, v, Answer{Value: answer, Message: v.Input.Message})
}
