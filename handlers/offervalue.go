package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

const (
	maxPerPerson = 100
	maxPerson    = 1<<52 - 1 // the highest number of a person, as Telegram says
)

// askOfferLength asks in the unit that the provider reckons in.
func askOfferLength(o storage.Offer) (question chat.Text, rows [][]chat.Button) {
	if o.Provider == ops.VPNResellers {
		return chat.T("offers.ask_days"), countRows("offers.days", []int{1, 2, 3, 7})
	}
	var buttons []chat.Button
	for _, minutes := range []int{30, 60, 3 * inHours, 6 * inHours, 12 * inHours, 24 * inHours} {
		buttons = append(buttons, chat.Button{Label: minutesLong(minutes), Answer: number(int64(minutes))})
	}
	return chat.T("offers.ask_minutes"), [][]chat.Button{buttons[:3], buttons[3:]}
}

func takeOfferLength(o *storage.Offer, a dialog.Answer) (problem chat.Text) {
	if o.Provider == ops.VPNResellers {
		n, ok := parseLasting(a.Value+a.Text, inDays, ops.OfferDays)
		if !ok {
			return chat.T("offers.bad_days", chat.Args{"Most": ops.OfferDays})
		}
		o.Days = n
		return chat.Text{}
	}
	n, ok := parseLasting(a.Value+a.Text, inMinutes, ops.OfferMinutes)
	if !ok {
		return chat.T("offers.bad_minutes")
	}
	o.Minutes = n
	return chat.Text{}
}

func takeOfferName(o *storage.Offer, text string) (problem chat.Text) {
	name := strings.Join(strings.Fields(text), " ")
	if n := len([]rune(name)); n == 0 || n > ops.OfferNameLimit {
		return chat.T("category.bad_name", chat.Args{"Most": ops.OfferNameLimit})
	}
	o.Name = name
	return chat.Text{}
}

// takeOfferText takes what is written; the button that removes it writes nothing.
func takeOfferText(o *storage.Offer, text string) (problem chat.Text) {
	text = strings.TrimSpace(text)
	if len([]rune(text)) > ops.OfferTextLimit {
		return chat.T("edit.note_too_long", chat.Args{"Most": ops.OfferTextLimit})
	}
	o.Text = text
	return chat.Text{}
}

// takeOfferLimit reads how many may take it; only the button says that there
// is no limit.
func takeOfferLimit(limit *int, a dialog.Answer) (problem chat.Text) {
	if a.Value == "0" {
		*limit = 0
		return chat.Text{}
	}
	return takeNumber(limit, a, ops.OfferMost)
}

func takeNumber(n *int, a dialog.Answer, most int) (problem chat.Text) {
	found, ok := parseCount(a.Value+a.Text, most)
	if !ok {
		return chat.T("trial.bad_limit", chat.Args{"Most": most})
	}
	*n = found
	return chat.Text{}
}

// offerCategories are those that can be given, with a button each.
func (d Deps) offerCategories(ctx context.Context, t *dialog.Turn) ([][]chat.Button, error) {
	all, err := d.Ops.Categories(ctx, t.Input.Place.Chat)
	return categoryRows(all), err
}

func (d Deps) takeOfferCategory(ctx context.Context, t *dialog.Turn, o *storage.Offer, a dialog.Answer) (problem chat.Text, err error) {
	all, err := d.Ops.Categories(ctx, t.Input.Place.Chat)
	if err != nil {
		return problem, err
	}
	id := readID(a.Value)
	for _, k := range all {
		if k.ID == id {
			o.Category, o.CategoryName = k.ID, k.Name
			return problem, nil
		}
	}
	return chat.T("dialog.use_buttons"), nil
}
