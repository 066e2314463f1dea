package handlers

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// How much of a value is shown.
const (
	mostOfValue = 120
	mostOfNote  = 400
	mostInWords = 16 // permissions
)

// hostValue is a known field of a record as people read it; a zero text when
// the record does not have it, or shows it in a way that is not understood.
func (d Deps) hostValue(t *dialog.Turn, r resale.Record, f hostField) chat.Text {
	switch f.form {
	case moneyForm:
		if sum := r.Sum(f.names()...); sum.Known {
			return sumText(sum)
		}
		return chat.Text{}
	case dayForm:
		return d.hostDate(t, f.time(r))
	case refForm:
		return openText(t, hostRef(r, f))
	case eventsForm:
		return eventWords(hostWords(r, f))
	case wordsForm:
		return wordsText(hostWords(r, f))
	case emailForm:
		return someText(emailFor(t.Input.Place.Chat, r.Text(f.names()...)), mostOfValue)
	case hiddenForm, linesForm, unitForm:
		return chat.Text{}
	case noteForm:
		return someText(openly(t, r.Text(f.names()...)), mostOfNote)
	case choiceForm:
		if f.name == "status" {
			return hostState(r, t.Now.In(t.Zone))
		}
		return f.word(r.Text(f.names()...))
	}
	return someText(openly(t, r.Text(f.names()...)), mostOfValue)
}

// eventWord is what people call an event of a panel, or a word as it is.
func eventWord(word string) chat.Text {
	if word == anything {
		return chat.T("hostword.everything")
	}
	if slices.Contains(hostEvents(), word) {
		return chat.T("hostalerts.on_" + eventKey(word))
	}
	return chat.Literal(shorten(word, 40))
}

// wordsText are several words on one line.
func wordsText(words []string) chat.Text {
	if len(words) > mostInWords {
		return someText(strings.Join(words, ", "), mostOfNote)
	}
	return inWords(words, permissionText)
}

func eventWords(words []string) chat.Text { return inWords(words, eventWord) }

// inWords are several things on one line, each as it is called.
func inWords(words []string, called func(string) chat.Text) (all chat.Text) {
	for i := len(words) - 1; i >= 0; i-- {
		if all.Key == "" {
			all = called(words[i])
			continue
		}
		all = chat.T("hostcard.listed", chat.Args{"First": called(words[i]), "Rest": all})
	}
	return all
}

// someText is a literal, or a zero text for nothing.
func someText(s string, n int) chat.Text {
	if s = shorten(s, n); s == "" {
		return chat.Text{}
	}
	return chat.Literal(s)
}

// time is the moment that a day's field holds.
func (f hostField) time(r resale.Record) time.Time {
	if f.at != nil {
		return f.at(r)
	}
	for _, is := range r.Fields {
		if slices.Contains(f.names(), is.Name) {
			// Under this name the record reads whatever panels write of times.
			return resale.Record{Fields: []resale.RecordField{{Name: "created_at", Value: is.Value}}}.Created()
		}
	}
	return time.Time{}
}

// hostDate writes a day. One without a time of day is the same day everywhere.
func (d Deps) hostDate(t *dialog.Turn, at time.Time) chat.Text {
	switch {
	case at.IsZero():
		return chat.Text{}
	case at.Equal(at.Truncate(24 * time.Hour)):
		return chat.Literal(d.Catalog.Day(t.Lang, at, time.UTC))
	}
	return chat.Literal(d.Catalog.Moment(t.Lang, at, t.Zone))
}

// hostShort is a day in a list, without the year where it goes without saying.
func (d Deps) hostShort(t *dialog.Turn, at time.Time) chat.Text {
	zone := t.Zone
	if at.Equal(at.Truncate(24 * time.Hour)) {
		zone = time.UTC
	}
	switch {
	case at.IsZero():
		return chat.Text{}
	case at.In(zone).Year() == t.Now.In(zone).Year():
		return chat.Literal(d.Catalog.ShortDay(t.Lang, at, zone))
	}
	return chat.Literal(d.Catalog.Day(t.Lang, at, zone))
}

// hostState says how a record stands; of a word that is not known, that it is
// not.
func hostState(r resale.Record, now time.Time) chat.Text {
	word := shorten(r.StateWord(), 40)
	switch state := r.State(); {
	case r.Overdue(now):
		return recordStateText(r.Kind, resale.RecordOverdue)
	case state != resale.RecordUnclear:
		return recordStateText(r.Kind, state)
	case word == "":
		return chat.Text{}
	}
	return chat.T("hostcard.unclear", chat.Args{"Word": word})
}

// recordStateText is a state in words that agree with what is in it.
func recordStateText(of resale.RecordKind, state resale.RecordState) chat.Text {
	if of == resale.HostInvoices || of == resale.HostKeys {
		return chat.T("hostword.her_" + string(state))
	}
	return chat.T("hostword." + string(state))
}

// word is wordText for what the field may be.
func (f hostField) word(word string) chat.Text {
	if state := strings.ToLower(word); f.her && slices.Contains(f.choices, state) {
		return chat.T("hostword.her_" + state)
	}
	return wordText(word)
}

// wordText is a word of the panel in the person's language, where it is one
// that we know.
func wordText(word string) chat.Text {
	known := slices.Concat(billingCycles(), moreCycles(), serverTypes(), []string{"active", "inactive", "unpaid", "cancelled"})
	if slices.Contains(known, strings.ToLower(word)) {
		return chat.T("hostword." + strings.ToLower(word))
	}
	return someText(word, mostOfValue)
}

// hostRef names what a record belongs to, by its name where the record has it.
func hostRef(r resale.Record, f hostField) chat.Text {
	for _, name := range f.names() {
		if inner := r.Inner(name); len(inner.Fields) > 0 {
			return someText(inner.Label(), 60)
		}
	}
	if id := r.Ref(f.of); id != "" {
		return chat.Literal("#" + shorten(id, 40))
	}
	return chat.Text{}
}

// hostWords are the entries of a list: a JSON array, or words with commas.
func hostWords(r resale.Record, f hostField) (words []string) {
	for _, is := range r.Fields {
		if !slices.Contains(f.names(), is.Name) {
			continue
		}
		text := r.Text(is.Name)
		if json.Unmarshal(is.Value, &words) == nil || json.Unmarshal([]byte(text), &words) == nil {
			return words
		}
		return splitWords(text)
	}
	return nil
}

// splitWords parts what people write with commas, blanks or lines between.
func splitWords(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",; \t\n\r", r) })
}
