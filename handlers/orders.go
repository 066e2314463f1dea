package handlers

import (
	"context"
	"fmt"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// ordersSheet is where in the list of orders one is.
type ordersSheet struct {
	Filter string   `json:"filter,omitempty"` // one of orderFilters
	Search string   `json:"search,omitempty"`
	Past   []string `json:"past,omitempty"` // where this page and those before it begin
	Next   string   `json:"next,omitempty"` // where the next one begins; "" at the end
}

const (
	allOrders       = "all"
	openOrders      = "open"
	attentionOrders = "attention"
)

func orderFilters() []string { return []string{openOrders, attentionOrders, allOrders} }

// ordersFlow lists what the chat ordered; what is typed is searched.
func ordersFlow(d Deps) dialog.Flow[ordersSheet] {
	return dialog.Flow[ordersSheet]{
		Name: "orders", Command: true, Home: true, Needs: ops.SMM,
		Begin: func(_ context.Context, _ *dialog.Turn, s *ordersSheet, args string) (dialog.Next, error) {
			s.begin(args)
			return dialog.To("list"), nil
		},
		Steps: []dialog.Step[ordersSheet]{{Name: "list", Ask: d.askOrders, Take: takeOrders}},
	}
}

func (s *ordersSheet) query() storage.OrderQuery {
	q := storage.OrderQuery{Limit: listPage, Open: s.Filter == openOrders, Attention: s.Filter == attentionOrders, Search: s.Search}
	if n := len(s.Past); n > 0 {
		q.Before = s.Past[n-1]
	}
	return q
}

func (d Deps) askOrders(ctx context.Context, t *dialog.Turn, s *ordersSheet) (chat.Screen, error) {
	place := t.Input.Place.Chat
	page, err := d.Ops.Orders(ctx, place, s.query())
	if err != nil {
		return chat.Screen{}, err
	}
	counts, err := d.Ops.OrderCount(ctx, place)
	if err != nil {
		return chat.Screen{}, err
	}
	held, err := d.Ops.HeldOrders(ctx, place)
	if err != nil {
		return chat.Screen{}, err
	}
	s.Next = page.Next
	screen := chat.Screen{Lines: []chat.Text{chat.T("orders.title", chat.Args{
		"Filter": chat.T("orders.filter_" + s.Filter), "Page": pageNumber(len(s.Past)+1, page.Next != ""),
	})}}
	if s.Search != "" {
		screen.Lines = append(screen.Lines, chat.T("clients.searched", chat.Args{"Search": s.Search}))
	}
	counts.All, counts.Attention = counts.All+len(held), counts.Attention+len(held)
	if len(held) > 0 {
		screen.Lines = append(screen.Lines, s.heldLine(len(held)))
	}
	if s.Filter == openOrders { // nobody knows whether these run
		held = nil
	}
	legend := chat.T("orders.legend")
	if len(page.Orders)+len(held) == 0 {
		legend = chat.T("orders.none")
	}
	screen.Lines = append(screen.Lines, chat.Text{}, legend, chat.T("orders.hint"))
	for _, act := range held {
		screen.Rows = append(screen.Rows, row(chat.Button{Label: openTitle(act), Answer: "held " + act.Key}))
	}
	for _, o := range page.Orders {
		screen.Rows = append(screen.Rows, row(chat.Button{Label: d.orderLine(t, o), Answer: "open " + o.ID}))
	}
	screen.Rows = append(screen.Rows, s.pages()...)
	screen.Rows = append(screen.Rows, s.filters(counts)...)
	return screen, nil
}

// heldLine says that the list is not all: nobody knows of some whether they
// were placed.
func (s *ordersSheet) heldLine(n int) chat.Text {
	key := "orders.held"
	if s.Filter == openOrders {
		key = "orders.held_not_here"
	}
	return chat.T(key, chat.Args{"Count": n, "Filter": chat.T("orders.filter_" + attentionOrders)})
}

func (s *ordersSheet) pages() [][]chat.Button {
	var r []chat.Button
	if len(s.Past) > 0 {
		r = append(r, pick("clients.previous", "previous"))
	}
	if s.Next != "" {
		r = append(r, pick("clients.next", "next"))
	}
	if r == nil {
		return nil
	}
	return [][]chat.Button{r}
}

func (s *ordersSheet) filters(n storage.OrderCounts) [][]chat.Button {
	counts := map[string]int{openOrders: n.Open, attentionOrders: n.Attention, allOrders: n.All}
	var all []chat.Button
	for _, f := range orderFilters() {
		if f == s.Filter {
			continue
		}
		label := chat.T("orders.show", chat.Args{"Filter": chat.T("orders.filter_" + f), "N": counts[f]})
		all = append(all, chat.Button{Label: label, Answer: "filter " + f})
	}
	rows := [][]chat.Button{all}
	if s.Search != "" {
		rows = append(rows, row(pick("clients.clear_search", "search")))
	}
	return append(rows,
		row(goTo("orders.refill_many", "onorders refill"), goTo("orders.cancel_many", "onorders cancel")),
		row(goTo("button.order", "order"), goTo("button.menu", "menu")))
}

func takeOrders(_ context.Context, _ *dialog.Turn, s *ordersSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Typed() {
		*s = ordersSheet{Filter: allOrders, Search: shorten(a.Text, 100)}
		return dialog.Stay(chat.Text{}), nil
	}
	verb, arg, _ := strings.Cut(a.Value, " ")
	switch verb {
	case "open":
		return dialog.Go("placed " + arg + s.place()), nil
	case "held":
		return dialog.Go("held " + arg), nil
	case "next":
		s.Past = append(s.Past, s.Next)
	case "previous":
		s.Past = s.Past[:max(len(s.Past)-1, 0)]
	case "filter":
		*s = ordersSheet{Filter: arg, Search: s.Search}
	case "search":
		*s = ordersSheet{Filter: s.Filter}
	default:
		return dialog.Next{}, fmt.Errorf("list orders: no answer %q", verb)
	}
	return dialog.Stay(chat.Text{}), nil
}
