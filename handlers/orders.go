package handlers

import (
	"context"
	"fmt"
	"slices"
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
			s.Filter = allOrders
			if slices.Contains(orderFilters(), args) {
				s.Filter = args
			} else {
				s.Search = shorten(args, 100)
			}
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
	if len(held) > 0 {
		screen.Lines = append(screen.Lines, chat.T("orders.held", chat.Args{"Count": len(held)}))
	}
	legend := chat.T("orders.legend")
	if len(page.Orders) == 0 {
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

// orderLine is an order in a list.
func (d Deps) orderLine(t *dialog.Turn, o storage.Order) chat.Text {
	args := chat.Args{
		"Mark": orderMark(o.Status.State), "Number": shorten(o.ID, 20), "Target": targetName(o.Values.Target()), "Name": shorten(o.Name, 20),
		"Quantity": d.Catalog.Number(t.Lang, o.Quantity),
	}
	key := "orders.line"
	if left := o.Status.Remains; left != nil && !o.Status.State.Final() && *left > 0 {
		key, args["Left"] = "orders.line_left", d.Catalog.Number(t.Lang, *left)
	}
	return chat.T(key, args)
}

// targetName is what tells links apart on a button: the end of the path.
func targetName(target string) string {
	target, _, _ = strings.Cut(target, "?")
	target = strings.TrimRight(target, "/")
	return shorten(target[strings.LastIndexByte(target, '/')+1:], 16)
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
		return dialog.Go("placed " + arg), nil
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
