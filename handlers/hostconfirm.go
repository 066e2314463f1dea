package handlers

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// answerText is an answer as people read it; a zero text for none.
func answerText(f hostField, a hostAnswer) chat.Text {
	switch f.form {
	case refForm:
		return someText(a.Shown, 60)
	case eventsForm:
		return eventWords(a.List)
	case wordsForm:
		return wordsText(a.List)
	case moneyForm:
		if amount, err := decimal.Parse(a.Text); err == nil {
			return sumText(resale.Sum{Amount: amount, Unit: a.Shown, Known: true})
		}
	case choiceForm:
		return f.word(a.Text)
	case hiddenForm:
		if a.Text != "" {
			return chat.Literal(dots)
		}
		return chat.Text{}
	}
	return someText(a.Text, mostOfNote)
}

// hostAnswerText is answerText with days as people of the language write them.
func (d Deps) hostAnswerText(t *dialog.Turn, f hostField, a hostAnswer) chat.Text {
	if day, err := time.Parse(hostDayPattern, a.Text); err == nil && f.form == dayForm {
		return d.hostDate(t, day)
	}
	return answerText(f, a)
}

// confirmHost shows all that will be written.
func (d Deps) confirmHost(_ context.Context, t *dialog.Turn, s *hostFormSheet) (chat.Screen, error) {
	if s.changesLines() {
		return confirmLines(s), nil
	}
	if s.changes() {
		f, _ := hostFieldOf(s.K, s.Field)
		screen := confirmChange(s.Name, hostFieldName(f), openText(t, orDash(d.hostAnswerText(t, f, s.Now))), orDash(d.hostAnswerText(t, f, s.Answers[f.name])))
		if f.name == "billing_cycle" {
			screen = s.confirmCycle(screen)
		}
		screen.Lines = append(screen.Lines, s.keyWarning()...)
		return screen, nil
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T("hostnew.ask_" + string(s.K)), {}}}
	for _, f := range askedFields(s.K) {
		if f.form == linesForm {
			screen.Lines = append(screen.Lines, lineTexts(s.Lines, s.unit())...)
			continue
		}
		value := d.hostAnswerText(t, f, s.Answers[f.name])
		if value.Key == "" && s.byPanel(f) {
			value = chat.T("hostnew.panel_chooses")
		}
		if value.Key != "" {
			screen.Lines = append(screen.Lines, chat.T("hostcard.field", chat.Args{"Field": hostFieldName(f), "Value": value}))
		}
	}
	if s.K == ofKeys {
		screen.Lines = append(screen.Lines, s.keyBounds()...)
	}
	if secret := s.K == ofKeys || s.K == ofHooks || s.K == ofCustomers; secret && !t.Input.Private {
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("hostsecret.in_group"))
	}
	yes := pick("hostlist.new_"+string(s.K), "yes")
	yes.Style = chat.Primary
	screen.Rows = [][]chat.Button{row(yes)}
	return screen, nil
}

// keyBounds says of an API key what does not bound it.
func (s *hostFormSheet) keyBounds() (lines []chat.Text) {
	for _, name := range []string{"allowed_ips", "expires_at"} {
		if s.Answers[name].empty() {
			lines = append(lines, chat.T("hostnew.unbound_"+name))
		}
	}
	return lines
}

// doHostForm writes what was confirmed.
func (d Deps) doHostForm(ctx context.Context, t *dialog.Turn, s *hostFormSheet) (dialog.Next, error) {
	var out ops.Outcome
	var err error
	if s.changes() {
		out, err = d.Ops.HostUpdate(ctx, t.Act(), s.K.record(), s.ID, s.wish())
	} else {
		out, err = d.Ops.HostCreate(ctx, t.Act(), s.K.record(), s.wish())
	}
	if err == nil && refusedAs(out, resale.Taken) && s.K == ofCustomers {
		t.Note(chat.T("customers.email_taken"))
		return dialog.To("email"), nil
	}
	if next, ok := s.linesRefused(t, out, err); ok {
		return next, nil
	}
	if err == nil && out.State == storage.Refused && s.changes() && !s.changesLines() {
		if next, ok := d.askAnew(ctx, t, s, out); ok {
			return next, nil
		}
	}
	if err == nil && out.State == storage.Done && s.K == ofProducts && s.changes() {
		return dialog.End(d.repriced(ctx, t, out, d.hostDone(t, out, s.From))), nil
	}
	return d.concludeHost(t, s.hostSheet, out, err)
}

// wish is what is to be written, in the panel's words.
func (s *hostFormSheet) wish() resale.RecordWish {
	wish := resale.RecordWish{Lines: s.Lines, Was: s.Was}
	fields := askedFields(s.K)
	if s.changes() {
		fields = slices.DeleteFunc(hostFields(s.K), func(f hostField) bool {
			return f.name != s.Field && (f.name != "price" || s.Answers["price"].empty())
		})
	}
	for _, f := range fields {
		a, answered := s.Answers[f.name]
		if f.form == linesForm || !answered || a.empty() && !s.changes() || f.form == unitForm && !s.sendsUnit(a.Text) {
			continue
		}
		wish.Fields = append(wish.Fields, s.written(f, a))
	}
	if price, ok := hostFieldOf(s.K, "price"); ok && s.Field == "billing_cycle" && !s.Cost.empty() && s.Answers["price"].empty() {
		wish.Beside = []resale.WishField{s.written(price, s.Cost)}
	}
	return wish
}

// written is one field to write, with how the person was shown that it is.
func (s *hostFormSheet) written(f hostField, a hostAnswer) resale.WishField {
	w := f.wish(s.spelling(f), a)
	if shown := s.Shown[f.name]; shown != nil {
		w.Was, w.Also = shown, slices.DeleteFunc(f.names(), func(name string) bool { return name == w.Name })
	}
	return w
}

// wish is one field to write. An id that is a number is one in JSON too.
func (f hostField) wish(name string, a hostAnswer) resale.WishField {
	w := resale.WishField{Name: name, Text: a.Text, List: a.List}
	switch f.form {
	case moneyForm, countForm:
		if n, err := decimal.Parse(a.Text); err == nil {
			w.Number = &n
		}
	case refForm:
		if id, err := strconv.ParseInt(a.Text, 10, 64); err == nil {
			n := decimal.MustNew(id, 0)
			w.Number = &n
		}
	case wordsForm, eventsForm:
		if w.List == nil {
			w.List = []string{}
		}
	}
	return w
}
