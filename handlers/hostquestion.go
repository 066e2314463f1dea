package handlers

import (
	"context"
	"slices"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

// hostQuestion asks for a field.
func (d Deps) hostQuestion(name string) func(context.Context, *dialog.Turn, *hostFormSheet) (chat.Screen, error) {
	return func(ctx context.Context, t *dialog.Turn, s *hostFormSheet) (chat.Screen, error) {
		f, _ := hostFieldOf(s.K, name)
		screen := chat.Screen{Lines: d.hostHeading(t, s, f)}
		if f.form == linesForm {
			return s.askLines(), nil
		}
		if len(s.Doubt) > 0 {
			return s.askDoubt(), nil
		}
		question := f.key()
		if f.name == "billing_cycle" && len(s.periods()) > 0 {
			question = "period"
		}
		if f.form == unitForm && len(s.currencies()) > 0 {
			question = "unit"
		}
		if unit := s.unit(); f.form == moneyForm && unit != "" {
			question += "_in"
		}
		screen.Lines = append(screen.Lines, chat.T("hostask."+question, chat.Args{"Unit": shorten(s.unit(), 10)}))
		rows, err := d.hostOptions(ctx, t, s, f, &screen)
		screen.Rows = append(rows, s.skip(f)...)
		return screen, err
	}
}

// hostGiven says what a field was answered with before, of a secret only that it
// was. What is ticked shows that by itself.
func (d Deps) hostGiven(name string) func(context.Context, *dialog.Turn, *hostFormSheet) chat.Text {
	return func(_ context.Context, t *dialog.Turn, s *hostFormSheet) chat.Text {
		f, _ := hostFieldOf(s.K, name)
		if slices.Contains([]hostForm{linesForm, wordsForm, eventsForm}, f.form) {
			return chat.Text{}
		}
		return d.hostAnswerText(t, f, s.Answers[name])
	}
}

// hostHeading says what is being made, or what the field is now.
func (d Deps) hostHeading(t *dialog.Turn, s *hostFormSheet, f hostField) []chat.Text {
	if !s.changes() {
		return []chat.Text{chat.T("hostnew.title_" + string(s.K)), {}}
	}
	if f.form == hiddenForm {
		return []chat.Text{chat.T("hostnew.field_of", chat.Args{"Field": hostFieldName(f), "Name": shorten(s.Name, 60)}), {}}
	}
	return []chat.Text{chat.T("edit.now", chat.Args{"Value": openText(t, orDash(d.hostAnswerText(t, f, s.Now)))}), {}}
}

func orDash(text chat.Text) chat.Text {
	if text.Key == "" {
		return chat.Literal("—")
	}
	return text
}

// skip is the way past what a record can do without; of a change, the way to
// have nothing there.
func (s *hostFormSheet) skip(f hostField) [][]chat.Button {
	switch {
	case f.ask != may || s.settled(f):
		return nil
	case !s.changes() && s.byPanel(f):
		return [][]chat.Button{row(pick("hostnew.by_panel", "skip"))}
	case !s.changes() && !s.Answers[f.name].empty(): // which would be dropped
		return [][]chat.Button{row(pick("hostnew.clear", "skip"))}
	case !s.changes():
		return [][]chat.Button{row(pick("button.skip", "skip"))}
	case !s.Now.empty() && slices.Contains([]hostForm{textForm, noteForm, wordsForm}, f.form):
		return [][]chat.Button{row(pick("hostnew.clear", "skip"))}
	}
	return nil
}

// settled tells of a question of a new record that is not passed over: all there
// is to choose is known, or something is ticked, which is not dropped by a slip.
func (s *hostFormSheet) settled(f hostField) bool {
	switch {
	case s.changes():
		return false
	case f.form == unitForm:
		return len(s.currencies()) > 0
	case f.name == "billing_cycle":
		return len(s.periods()) > 0
	}
	return len(s.Answers[f.name].List) > 0
}

// hostOptions are what can be tapped instead of typing.
func (d Deps) hostOptions(ctx context.Context, t *dialog.Turn, s *hostFormSheet, f hostField, screen *chat.Screen) ([][]chat.Button, error) {
	switch f.form {
	case choiceForm:
		if f.name == "billing_cycle" && len(s.periods()) > 0 {
			return s.periodRows(), nil
		}
		var all []chat.Button
		for _, choice := range f.choices {
			all = append(all, chat.Button{Label: f.word(choice), Answer: "is " + choice})
		}
		return slices.Collect(slices.Chunk(all, 2)), nil
	case dayForm:
		return append(d.usualRow(t, s, f), countRows("new.duration", []int{7, 14, 30, 365})...), nil
	case unitForm:
		return s.unitRows(), nil
	case moneyForm:
		return d.usualRow(t, s, f), nil
	case refForm:
		return d.refRows(ctx, t, s, f, screen)
	case wordsForm, eventsForm:
		return d.wordRows(ctx, t, s, f)
	}
	return nil, nil
}
