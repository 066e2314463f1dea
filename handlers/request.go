package handlers

import (
	"context"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

type requestSheet struct {
	ID uint64 `json:"id"`
}

// requestFlow answers a customer's request. Its buttons are for everyone in
// the reseller's chat, so each step asks whether somebody was faster.
func requestFlow(d Deps) dialog.Flow[requestSheet] {
	return dialog.Flow[requestSheet]{
		Name: "request", Needs: ops.Servex,
		Begin: func(ctx context.Context, t *dialog.Turn, s *requestSheet, args string) (dialog.Next, error) {
			id, what, _ := strings.Cut(args, " ")
			n, err := strconv.ParseUint(id, 10, 64)
			if err != nil {
				return dialog.Go("menu"), nil //nolint:nilerr // no request of ours
			}
			s.ID = n
			step := "confirm"
			if what == "decline" {
				step = what
			}
			return d.lookAtRequest(ctx, t, s, step)
		},
		Steps: []dialog.Step[requestSheet]{
			{Name: "confirm", Buttons: true, Ask: d.askRequest, Take: to[requestSheet]("renew")},
			{Name: "renew", Do: d.renewRequest},
			{Name: "decline", Do: d.declineRequest},
		},
	}
}

// lookAtRequest goes on with a request that nobody answered yet.
func (d Deps) lookAtRequest(ctx context.Context, t *dialog.Turn, s *requestSheet, step string) (dialog.Next, error) {
	asked, err := d.Ops.Request(ctx, t.Input.Place.Chat, s.ID)
	switch {
	case resale.CodeOf(err) == resale.NotFound:
		return requestOver(), nil
	case err != nil:
		return dialog.Next{}, err
	case asked.State != storage.RequestOpen:
		return handled(asked), nil
	}
	return dialog.To(step), nil
}

func (d Deps) askRequest(ctx context.Context, t *dialog.Turn, s *requestSheet) (chat.Screen, error) {
	asked, err := d.Ops.Request(ctx, t.Input.Place.Chat, s.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	c, err := d.Ops.Client(ctx, t.Input.Place.Chat, asked.ClientID, asked.Username)
	if err != nil {
		return chat.Screen{}, err
	}
	count := chat.Args{"Count": ops.RequestDays}
	lines := append([]chat.Text{chat.T("request.by", chat.Args{"Person": shorten(asked.Name, 60)}), {}}, d.expiry(t, c)...)
	return chat.Screen{
		Lines: append(lines, chat.Text{}, chat.T("renew.ask_confirm", count)),
		Rows:  [][]chat.Button{row(chat.Button{Label: chat.T("renew.yes", count), Answer: "yes", Style: chat.Primary})},
	}, nil
}

func (d Deps) renewRequest(ctx context.Context, t *dialog.Turn, s *requestSheet) (dialog.Next, error) {
	me := t.Input.Person.ID
	out, asked, err := d.Ops.RenewRequest(ctx, t.Act(), s.ID, ops.RequestDays, d.tellCustomer(t))
	switch {
	case resale.CodeOf(err) == resale.NotFound:
		return requestOver(), nil
	case err == nil && (out.Act == "" || out.State == storage.Done && asked.By != 0 && asked.HandledBefore(me)):
		return handled(asked), nil
	case err == nil && out.State == storage.Done:
		screen := d.doneScreen(t, out)
		person := chat.Args{"Person": shorten(asked.Name, 60)}
		if asked.State == storage.RequestOpen { // settled by a person's word, see ops.Decide
			screen.Lines = []chat.Text{chat.T("request.by_word", chat.Args{"Name": shorten(asked.Username, 60)}), {}, chat.T("request.customer_waits", person)}
			return dialog.End(screen), nil
		}
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("request.customer_told", person))
		return dialog.End(screen), nil
	}
	return d.conclude(t, out, err)
}

func (d Deps) declineRequest(ctx context.Context, t *dialog.Turn, s *requestSheet) (dialog.Next, error) {
	me := t.Input.Person.ID
	asked, err := d.Ops.DeclineRequest(ctx, t.Input.Place.Chat, me, s.ID, d.tellCustomer(t))
	args := chat.Args{"Person": shorten(asked.Name, 60), "Name": shorten(asked.Username, 60)}
	switch {
	case resale.CodeOf(err) == resale.NotFound:
		return requestOver(), nil
	case err != nil:
		return dialog.Next{}, err
	case asked.State == storage.RequestOpen:
		return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("request.busy", args)}, Rows: menuRow()}), nil
	case asked.State == storage.RequestDeclined && asked.By == me:
		return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("request.declined", args)}, Rows: menuRow()}), nil
	}
	return handled(asked), nil
}

// handled says that a request was answered already, and by whom.
func handled(a ops.Asked) dialog.Next {
	key := "request.handled_renewed"
	if a.State == storage.RequestDeclined {
		key = "request.handled_declined"
	}
	args := chat.Args{"Person": shorten(a.Name, 60), "Name": shorten(a.Username, 60), "By": shorten(a.Ender, 60)}
	return dialog.End(chat.Screen{Lines: []chat.Text{chat.T(key, args)}, Rows: menuRow()})
}

func requestOver() dialog.Next {
	return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("request.over")}, Rows: menuRow()})
}

// RequestEnded ends a request whose renewal was settled after the fact, and
// has the customer told; tell queues it.
func RequestEnded(d Deps, tx *storage.Tx, row storage.Entry, out ops.Outcome, tell func(*storage.Tx, dialog.Notice) error) error {
	return d.Ops.EndRequest(tx, row.Key, row.Person, out, func(tx *storage.Tx, n ops.News) error { return tell(tx, CustomerNews(d, n)) })
}
