package dialog

import (
	"context"

	"resellerbot/internal/chat"
)

// drops tells whether a form which was begun would not be kept.
func (d *Driver) drops(v *visit) bool {
	lost, known := d.loses(v)
	return lost || !known && v.alive && !v.expired() && !d.home(v) && len(v.conv.Past) > 0
}

// noteDropped says that a form which was begun is not kept.
func (d *Driver) noteDropped(v *visit) {
	if d.drops(v) {
		v.Note(chat.T("dialog.dropped"))
	}
}

// interrupts tells of a button on another message than the person's screen, on
// an alert say, that would throw away what they filled in so far. Its own screen
// offers no way out but by meaning it.
func (d *Driver) interrupts(v *visit, target string) bool {
	f, ok := d.flows[flowOf(target)]
	aside := ok && f.about().aside
	return v.typed && !aside && !v.expired() && d.drops(v)
}

// askLeave asks whether to stop for that button. Until it is answered all stays
// as it is.
func (d *Driver) askLeave(v *visit, target string) result {
	line := chat.T("dialog.leave")
	if what := d.flows[v.conv.Flow].title(v.conv.Sheet); what.Key != "" {
		line = chat.T("dialog.leave_named", chat.Args{"What": what})
	}
	v.conv.Serial++
	v.conv.Answers, v.conv.Leaving = nil, target
	m := d.render(v, chat.Screen{Lines: []chat.Text{line}, Rows: [][]chat.Button{{
		{Label: chat.T("dialog.leave_stop"), Answer: answerLeave, Style: chat.Danger},
		{Label: chat.T("dialog.leave_stay"), Answer: answerRetry, Style: chat.Primary},
	}}})
	return result{conv: v.conv, message: &m}
}

// askLeaveAgain is for what is written instead of an answer: it may be meant for
// either.
func (d *Driver) askLeaveAgain(v *visit) result {
	v.Note(chat.T("dialog.use_buttons"))
	return d.askLeave(v, v.conv.Leaving)
}

// leave stops what was under way for what was tapped elsewhere.
func (d *Driver) leave(ctx context.Context, v *visit) (result, error) {
	v.Note(chat.T("dialog.dropped"))
	return d.beginFlow(ctx, v, v.conv.Leaving)
}
