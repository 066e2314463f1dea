package handlers

import (
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// newsLines is how many orders a message names; the others are counted.
const newsLines = 10

// OrderNotice is what a place is told of its orders unasked. Its buttons are
// for anyone in the chat.
func OrderNotice(d Deps, n ops.OrderNews) dialog.Notice {
	return dialog.Notice{
		Place: n.Place, Lane: storage.Alerts, Reader: n.Person, Lang: n.Lang,
		Screen: func(lang string, zone *time.Location) chat.Screen {
			if n.Trouble != "" {
				return d.orderTrouble(n, lang, zone)
			}
			var lines []chat.Text
			if n.Back {
				lines = append(lines, chat.T("ordernews.back"), chat.Text{})
			}
			lines = append(lines, chat.T("ordernews.title", chat.Args{"Count": len(n.Changes)}))
			return chat.Screen{Lines: append(lines, d.changeLines(n.Changes, lang)...), Rows: changeButtons(n.Changes)}
		},
	}
}

// orderTrouble says why nothing can be said of the orders.
func (d Deps) orderTrouble(n ops.OrderNews, lang string, zone *time.Location) chat.Screen {
	if n.Trouble == ops.OrdersRefused {
		return chat.Screen{Lines: []chat.Text{chat.T("ordernews.refused")}, Rows: [][]chat.Button{row(goTo("button.connect", "connect"))}}
	}
	since := chat.Args{"Date": d.Catalog.Moment(lang, n.Since, zone)}
	return chat.Screen{Lines: []chat.Text{chat.T("ordernews.unseen", since)}, Rows: [][]chat.Button{row(goTo("orders.see", "orders"))}}
}

// changeLines names the orders, those with the same news together: what it
// means stands above them once. When there are too many to be named, each piece
// of news still says how many it is about.
func (d Deps) changeLines(changes []ops.OrderChange, lang string) []chat.Text {
	var lines []chat.Text
	many, room := len(changes) > newsLines, newsLines
	for len(changes) > 0 {
		n := sameNews(changes)
		heading := chat.Args{"N": ""}
		if many {
			heading["N"] = d.Catalog.Number(lang, int64(n))
		}
		lines = append(lines, chat.Text{}, chat.T("ordernews.is_"+changes[0].News(), heading))
		named := min(n, room)
		for _, c := range changes[:named] {
			lines = append(lines, chat.T("ordernews.line", chat.Args{
				"Number": shorten(c.Order.ID, 40), "Name": shorten(c.Order.Name, 40), "Target": shorten(target(c.Order.Values), 60),
			}))
			if more, ok := d.changeDetail(c, lang); ok {
				lines = append(lines, more)
			}
		}
		if 0 < named && named < n {
			lines = append(lines, chat.T("ordernews.more", chat.Args{"Count": n - named}))
		}
		changes, room = changes[n:], room-named
	}
	return lines
}

// sameNews counts how many changes, from the first on, are the same news.
func sameNews(changes []ops.OrderChange) int {
	n := 1
	for n < len(changes) && changes[n].News() == changes[0].News() {
		n++
	}
	return n
}

// changeDetail is what must be known of one order beyond its heading.
func (d Deps) changeDetail(c ops.OrderChange, lang string) (chat.Text, bool) {
	o := c.Order
	switch {
	case c.Why == storage.NewsFound:
		return chat.T("ordernews.found_state", chat.Args{"State": stateText(o.Status)}), true
	case c.Why == storage.NewsPartial && c.Owed.Known && c.Owed.Remains <= 0:
		return chat.T("ordernews.owed_nothing"), true
	case c.Why == storage.NewsPartial && !c.Owed.Known:
		return chat.T("ordernews.owed_unknown", chat.Args{"Cost": money(o.Cost, o.Currency)}), true
	case c.Why == storage.NewsPartial:
		key := "ordernews.owed"
		if c.Owed.Reduced {
			key = "ordernews.given_back"
		}
		return chat.T(key, chat.Args{
			"Remains": d.Catalog.Number(lang, c.Owed.Remains), "Quantity": d.Catalog.Number(lang, o.Quantity), "Amount": money(c.Owed.Amount, o.Currency),
		}), true
	case c.Why == storage.NewsState && mustComeBack(o.Status.State) && o.Kind != resale.KindSubscriptions: // whose posts were paid one by one
		return chat.T("ordernews.check", chat.Args{"Amount": money(o.Cost, o.Currency)}), true
	}
	return chat.Text{}, false
}

// mustComeBack tells whether the panel should have given the whole price back.
func mustComeBack(s resale.OrderState) bool {
	switch s {
	case resale.OrderCanceled, resale.OrderRefunded, resale.OrderFailed, resale.OrderRejected:
		return true
	default:
		return false
	}
}

// target is what an order is for.
func target(v resale.OrderValues) string {
	if link := v[resale.FieldLink]; link != "" {
		return link
	}
	return v[resale.FieldUsername]
}

// changeButtons lead to the order, or to all of them. What may still be
// delivered is not to be ordered again.
func changeButtons(changes []ops.OrderChange) [][]chat.Button {
	first := changes[0].Order
	for _, c := range changes[1:] {
		if c.Order.ID != first.ID {
			return [][]chat.Button{row(goTo("orders.see", "orders"))}
		}
	}
	rows := aboutOrder(first.ID)
	if !first.Status.State.Final() || first.Refill.Running() {
		rows[0] = rows[0][:1]
	}
	return rows
}
