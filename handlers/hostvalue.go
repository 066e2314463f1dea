package handlers

import (
	"slices"
	"strings"

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
		words, _ = resale.Words(is.Value)
		return words
	}
	return nil
}
