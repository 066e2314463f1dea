package handlers

import (
	"context"
	"errors"
	"maps"
	"strconv"
	"strings"
	"unicode/utf16"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

const (
	// mostAnswers is what all answers of an order may have, in bytes: they are
	// kept with it. The sentence order.wrong_large names it.
	mostAnswers = 64 << 10
	// splitAt is where messengers begin to part what is pasted, in UTF-16 units,
	// so that only a piece of it would arrive.
	splitAt = 4000
)

// orderFields are all the questions that there are. Each is a step, so that
// Back leads through them.
func orderFields() []resale.OrderField {
	return []resale.OrderField{
		resale.FieldLink, resale.FieldQuantity, resale.FieldComments, resale.FieldUsernames, resale.FieldHashtags, resale.FieldHashtag,
		resale.FieldUsername, resale.FieldMedia, resale.FieldAnswer, resale.FieldGroups, resale.FieldKeywords, resale.FieldMin, resale.FieldMax,
		resale.FieldDelay, resale.FieldPosts, resale.FieldOldPosts, resale.FieldExpiry, resale.FieldCountry, resale.FieldDevice,
		resale.FieldTraffic, resale.FieldGoogleKeyword, resale.FieldReferringURL, resale.FieldRuns, resale.FieldInterval,
	}
}

func (d Deps) fieldStep(f resale.OrderField) dialog.Step[orderSheet] {
	return dialog.Step[orderSheet]{
		Name: string(f), Files: f.List(), Buttons: f == resale.FieldDevice || f == resale.FieldTraffic,
		Ask: func(_ context.Context, t *dialog.Turn, s *orderSheet) (chat.Screen, error) {
			return d.askOrderField(t, s, f), nil
		},
		Take: func(_ context.Context, t *dialog.Turn, s *orderSheet, a dialog.Answer) (dialog.Next, error) {
			return d.takeOrderField(t, s, f, a)
		},
	}
}

func (d Deps) takeOrderField(t *dialog.Turn, s *orderSheet, f resale.OrderField, a dialog.Answer) (dialog.Next, error) {
	text := a.Text
	switch verb, choice, _ := strings.Cut(a.Value, " "); verb {
	case "keep":
		text = s.Values[f]
	case "is":
		text = choice
	}
	if f.List() && a.Typed() && a.File == "" && len(utf16.Encode([]rune(text))) >= splitAt {
		return dialog.Stay(chat.T("order.wrong_split")), nil
	}
	clean, err := s.checked(t, f, text)
	if wrong, ok := errors.AsType[*resale.FieldError](err); ok {
		return dialog.Stay(d.problem(t, wrong, text)), nil
	}
	if err != nil {
		return dialog.Next{}, err
	}
	if !s.set(f, clean) {
		return dialog.Stay(chat.T("order.wrong_large")), nil
	}
	if clean != "" && a.Typed() {
		noteRead(t, f, clean, a.File)
	}
	return s.after(f), nil
}

// noteRead says how an answer was read, where people may have meant another.
func noteRead(t *dialog.Turn, f resale.OrderField, clean, file string) {
	switch {
	case f.List():
		t.Note(countedNote(f, clean, file))
	case f == resale.FieldCountry && !resale.KnownCountry(clean):
		t.Note(chat.T("order.unknown_country", chat.Args{"Name": shorten(clean, 60)}))
	}
}

// checked gives an answer as the panel wants it, after the others so far.
func (s *orderSheet) checked(t *dialog.Turn, f resale.OrderField, text string) (clean string, err error) {
	so := maps.Clone(s.Values)
	if f == resale.FieldQuantity && text != s.Values[f] {
		delete(so, resale.FieldRuns) // they were for the former one
	}
	if f == resale.FieldInterval || f == resale.FieldDelay { // with or without its unit
		if n, ok := parseLasting(text, inMinutes, inWeeks); ok {
			text = strconv.Itoa(n)
		}
	}
	if clean, err = s.Service.CheckField(f, text, so); err != nil || f != resale.FieldExpiry {
		return clean, err
	}
	return clean, resale.OrderValues{f: clean}.CheckExpiry(t.Now.In(t.Zone))
}

// set takes an answer, unless all of them are too much then. What was answered
// only because of the former one goes with it.
func (s *orderSheet) set(f resale.OrderField, clean string) (fits bool) {
	all := len(clean)
	for other, text := range s.Values {
		if other != f {
			all += len(text)
		}
	}
	if all > mostAnswers {
		return false
	}
	if s.Values == nil {
		s.Values = resale.OrderValues{}
	}
	if s.Values[f] == clean {
		return true
	}
	s.Last = chat.Amount{} // of something else
	switch f {
	case resale.FieldQuantity:
		s.whole()
	case resale.FieldTraffic:
		delete(s.Values, resale.FieldGoogleKeyword)
		delete(s.Values, resale.FieldReferringURL)
	}
	if s.Values[f] = clean; clean == "" {
		delete(s.Values, f)
	}
	return true
}

// whole delivers all at once.
func (s *orderSheet) whole() {
	delete(s.Values, resale.FieldRuns)
	delete(s.Values, resale.FieldInterval)
	s.Last = chat.Amount{}
}

// countedNote says how a list was read, before anything is paid for it.
func countedNote(f resale.OrderField, clean, file string) chat.Text {
	counted := countedText(f, clean)
	if file == "" {
		return chat.T("order.counted", chat.Args{"Lines": counted})
	}
	return chat.T("order.counted_file", chat.Args{"File": shorten(file, 40), "Lines": counted})
}

func countedText(f resale.OrderField, clean string) chat.Text {
	return chat.T("order.lines_"+string(f), chat.Args{"Count": len(f.Entries(clean))})
}
