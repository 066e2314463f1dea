package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// askAnew asks once more about a change that was refused, above it why, with the
// field as it is by now: as another left it, or the panel. What cannot be changed
// any more, or is as it was to be, is shown by its card. After a trouble of the
// panel it is shown as before: it is compared once more before it is changed.
func (d Deps) askAnew(ctx context.Context, t *dialog.Turn, s *hostFormSheet, out ops.Outcome) (next dialog.Next, ok bool) {
	why := refusalLines(out)
	switch out.Code {
	case resale.RateLimited, resale.Busy, resale.Blocked, resale.BadAnswer, resale.Unavailable:
	case resale.Changed, resale.Refused, resale.Invalid:
		question := d.shownAnew(ctx, t, s)
		switch {
		case out.Code != resale.Changed:
		case question:
			why = []chat.Text{chat.T("hostnew.changed_anew")}
		default:
			why = []chat.Text{chat.T("hostnew.changed_since")}
		}
		if !question {
			return noted(t, why, dialog.Go(s.card())), true
		}
	default:
		return dialog.Next{}, false
	}
	return noted(t, why, s.after(s.Field)), true
}

// shownAnew reads the field that is changed, and tells whether there is something
// to ask about.
func (d Deps) shownAnew(ctx context.Context, t *dialog.Turn, s *hostFormSheet) bool {
	open := s.Open
	r, err := d.hostAnew(ctx, t, s)
	if err != nil {
		t.Log.Info("read anew what is changed", "err", err)
		return false
	}
	f, _ := hostFieldOf(s.K, s.Field)
	s.shows(f, r)
	d.costBeside(ctx, t, s, r)
	if s.Field == "billing_cycle" { // by another choice of its price
		delete(s.Answers, "price")
	}
	return (s.K != ofInvoices || open == s.Open) && (f.form == hiddenForm || !s.Answers[f.name].same(s.Now))
}

// noted puts lines above what comes next.
func noted(t *dialog.Turn, lines []chat.Text, next dialog.Next) dialog.Next {
	for _, line := range lines {
		t.Note(line)
	}
	return next
}

// refusalLines say why an act was refused, with what the panel said.
func refusalLines(out ops.Outcome) []chat.Text {
	lines := []chat.Text{chat.T("error."+string(out.Code), chat.Args{"Seconds": int(out.Wait.Seconds()), "Number": 0})}
	if out.Detail != "" {
		lines = append(lines, chat.T("error.detail", chat.Args{"Detail": out.Detail}))
	}
	return lines
}
