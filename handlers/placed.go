package handlers

import (
	"context"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// refreshEvery is how often one order may be asked for by hand.
const refreshEvery = 5 * time.Second

// placedSheet names the order that a card is about.
type placedSheet struct {
	Number string `json:"number"`
	From   string `json:"from,omitempty"` // where in the list one came from, for ordersSheet.begin
}

// placedFlow is the card of one order, and what can be asked for it.
func placedFlow(d Deps) dialog.Flow[placedSheet] {
	return dialog.Flow[placedSheet]{
		Name: "placed", Home: true, Needs: ops.SMM,
		Begin: func(_ context.Context, _ *dialog.Turn, s *placedSheet, args string) (dialog.Next, error) {
			if args == "" {
				return dialog.Go("orders"), nil
			}
			s.Number = args
			if number, place, listed := strings.Cut(args, " "+backTo); listed {
				s.Number, s.From = number, backTo+place
			}
			return dialog.To("card"), nil
		},
		Steps: []dialog.Step[placedSheet]{
			{Name: "card", Buttons: true, Ask: d.askPlaced, Take: d.takePlaced},
			{Name: "cancel", Buttons: true, Ask: askCancelOrder, Take: to[placedSheet]("docancel")},
			{Name: "dorefill", Do: func(ctx context.Context, t *dialog.Turn, s *placedSheet) (dialog.Next, error) {
				out, err := d.Ops.RefillOrders(ctx, t.Act(), []string{s.Number})
				return d.asked(t, out, err)
			}},
			{Name: "docancel", Do: func(ctx context.Context, t *dialog.Turn, s *placedSheet) (dialog.Next, error) {
				out, err := d.Ops.CancelOrders(ctx, t.Act(), []string{s.Number})
				return d.asked(t, out, err)
			}},
		},
	}
}

// asked says on the card what became of a request.
func (d Deps) asked(t *dialog.Turn, out ops.Outcome, err error) (dialog.Next, error) {
	if err != nil {
		return dialog.Next{}, err
	}
	if !out.State.Settled() {
		return dialog.End(unknownScreen(out)), nil
	}
	for _, line := range d.endLines(t, out) {
		t.Note(line)
	}
	return dialog.To("card"), nil
}

func (d Deps) askPlaced(ctx context.Context, t *dialog.Turn, s *placedSheet) (chat.Screen, error) {
	o, here, err := d.Ops.Order(ctx, t.Input.Place.Chat, s.Number)
	if resale.CodeOf(err) == resale.NotFound {
		return noOrder("orders.not_here"), nil
	}
	if err != nil {
		return chat.Screen{}, err
	}
	lines := d.placedLines(t, o)
	if !here {
		lines = append(lines, chat.Text{}, chat.T("orders.elsewhere"))
	}
	return chat.Screen{Lines: lines, Rows: placedButtons(t, o, here)}, nil
}

// noOrder is for an order that nothing can be done with here.
func noOrder(why string) chat.Screen {
	return chat.Screen{Lines: []chat.Text{chat.T(why)}, Rows: [][]chat.Button{row(goTo("orders.see", "orders"), goTo("button.menu", "menu"))}}
}

func placedButtons(t *dialog.Turn, o storage.Order, here bool) [][]chat.Button {
	back := row(pick("orders.list", "list"), goTo("button.menu", "menu"))
	if !here {
		return [][]chat.Button{back}
	}
	rows := [][]chat.Button{row(pick("button.refresh", "refresh"), pick("orders.again", "again"))}
	var acts []chat.Button
	if ops.CanRefill(o) {
		acts = append(acts, pick("orders.refill", "refill"))
	}
	if ops.CanCancel(o, t.Now) {
		cancel := pick("orders.cancel", "cancel")
		cancel.Style = chat.Danger
		acts = append(acts, cancel)
	}
	if acts != nil {
		rows = append(rows, acts)
	}
	return append(rows, back)
}

func (d Deps) takePlaced(ctx context.Context, t *dialog.Turn, s *placedSheet, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case "list":
		return dialog.Go(strings.TrimSpace("orders " + s.From)), nil
	case "again":
		return dialog.Go("order again " + s.Number), nil
	case "refill":
		return dialog.To("dorefill"), nil
	case "cancel":
		return dialog.To("cancel"), nil
	}
	o, _, err := d.Ops.Order(ctx, t.Input.Place.Chat, s.Number)
	if err != nil {
		return dialog.Next{}, err
	}
	if t.Now.Sub(o.Checked) < refreshEvery {
		return dialog.Stay(chat.T("orders.just_read")), nil
	}
	if _, err := d.Ops.RefreshOrder(ctx, t.Input.Place.Chat, s.Number); err != nil {
		return dialog.Next{}, err
	}
	return dialog.Stay(chat.Text{}), nil
}

func askCancelOrder(_ context.Context, _ *dialog.Turn, s *placedSheet) (chat.Screen, error) {
	yes := pick("orders.cancel_yes", "yes")
	yes.Style = chat.Danger
	return chat.Screen{Lines: []chat.Text{chat.T("orders.ask_cancel", chat.Args{"Number": shorten(s.Number, 40)})}, Rows: [][]chat.Button{row(yes)}}, nil
}
