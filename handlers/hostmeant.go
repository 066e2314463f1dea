package handlers

import (
	"encoding/json"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// takeOne takes one value: a button's, or what was typed.
func (d Deps) takeOne(t *dialog.Turn, s *hostFormSheet, f hostField, a dialog.Answer) dialog.Next {
	verb, arg, _ := strings.Cut(a.Value, " ")
	if f.form == choiceForm && a.Typed() {
		a.Text = d.meant(f, a.Text)
	}
	switch {
	case verb == "usual":
		return s.answer(f, s.usual())
	case verb == "is":
		return s.answer(f, hostAnswer{Text: arg})
	case f.form == choiceForm && !f.other && slices.Contains(f.choices, a.Text): // typed as a button says it
		return s.answer(f, hostAnswer{Text: a.Text})
	}
	return s.takeTyped(t, f, a)
}

// meant is the panel's word for what was typed where a word is chosen: as a button
// says it in any of the languages, or as people say it else, without regard to
// case, accents and blanks. Any other word stays.
func (d Deps) meant(f hostField, typed string) string {
	word := bareWord(typed)
	known := f.choices
	if f.name == "billing_cycle" {
		known = slices.Concat(known, moreCycles())
	}
	for _, choice := range known {
		if word == bareWord(choice) || f.sameWord(word, choice) {
			return choice
		}
		for _, language := range d.Catalog.Languages() {
			if word == bareWord(d.Catalog.Plain(language.Tag, chat.T("hostword."+choice))) {
				return choice
			}
		}
	}
	return typed
}

// sameWord tells whether a bare word is another for a choice: one of as many months,
// or of the same state.
func (f hostField) sameWord(word, choice string) bool {
	switch f.name {
	case "billing_cycle":
		months := resale.CycleMonths(or(portugueseCycle(word), word))
		return months >= 0 && months == resale.CycleMonths(choice) || portugueseCycle(word) == choice
	case "status":
		raw, err := json.Marshal(word)
		return err == nil && resale.Record{Fields: []resale.RecordField{{Name: "status", Value: raw}}}.State() == resale.RecordState(choice)
	}
	return false
}

// portugueseCycle is the word for a billing cycle that people say otherwise in
// Portuguese than buttons do.
func portugueseCycle(word string) string {
	return map[string]string{
		"mes": "monthly", "1mes": "monthly", "mensalmente": "monthly", "cadames": "monthly", "todomes": "monthly",
		"3meses": "quarterly", "trimestre": "quarterly", "trimestralmente": "quarterly",
		"6meses": "semiannually", "semestre": "semiannually", "semestralmente": "semiannually", //nolint:misspell // Portuguese
		"ano": "annually", "1ano": "annually", "12meses": "annually", "anualmente": "annually", "cadaano": "annually", "todoano": "annually",
		"2anos": "biennially", "24meses": "biennially", "3anos": "triennially", "36meses": "triennially",
		"unico": "one_time", "unica": "one_time", "1vez": "one_time", "gratuito": "free", "gratuita": "free",
	}[word]
}

// bareWord is a word as it is compared.
func bareWord(word string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\n_-.", r) {
			return -1
		}
		return r
	}, resale.Fold(strings.TrimSpace(word)))
}
