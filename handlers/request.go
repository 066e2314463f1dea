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

// mostRequestDays bounds what a request is approved for.
const mostRequestDays = 365

type requestSheet struct {
	ID     uint64 `json:"id"`
	Days   int    `json:"days,omitempty"`   // before they are confirmed: as typed
	Reason string `json:"reason,omitempty"` // why it is declined, for the customer
}

// requestFlow answers a customer's request. Its buttons are for everyone in
// the reseller's chat, so each step asks whether somebody was faster.
func requestFlow(d Deps) dialog.Flow[requestSheet] {
	return dialog.Flow[requestSheet]{
		Name: "request",
		Begin: func(ctx context.Context, t *dialog.Turn, s *requestSheet, args string) (dialog.Next, error) {
			id, what, _ := strings.Cut(args, " ")
			n, err := strconv.ParseUint(id, 10, 64)
			if err != nil {
				return dialog.Go("menu"), nil //nolint:nilerr // no request of ours
			}
			s.ID = n
			step := "confirm"
			if what == "decline" {
				step = "refuse"
			}
			return d.lookAtRequest(ctx, t, s, step)
		},
		Steps: []dialog.Step[requestSheet]{
			{Name: "confirm", Ask: d.askRequest, Take: takeRequestDays},
			{Name: "renew", Do: d.renewRequest},
			{Name: "refuse", Ask: d.askDecline, Take: takeDecline},
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
	case step == "refuse" && asked.Busy:
		return requestBusy(asked), nil
	}
	return dialog.To(step), nil
}

func (d Deps) askRequest(ctx context.Context, t *dialog.Turn, s *requestSheet) (chat.Screen, error) {
	asked, err := d.Ops.Request(ctx, t.Input.Place.Chat, s.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	about, err := d.requestAbout(ctx, t, asked)
	if err != nil {
		return chat.Screen{}, err
	}
	lines := append([]chat.Text{chat.T("request.by", chat.Args{"Person": shorten(asked.Name, 60)})}, wishLines(asked.Request)...)
	lines = append(append(lines, chat.Text{}), about...)
	rows := countRows("new.duration", ops.RequestLengths())
	if s.Days == 0 {
		return chat.Screen{Lines: append(lines, chat.Text{}, chat.T("request.ask_days")), Rows: rows}, nil
	}
	days := chat.Args{"Count": s.Days}
	yes := chat.Button{Label: chat.T("renew.yes", days), Answer: strconv.Itoa(s.Days), Style: chat.Primary}
	return chat.Screen{Lines: append(lines, chat.Text{}, chat.T("renew.ask_confirm", days)), Rows: append([][]chat.Button{row(yes)}, rows...)}, nil
}

// requestAbout says what the request is about, as it is now.
func (d Deps) requestAbout(ctx context.Context, t *dialog.Turn, asked ops.Asked) ([]chat.Text, error) {
	var lines []chat.Text
	var err error
	off := false
	if asked.Provider == ops.VPNResellers {
		var a resale.VPNAccount
		a, err = d.Ops.VPNAccount(ctx, asked.Chat, asked.ClientID)
		off = a.ID != 0 && !a.Active && !a.Over(t.Now)
		lines = []chat.Text{chat.T("client.title", chat.Args{"Mark": accountMark(a, t.Now), "Name": shorten(a.Username, 60)}), d.accountEnd(t, a)}
	} else {
		var c resale.Client
		c, err = d.Ops.Client(ctx, asked.Chat, asked.ClientID, asked.Username)
		off, lines = c.Status == resale.Suspended, d.expiry(t, c)
	}
	if resale.CodeOf(err) == resale.NotFound {
		return []chat.Text{chat.T("request.gone", chat.Args{"Name": shorten(asked.Username, 60)})}, nil
	}
	if off {
		lines = append(lines, chat.T("request.is_paused"))
	}
	return lines, err
}

// takeRequestDays renews for the days of a button. Typed ones are shown first:
// in a group they may have been meant for somebody else.
func takeRequestDays(_ context.Context, _ *dialog.Turn, s *requestSheet, a dialog.Answer) (dialog.Next, error) {
	n, ok := parseLasting(a.Value+a.Text, inDays, mostRequestDays)
	if !ok {
		return dialog.Stay(chat.T("new.bad_duration", chat.Args{"Most": mostRequestDays})), nil
	}
	s.Days = n
	if a.Typed() {
		return dialog.Stay(chat.Text{}), nil
	}
	return dialog.To("renew"), nil
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
