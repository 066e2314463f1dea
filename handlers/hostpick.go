package handlers

import (
	"context"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// mostOffered is how many words are offered; more can be typed.
const mostOffered = 20

// refRows offer the records that a field may point at; what is typed is
// searched.
func (d Deps) refRows(ctx context.Context, t *dialog.Turn, s *hostFormSheet, f hostField, screen *chat.Screen) ([][]chat.Button, error) {
	list := hostListSheet{K: kindOf(f.of), Page: max(s.Page, 1), Search: s.Search}
	page, err := d.hostPage(ctx, t, list)
	if err != nil {
		return nil, err
	}
	if s.Search != "" {
		screen.Lines = append(screen.Lines, chat.T("clients.searched", chat.Args{"Search": s.Search}))
	}
	if f.of == resale.Products {
		page.Records = d.asSold(ctx, t, page.Records)
	}
	var rows [][]chat.Button
	for _, r := range page.Records[:min(len(page.Records), mostButtons)] {
		if !r.Deleted().IsZero() || r.State() == resale.RecordInactive {
			continue
		}
		b := d.hostButton(t, r, "")
		b.Answer = "pick " + r.ID + " " + shorten(openly(t, r.Label()), 60)
		rows = append(rows, row(b))
	}
	if len(rows) == 0 {
		screen.Lines = append(screen.Lines, noneHere("hostlist.none", page.More))
	}
	rows = append(rows, pages(list.Page, page.More)...)
	if s.Search != "" {
		rows = append(rows, row(pick("clients.clear_search", "search")))
	}
	return rows, nil
}

func (s *hostFormSheet) takeRef(f hostField, a dialog.Answer) dialog.Next {
	verb, arg, _ := strings.Cut(a.Value, " ")
	switch {
	case a.Typed():
		s.Page, s.Search = 1, shorten(a.Text, 60)
	case verb == "page":
		s.Page = readPage(arg)
	case verb == "search":
		s.Page, s.Search = 1, ""
	case verb == "pick":
		id, label, _ := strings.Cut(arg, " ")
		return s.answer(f, hostAnswer{Text: id, Shown: label})
	}
	return dialog.Stay(chat.Text{})
}

// wordRows offer words with a tick at those that are chosen.
func (d Deps) wordRows(ctx context.Context, t *dialog.Turn, s *hostFormSheet, f hostField) ([][]chat.Button, error) {
	if s.Offered == nil {
		s.Offered = d.offeredWords(ctx, t, s, f)
	}
	chosen := s.Answers[f.name].List
	words := merge(slices.Clone(s.Offered), chosen)
	if i := slices.Index(words, anything); i >= 0 {
		words = append(slices.Delete(words, i, i+1), anything)
	}
	rows := boxRows(f, words[:min(len(words), mostButtons)], chosen)
	if len(chosen) > 0 {
		rows = append(rows, row(chat.Button{Label: chat.T("reseller.picked", chat.Args{"N": len(chosen)}), Answer: "picked", Style: chat.Primary}))
	}
	return rows, nil
}

// offeredWords are the events that there are, or the words that records of the
// panel have there: their names are written down nowhere for sure.
func (d Deps) offeredWords(ctx context.Context, t *dialog.Turn, s *hostFormSheet, f hostField) []string {
	if f.form == eventsForm {
		return ops.HostEvents()
	}
	page, err := d.Ops.HostList(ctx, t.Input.Place.Chat, s.K.record(), ops.HostQuery{Page: 1})
	if err != nil {
		t.Log.Warn("look which words are in use", "field", f.name, "err", err)
	}
	words := []string{}
	for _, r := range page.Records {
		for _, word := range hostWords(r, f) {
			if !slices.Contains(words, word) && f.checkWord(word, nil) && len(words) < mostOffered {
				words = append(words, word)
			}
		}
	}
	if f.name == "permissions" {
		return knownPermissions(words)
	}
	return words
}

func (s *hostFormSheet) takeWords(f hostField, a dialog.Answer) dialog.Next {
	chosen := slices.Clone(s.Answers[f.name].List)
	verb, word, _ := strings.Cut(a.Value, " ")
	switch verb {
	case "picked":
		return s.answer(f, hostAnswer{List: chosen})
	case "word":
		if i := slices.Index(chosen, word); i >= 0 {
			chosen = slices.Delete(chosen, i, i+1)
		} else {
			chosen = append(chosen, word)
		}
	case "meant":
		chosen = merge(chosen, s.Doubt)
	case "unmeant":
	default:
		typed := resale.SplitWords(a.Text)
		for _, word := range typed {
			if !f.checkWord(word, s.Offered) || len(chosen)+len(typed) > mostWords {
				return dialog.Stay(chat.T("hostnew.bad_word", chat.Args{"Word": shorten(word, 40)}))
			}
		}
		known, doubtful := s.doubts(f, typed)
		s.chosen(f, merge(chosen, known))
		s.Doubt = doubtful
		return dialog.Stay(chat.Text{})
	}
	s.Doubt = nil
	s.chosen(f, chosen)
	return dialog.Stay(chat.Text{})
}

func (s *hostFormSheet) chosen(f hostField, words []string) {
	if s.Answers == nil {
		s.Answers = map[string]hostAnswer{}
	}
	s.Answers[f.name] = hostAnswer{List: words}
}

// merge adds words that are not there yet.
func merge(words, more []string) []string {
	for _, word := range more {
		if !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return words
}
