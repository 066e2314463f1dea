package handlers

import (
	"slices"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// placedLines are all that is known of an order.
func (d Deps) placedLines(t *dialog.Turn, o storage.Order) []chat.Text {
	service := resale.Service{ID: o.Service, Name: o.Name, Kind: o.Kind, DripFeed: true}
	lines := []chat.Text{
		chat.T("orders.card", chat.Args{"Mark": orderMark(o.Status.State), "Number": shorten(o.ID, 40)}), {}, orderTitle(service),
	}
	lines = append(lines, d.valueLines(t, service, o.Values)...)
	lines = append(lines, chat.Text{})
	lines = append(lines, d.statusLines(t, o)...)
	lines = append(lines, chat.Text{}, chat.T("orders.placed_at", chat.Args{"When": d.Catalog.Moment(t.Lang, o.At, t.Zone)}))
	if !o.Checked.IsZero() {
		lines = append(lines, chat.T("orders.checked_at", chat.Args{"When": d.Catalog.Moment(t.Lang, o.Checked, t.Zone)}))
	}
	return lines
}

// statusLines are what the panel says of an order, and what it costs.
func (d Deps) statusLines(t *dialog.Turn, o storage.Order) []chat.Text {
	s := o.Status
	lines := []chat.Text{chat.T("orders.is_state", chat.Args{"State": stateText(s)})}
	count := func(key string, n *int64) {
		if n != nil {
			lines = append(lines, chat.T(key, chat.Args{"N": d.Catalog.Number(t.Lang, *n)}))
		}
	}
	count("orders.start_count", s.StartCount)
	count("orders.remains", s.Remains)
	if s.Posts > 0 {
		count("orders.posts", &s.Posts)
	}
	if s.Runs > 0 {
		count("orders.runs", &s.Runs)
	}
	if n := int64(len(s.Orders)); n > 0 {
		count("orders.became", &n)
	}
	if s.Expiry != "" {
		lines = append(lines, chat.T("orders.expiry", chat.Args{"Date": shorten(s.Expiry, 40)}))
	}
	cost := "order.cost"
	if o.Kind == resale.KindSubscriptions {
		cost = "order.cost_post"
	}
	lines = append(lines, chat.T(cost, chat.Args{"Cost": money(o.Cost, o.Currency)}))
	switch {
	case o.Kind == resale.KindSubscriptions:
		lines = append(lines, spentLine(o))
	case mustComeBack(s.State): // panels go on showing what was charged first
		lines = append(lines, chat.T("ordernews.check", chat.Args{"Amount": money(o.Cost, o.Currency)}))
	case s.Charge != nil:
		lines = append(lines, chat.T("orders.charged", chat.Args{"Charge": money(*s.Charge, or(s.Currency, o.Currency))}))
	}
	return append(lines, d.afterLines(t, o)...)
}

// spentLine says what a subscription took so far. Most panels only count its
// posts, of which each is an order.
func spentLine(o storage.Order) chat.Text {
	s := o.Status
	if s.Charge != nil && s.Charge.IsPos() {
		return chat.T("orders.charged", chat.Args{"Charge": money(*s.Charge, or(s.Currency, o.Currency))})
	}
	posts := int64(len(s.Orders))
	if posts == 0 {
		posts = s.Posts
	}
	count, err := decimal.New(posts, 0)
	if err != nil || posts <= 0 {
		return chat.T("orders.spent_nothing")
	}
	spent, err := o.Cost.Mul(count)
	if err != nil {
		return chat.T("orders.spent_unknown")
	}
	return chat.T("orders.spent_most", chat.Args{"Amount": money(spent, o.Currency)})
}

// afterLines are what became of an order besides its state.
func (d Deps) afterLines(t *dialog.Turn, o storage.Order) []chat.Text {
	var lines []chat.Text
	if owed := ops.OwedFor(o); o.Status.State == resale.OrderPartial && owed.Known && owed.Amount.IsPos() {
		key := "orders.owed"
		if owed.Reduced {
			key = "orders.given_back"
		}
		lines = append(lines, chat.T(key, chat.Args{"Amount": money(owed.Amount, o.Currency)}))
	}
	if o.Refill.ID != "" {
		lines = append(lines, chat.T("orders.refill_state", chat.Args{"State": refillText(o.Refill.State, o.Refill.Word), "When": d.Catalog.Moment(t.Lang, o.Refill.At, t.Zone)}))
	}
	if !o.Cancel.IsZero() && !o.Status.State.Final() {
		lines = append(lines, chat.T("orders.cancel_asked_at", chat.Args{"When": d.Catalog.Moment(t.Lang, o.Cancel, t.Zone)}))
	}
	if !o.Status.State.Final() && slices.Contains(o.Pointed, storage.NewsStuck) {
		lines = append(lines, chat.T("orders.stuck"))
	}
	if o.Missing > 0 {
		lines = append(lines, chat.T("orders.missing"))
	}
	return lines
}
