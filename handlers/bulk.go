package handlers

import (
	"context"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

type bulkSheet struct {
	listSheet
	Shown  []storage.ListedClient `json:"shown,omitempty"` // on the screen, by the order of its buttons
	Chosen []storage.ListedClient `json:"chosen,omitempty"`
	Act    string                 `json:"act,omitempty"`
	Days   int                    `json:"days,omitempty"`
	Batch  string                 `json:"batch,omitempty"` // the list that a message's button stood for
	From   string                 `json:"from,omitempty"`  // the bulk whose clients are tried again
}

func (s *bulkSheet) chosen(c storage.ListedClient) bool { return slices.Contains(s.Chosen, c) }

// choose adds clients; false when there are too many.
func (s *bulkSheet) choose(clients ...storage.ListedClient) bool {
	for _, c := range clients {
		if s.chosen(c) {
			continue
		}
		if len(s.Chosen) == ops.MaxBulk {
			return false
		}
		s.Chosen = append(s.Chosen, c)
	}
	return true
}

// bulkFlow renews, suspends or reactivates many clients: which, what, sure? The
// work itself is a job's.
func bulkFlow(d Deps) dialog.Flow[bulkSheet] {
	return dialog.Flow[bulkSheet]{
		Name: "bulk", Command: true, Needs: ops.Servex, Begin: d.beginBulk,
		Steps: []dialog.Step[bulkSheet]{
			{Name: "which", Ask: askWhich, Take: takeWhich},
			{Name: "select", Ask: d.askSelect, Take: d.takeSelect},
			{Name: "act", Buttons: true, Ask: askBulkAct, Take: takeBulkAct},
			{Name: "days", Ask: askBulkDays, Take: takeBulkDays},
			{Name: "confirm", Buttons: true, Ask: askBulk, Take: d.takeBulk},
		},
	}
}

// beginBulk reads "renew <batch> <days>", "again <bulk>" and "stop <bulk>";
// anything else is searched.
func (d Deps) beginBulk(ctx context.Context, t *dialog.Turn, s *bulkSheet, args string) (dialog.Next, error) {
	verb, rest, _ := strings.Cut(args, " ")
	switch verb {
	case "":
		return dialog.To("which"), nil
	case "renew":
		return d.beginBatch(ctx, t, s, rest)
	case "again":
		return d.beginAgain(ctx, t, s, rest)
	case "stop":
		stopped, err := d.Ops.StopBulk(ctx, rest, t.Input.Place.Chat)
		if !stopped {
			return bulkOver("bulk.ended"), err
		}
		return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("bulk.stopping")}, Rows: menuRow()}), err
	}
	s.Page, s.Search = 1, shorten(args, 60)
	return dialog.To("select"), nil
}

// bulkOver says that a button's list or bulk is of no use any more.
func bulkOver(why string) dialog.Next {
	return dialog.End(chat.Screen{
		Lines: []chat.Text{chat.T(why)},
		Rows:  [][]chat.Button{row(goTo("button.clients", "clients"), goTo("button.menu", "menu"))},
	})
}

func (d Deps) beginBatch(ctx context.Context, t *dialog.Turn, s *bulkSheet, args string) (dialog.Next, error) {
	id, days, _ := strings.Cut(args, " ")
	b, found, err := d.Ops.ClientBatch(ctx, t.Input.Place.Chat, id)
	if err != nil {
		return dialog.Next{}, err
	}
	if !found || len(b.Clients) == 0 {
		return bulkOver("bulk.batch_over"), nil
	}
	if !s.choose(b.Clients...) {
		t.Note(chat.T("bulk.too_many", chat.Args{"Most": ops.MaxBulk}))
	}
	s.Act, s.Batch = storage.BulkRenew, id
	n, ok := parseDays(days)
	if !ok {
		return dialog.To("days"), nil
	}
	s.Days = n
	return dialog.To("confirm"), nil
}

// beginAgain takes the clients of an ended bulk that it did nothing for.
func (d Deps) beginAgain(ctx context.Context, t *dialog.Turn, s *bulkSheet, id string) (dialog.Next, error) {
	b, found, err := d.Ops.Bulk(ctx, t.Input.Place.Chat, id)
	if err != nil {
		return dialog.Next{}, err
	}
	for _, i := range b.Items {
		if i.State == storage.Refused || i.State == "" {
			s.choose(storage.ListedClient{ID: i.ID, Username: i.Username})
		}
	}
	switch {
	case !found || !b.State.Ended() || len(s.Chosen) == 0:
		return bulkOver("bulk.batch_over"), nil
	case b.Again != "":
		return bulkOver("bulk.again_over"), nil
	}
	s.Act, s.Days, s.From = b.Act, b.Days, id
	return dialog.To("confirm"), nil
}

func askWhich(context.Context, *dialog.Turn, *bulkSheet) (chat.Screen, error) {
	group := func(f resale.ClientStatus) chat.Button {
		return pick("clients.filter_"+or(string(f), "all"), string(f)+" ")
	}
	return chat.Screen{Lines: []chat.Text{chat.T("bulk.ask_which")}, Rows: [][]chat.Button{
		row(group(resale.ExpiresToday), group(resale.ExpiresSoon)),
		row(group(resale.Expired), group(resale.Active)),
		row(group(resale.Suspended), group(resale.AnyStatus)),
	}}, nil
}

func takeWhich(_ context.Context, _ *dialog.Turn, s *bulkSheet, a dialog.Answer) (dialog.Next, error) {
	s.Page, s.Search, s.Status = 1, shorten(a.Text, 60), resale.ClientStatus(strings.TrimSpace(a.Value))
	return dialog.To("select"), nil
}
