package handlers

import (
	"net/url"
	"strconv"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// offerMark is the state at a glance, for lists.
func offerMark(o storage.Offer) string {
	switch {
	case !o.On:
		return "⏸"
	case o.AllTaken():
		return "🏁"
	}
	return "🟢"
}

// minutesLong says a number of minutes in the largest unit that it is a whole
// number of; few minutes stay minutes.
func minutesLong(minutes int) chat.Text {
	switch {
	case minutes >= 2*inDays && minutes%inDays == 0:
		return chat.T("offers.days", chat.Args{"Count": minutes / inDays})
	case minutes >= 2*inHours && minutes%inHours == 0:
		return chat.T("offers.hours", chat.Args{"Count": minutes / inHours})
	}
	return chat.T("offers.minutes", chat.Args{"Count": minutes})
}

// offerLength says how long what is given lasts.
func offerLength(o storage.Offer) chat.Text {
	if o.Provider == ops.VPNResellers {
		return chat.T("offers.days", chat.Args{"Count": o.Days})
	}
	return minutesLong(o.Minutes)
}

// offerName is the name that is proposed for an offer.
func (d Deps) offerName(lang string, o storage.Offer) string {
	return d.Catalog.Plain(lang, chat.T("offers.proposed_name", chat.Args{"Length": offerLength(o)}))
}

// offerGives says what a person gets, in the reseller's words.
func offerGives(o storage.Offer) chat.Text {
	if o.Provider == ops.VPNResellers {
		return chat.T("offers.gives_vpn", chat.Args{"Length": offerLength(o)})
	}
	category := or(shorten(o.CategoryName, 60), "#"+number(o.Category))
	return chat.T("offers.gives_servex", chat.Args{"Length": offerLength(o), "Category": category, "Devices": chat.T("trial.connections", chat.Args{"Count": max(o.Devices, 1)})})
}

// offerLines are all that is known of an offer.
func (d Deps) offerLines(o storage.Offer, now time.Time) []chat.Text {
	lines := []chat.Text{chat.T("client.title", chat.Args{"Mark": offerMark(o), "Name": shorten(o.Name, ops.OfferNameLimit)})}
	if o.Text != "" {
		lines = append(lines, chat.Literal(o.Text))
	}
	lines = append(lines,
		chat.Text{},
		offerGives(o),
		chat.T("offers.per_person", chat.Args{"Count": o.PerPerson}),
		taken("offers.today", o.TakenOn(now), o.PerDay),
		taken("offers.in_all", o.Taken, o.Total))
	if o.Member != 0 {
		lines = append(lines, chat.T("offers.members_only", chat.Args{"Name": shorten(o.MemberName, 60)}))
	}
	if o.YoungestID != 0 {
		lines = append(lines, chat.T("offers.up_to_number", chat.Args{"ID": number(o.YoungestID)}))
	}
	return lines
}

// taken says how many of how many; most 0 is no limit.
func taken(key string, n, most int) chat.Text {
	of := chat.T("offers.no_limit")
	if most > 0 {
		of = chat.T("offers.of", chat.Args{"Most": most})
	}
	return chat.T(key, chat.Args{"N": n, "Of": of})
}

// offerLink is what people tap to see the offer.
func (d Deps) offerLink(o storage.Offer) string {
	return "https://t.me/" + d.BotName + "?start=o" + o.ID
}

// shareLink opens the list of chats to send a link to.
func shareLink(link, name string) string {
	q := url.Values{"url": {link}, "text": {name}}
	return "https://t.me/share/url?" + q.Encode()
}

// limitRows are numbers to choose from, three in a row, with one for no limit.
func limitRows(numbers ...int) [][]chat.Button {
	var rows [][]chat.Button
	for i, n := range numbers {
		if i%3 == 0 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], chat.Button{Label: amountLabel(chat.Amount{Number: strconv.Itoa(n)}), Answer: strconv.Itoa(n)})
	}
	return append(rows, row(pick("offers.no_limit_button", "0")))
}

// primary is a button for the expected way on.
func primary(label, answer string) chat.Button {
	b := pick(label, answer)
	b.Style = chat.Primary
	return b
}
