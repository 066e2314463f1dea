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

type bulkSheet struct {
	ofPanel
	listSheet
	Group  ops.VPNGroup           `json:"group,omitempty"` // of accounts, in the place of a status
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

// bulkFlow renews, suspends or reactivates many clients or accounts: which, what,
// sure? The work itself is a job's.
func bulkFlow(d Deps) dialog.Flow[bulkSheet] {
	return dialog.Flow[bulkSheet]{
		Name: "bulk", Command: true, Begin: d.beginBulk,
		Steps: []dialog.Step[bulkSheet]{
			{Name: "panel", Buttons: true, Ask: askEndPanel[bulkSheet]("bulk.ask_panel"), Take: takeBulkPanel},
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
	if len(endPanels(t)) == 0 {
		return connectFirst(t), nil
	}
	verb, rest, _ := strings.Cut(args, " ")
	switch verb {
	case "renew":
		return d.beginBatch(ctx, t, s, rest)
	case "again":
		return d.beginAgain(ctx, t, s, rest)
	case "stop":
		stopped, err := d.Ops.StopBulk(ctx, rest, t.Input.Place.Chat)
		if !stopped {
			return bulkOver(t, "bulk.ended"), err
		}
		return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("bulk.stopping")}, Rows: menuRow()}), err
	}
	rest, ok := s.about(t, args)
	s.Page, s.Search = 1, shorten(rest, 60)
	if !ok {
		return dialog.To("panel"), nil
	}
	return s.from(), nil
}

// bulkOver says that a button's list or bulk is of no use any more.
func bulkOver(t *dialog.Turn, why string) dialog.Next {
	list := goTo("button.clients", "clients")
	if !t.Connected(ops.Servex) {
		list = goTo("account.see", "accounts")
	}
	return dialog.End(chat.Screen{Lines: []chat.Text{chat.T(why)}, Rows: [][]chat.Button{row(list, goTo("button.menu", "menu"))}})
}

func (d Deps) beginBatch(ctx context.Context, t *dialog.Turn, s *bulkSheet, args string) (dialog.Next, error) {
	id, days, _ := strings.Cut(args, " ")
	b, found, err := d.Ops.ClientBatch(ctx, t.Input.Place.Chat, id)
	if err != nil {
		return dialog.Next{}, err
	}
	s.Provider = b.Provider
	switch {
	case !found || len(b.Clients) == 0:
		return bulkOver(t, "bulk.batch_over"), nil
	case !t.Connected(s.provider()):
		return connectFirst(t), nil
	}
	if !s.choose(b.Clients...) {
		t.Note(chat.T(worded(s.Provider, "bulk.too_many"), chat.Args{"Most": ops.MaxBulk}))
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
		if i.State == "" || triedAgain(i) {
			s.choose(storage.ListedClient{ID: i.ID, Username: i.Username})
		}
	}
	switch {
	case !found || !b.State.Ended() || len(s.Chosen) == 0:
		return bulkOver(t, "bulk.batch_over"), nil
	case b.Again != "":
		return bulkOver(t, "bulk.again_over"), nil
	}
	s.Provider = b.Provider
	if !t.Connected(s.provider()) {
		return connectFirst(t), nil
	}
	s.Act, s.Days, s.From = b.Act, b.Days, id
	return dialog.To("confirm"), nil
}
