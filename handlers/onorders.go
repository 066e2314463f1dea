package handlers

import (
	"context"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// onOrdersSheet is which orders something is asked for.
type onOrdersSheet struct {
	Act    ops.OrderAct `json:"act"`
	Past   []string     `json:"past,omitempty"` // where this page and those before it begin
	Next   string       `json:"next,omitempty"`
	Shown  []string     `json:"shown,omitempty"` // numbers on the screen
	Chosen []string     `json:"chosen,omitempty"`
}

// onOrdersFlow refills or cancels many orders in one call: which, sure?
func onOrdersFlow(d Deps) dialog.Flow[onOrdersSheet] {
	return dialog.Flow[onOrdersSheet]{
		Name: "onorders", Needs: ops.SMM, Away: func(onOrdersSheet) string { return "orders" },
		Begin: func(_ context.Context, _ *dialog.Turn, s *onOrdersSheet, args string) (dialog.Next, error) {
			if s.Act = ops.OrderAct(args); s.Act != ops.Refilling && s.Act != ops.Cancelling {
				return dialog.Go("orders"), nil
			}
			return dialog.To("select"), nil
		},
		Steps: []dialog.Step[onOrdersSheet]{
			{Name: "select", Buttons: true, Ask: d.askOnOrders, Take: takeOnOrders},
			{Name: "confirm", Buttons: true, Ask: askOnOrdersSure, Take: to[onOrdersSheet]("do")},
			{Name: "do", Do: d.doOnOrders},
		},
	}
}

func (d Deps) askOnOrders(ctx context.Context, t *dialog.Turn, s *onOrdersSheet) (chat.Screen, error) {
	before := ""
	if n := len(s.Past); n > 0 {
		before = s.Past[n-1]
	}
	page, err := d.Ops.OrdersFor(ctx, t.Input.Place.Chat, s.Act, before, listPage)
	if err != nil {
		return chat.Screen{}, err
	}
	s.Next, s.Shown = page.Next, nil
	hint := chat.T("bulk.selected", chat.Args{"Count": len(s.Chosen)})
	screen := chat.Screen{Lines: []chat.Text{chat.T("orders.which_" + string(s.Act))}}
	if len(page.Orders) == 0 && page.Next == "" && len(s.Past) == 0 {
		hint = chat.T("orders.none_" + string(s.Act))
	}
	screen.Lines = append(screen.Lines, chat.Text{}, hint)
	for _, o := range page.Orders {
		s.Shown = append(s.Shown, o.ID)
		box := map[bool]string{true: "☑", false: "☐"}[slices.Contains(s.Chosen, o.ID)]
		label := chat.T("bulk.line", chat.Args{"Box": box, "Client": d.orderLine(t, o)})
		screen.Rows = append(screen.Rows, row(chat.Button{Label: label, Answer: "toggle " + o.ID}))
	}
	list := ordersSheet{Past: s.Past, Next: s.Next}
	screen.Rows = append(screen.Rows, list.pages()...)
	if len(s.Shown) > 0 {
		screen.Rows = append(screen.Rows, row(pick("bulk.select_page", "all")))
	}
	if len(s.Chosen) > 0 {
		goOn := chat.Button{Label: chat.T("orders.go_on", chat.Args{"Count": len(s.Chosen)}), Answer: "go", Style: chat.Primary}
		screen.Rows = append(screen.Rows, row(pick("bulk.clear", "clear"), goOn))
	}
	return screen, nil
}

func takeOnOrders(_ context.Context, _ *dialog.Turn, s *onOrdersSheet, a dialog.Answer) (dialog.Next, error) {
	fits := true
	verb, number, _ := strings.Cut(a.Value, " ")
	switch verb {
	case "go":
		return dialog.To("confirm"), nil
	case "next":
		s.Past = append(s.Past, s.Next)
	case "previous":
		s.Past = s.Past[:max(len(s.Past)-1, 0)]
	case "clear":
		s.Chosen = nil
	case "all":
		fits = s.choose(s.Shown...)
	case "toggle":
		if i := slices.Index(s.Chosen, number); i >= 0 {
			s.Chosen = slices.Delete(s.Chosen, i, i+1)
		} else {
			fits = s.choose(number)
		}
	}
	if !fits {
		return dialog.Stay(chat.T("orders.too_many", chat.Args{"Most": ops.MaxOrderActs})), nil
	}
	return dialog.Stay(chat.Text{}), nil
}

// choose adds orders; false when there are too many.
func (s *onOrdersSheet) choose(numbers ...string) bool {
	for _, n := range numbers {
		if slices.Contains(s.Chosen, n) {
			continue
		}
		if len(s.Chosen) == ops.MaxOrderActs {
			return false
		}
		s.Chosen = append(s.Chosen, n)
	}
	return true
}

func askOnOrdersSure(_ context.Context, _ *dialog.Turn, s *onOrdersSheet) (chat.Screen, error) {
	args := chat.Args{"Count": len(s.Chosen), "Numbers": numberList(s.Chosen)}
	yes := chat.Button{Label: chat.T("orders.yes_"+string(s.Act), args), Answer: "yes", Style: chat.Primary}
	if s.Act == ops.Cancelling {
		yes.Style = chat.Danger
	}
	return chat.Screen{Lines: []chat.Text{chat.T("orders.sure_"+string(s.Act), args)}, Rows: [][]chat.Button{row(yes)}}, nil
}

func (d Deps) doOnOrders(ctx context.Context, t *dialog.Turn, s *onOrdersSheet) (dialog.Next, error) {
	act := d.Ops.RefillOrders
	if s.Act == ops.Cancelling {
		act = d.Ops.CancelOrders
	}
	out, err := act(ctx, t.Act(), s.Chosen)
	switch {
	case err != nil:
		return dialog.Next{}, err
	case !out.State.Settled():
		return dialog.End(unknownScreen(out)), nil
	case out.State == storage.Refused && len(out.Order.Each) == 0:
		for _, line := range d.endLines(t, out) {
			t.Note(line)
		}
		return dialog.To("confirm"), nil
	}
	return dialog.End(d.ordersDone(t, out)), nil
}
