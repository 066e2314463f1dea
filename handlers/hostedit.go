package handlers

import (
	"context"
	"slices"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// beginHostEdit reads the record, its values and how the panel spells them.
func (d Deps) beginHostEdit(ctx context.Context, t *dialog.Turn, s *hostFormSheet, args string) (dialog.Next, error) {
	var ok bool
	if s.hostSheet, ok = readHost(args); !ok || !s.K.made() {
		return dialog.Go("billing"), nil
	}
	_, err := d.hostAnew(ctx, t, s)
	return dialog.To("field"), err
}

// hostAnew reads the record that is changed as it is now.
func (d Deps) hostAnew(ctx context.Context, t *dialog.Turn, s *hostFormSheet) (resale.Record, error) {
	r, err := d.Ops.HostGet(ctx, t.Input.Place.Chat, s.K.record(), s.ID)
	if err == nil {
		s.Name = shorten(openly(t, r.Label()), 60)
		s.spell(r)
		s.Key, s.Today = d.ownKey(ctx, t, r), midnight(t.Now, t.Zone).Format(hostDayPattern)
		s.Open = r.Unpaid() || r.State() == resale.RecordDraft
	}
	return r, err
}

func (d Deps) askHostField(_ context.Context, _ *dialog.Turn, s *hostFormSheet) (chat.Screen, error) {
	var buttons []chat.Button
	for _, f := range editedFields(s.K) {
		if f.form == linesForm && !s.Open {
			continue
		}
		buttons = append(buttons, chat.Button{Label: hostFieldName(f), Answer: f.name})
	}
	return chat.Screen{
		Lines: withOwn([]chat.Text{chat.T("edit.ask_field", chat.Args{"Name": shorten(s.Name, 60)})}, s.Key),
		Rows:  slices.Collect(slices.Chunk(buttons, 2)),
	}, nil
}

func (d Deps) takeHostField(ctx context.Context, t *dialog.Turn, s *hostFormSheet, a dialog.Answer) (dialog.Next, error) {
	f, ok := hostFieldOf(s.K, a.Value)
	if !ok || !f.edit {
		return dialog.Stay(chat.T("dialog.use_buttons")), nil
	}
	r, err := d.hostAnew(ctx, t, s)
	if err != nil {
		return dialog.Next{}, err
	}
	s.Field, s.Page, s.Search, s.Offered, s.Doubt = f.name, 1, "", nil, nil
	s.Answers, s.hostLines = map[string]hostAnswer{}, hostLines{} // lines that were changed and left are not written with another field
	s.shows(f, r)
	d.costBeside(ctx, t, s, r)
	if f.form == linesForm {
		if problem := s.readLines(r); problem.Key != "" {
			return dialog.Stay(problem), nil
		}
	}
	if len(s.Now.List) > 0 {
		s.chosen(f, s.Now.List)
	}
	return dialog.To(f.name), nil
}

// mostShown is the longest value that a change is held against, in bytes.
const mostShown = 16 << 10

// shows notes how the field is that is changed, for people and as the panel
// writes it.
func (s *hostFormSheet) shows(f hostField, r resale.Record) {
	s.Now, s.Shown = answerOf(r, f), map[string]rawValue{}
	s.note(f, r)
}

// note keeps a field as the panel writes it. A secret is not shown as it is.
func (s *hostFormSheet) note(f hostField, r resale.Record) {
	if raw := r.Raw(f.names()...); f.form != hiddenForm && len(raw) <= mostShown {
		s.Shown[f.name] = raw
	}
}

// answerOf is the present value of a field as an answer.
func answerOf(r resale.Record, f hostField) hostAnswer {
	switch f.form {
	case hiddenForm:
		return hostAnswer{}
	case moneyForm:
		if sum := r.Sum(f.names()...); sum.Known {
			return hostAnswer{Text: sum.Amount.Trim(2).Pad(2).String(), Shown: sum.Unit}
		}
	case dayForm:
		if at := f.time(r); !at.IsZero() {
			return hostAnswer{Text: at.Format(hostDayPattern)}
		}
	case wordsForm, eventsForm:
		return hostAnswer{List: hostWords(r, f)}
	}
	return hostAnswer{Text: r.Text(f.names()...)}
}
