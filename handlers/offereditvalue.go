package handlers

import (
	"context"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

func (d Deps) askOfferValue(ctx context.Context, t *dialog.Turn, s *editOfferSheet) (chat.Screen, error) {
	o, err := d.Ops.Offer(ctx, t.Input.Place.Chat, s.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	question, rows := chat.T("editoffer.ask_"+s.Field), [][]chat.Button(nil)
	switch s.Field {
	case "text":
		if o.Text != "" {
			rows = [][]chat.Button{row(pick("editoffer.no_text", "none"))}
		}
	case "length":
		question, rows = askOfferLength(o)
	case "devices":
		question, rows = chat.T("edit.ask_limit"), limitRows(1, 2, 3)[:1]
	case "person":
		rows = limitRows(1, 2, 3)[:1]
	case "day":
		question, rows = chat.T("offers.ask_per_day_"+o.Provider), limitRows(10, 20, 50, 100, 200, 500)
	case "total":
		rows = limitRows(50, 100, 200, 500, 1000, 5000)
	case "number":
		question = chat.T("editoffer.ask_number", chat.Args{"ID": number(t.Input.Person.ID)})
		rows = numberRows(o)
	}
	return chat.Screen{Lines: []chat.Text{chat.T("edit.now", chat.Args{"Value": offerValue(o, s.Field)}), {}, question}, Rows: rows}, nil
}

// numberRows are account numbers that were given out at about those times.
func numberRows(o storage.Offer) [][]chat.Button {
	since := func(year, id string) []chat.Button {
		return row(chat.Button{Label: chat.T("editoffer.since_year", chat.Args{"Year": year}), Answer: id})
	}
	rows := [][]chat.Button{since("2024", "7000000000"), since("2025", "8000000000")}
	if o.YoungestID != 0 {
		rows = append(rows, row(pick("editoffer.any_number", "0")))
	}
	return rows
}

// offerValue is what a field holds, as people read it.
func offerValue(o storage.Offer, field string) chat.Text {
	limit := func(n int) chat.Text {
		if n == 0 {
			return chat.T("offers.no_limit")
		}
		return amountLabel(chat.Amount{Number: strconv.Itoa(n)})
	}
	switch field {
	case "name":
		return literal(o.Name, ops.OfferNameLimit)
	case "text":
		return literal(or(o.Text, "—"), 200)
	case "length":
		return offerLength(o)
	case "devices":
		return chat.Literal(strconv.Itoa(max(o.Devices, 1)))
	case "person":
		return chat.Literal(strconv.Itoa(o.PerPerson))
	case "day":
		return limit(o.PerDay)
	case "total":
		return limit(o.Total)
	}
	if o.YoungestID == 0 {
		return chat.T("editoffer.none_refused")
	}
	return chat.Literal(number(o.YoungestID))
}

func (d Deps) takeOfferValue(ctx context.Context, t *dialog.Turn, s *editOfferSheet, a dialog.Answer) (dialog.Next, error) {
	try := storage.Offer{Provider: s.Provider}
	if problem := takeOfferPart(&try, s.Field, a); problem.Key != "" {
		return dialog.Stay(problem), nil
	}
	return d.saveOffer(ctx, t, s, func(o *storage.Offer) {
		proposed := o.Name == d.offerName(o.Lang, *o)
		_ = takeOfferPart(o, s.Field, a)     // nothing is wrong with it
		if proposed && s.Field == "length" { // the name says how long it lasts
			o.Name = d.offerName(o.Lang, *o)
		}
	})
}

// takeOfferPart reads the new value of a field.
func takeOfferPart(o *storage.Offer, field string, a dialog.Answer) (problem chat.Text) {
	switch field {
	case "name":
		return takeOfferName(o, a.Text)
	case "text":
		return takeOfferText(o, a.Text)
	case "length":
		return takeOfferLength(o, a)
	case "devices":
		return takeNumber(&o.Devices, a, maxLimit)
	case "person":
		return takeNumber(&o.PerPerson, a, maxPerPerson)
	case "day":
		return takeOfferLimit(&o.PerDay, a)
	case "total":
		return takeOfferLimit(&o.Total, a)
	}
	return takeYoungest(o, a)
}

// takeYoungest reads the highest account number that is let in.
func takeYoungest(o *storage.Offer, a dialog.Answer) (problem chat.Text) {
	if a.Value == "0" {
		o.YoungestID = 0
		return chat.Text{}
	}
	text := strings.Map(asciiDigit, strings.TrimSpace(a.Value+a.Text))
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 1 || n > maxPerson {
		return chat.T("editoffer.bad_number")
	}
	o.YoungestID = n
	return chat.Text{}
}
