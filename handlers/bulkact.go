package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// namesShown is how many clients a confirmation names.
const namesShown = 40

func askBulkAct(_ context.Context, _ *dialog.Turn, s *bulkSheet) (chat.Screen, error) {
	renew := pick("client.renew", storage.BulkRenew)
	renew.Style = chat.Primary
	off, on := "client.suspend", "client.reactivate"
	if s.vpn() {
		off, on = "account.disable", "account.enable"
	}
	return chat.Screen{
		Lines: []chat.Text{chat.T(worded(s.Provider, "bulk.ask_act"), chat.Args{"Count": len(s.Chosen)})},
		Rows:  [][]chat.Button{row(renew), row(pick(off, storage.BulkSuspend), pick(on, storage.BulkReactivate))},
	}, nil
}

func takeBulkAct(_ context.Context, _ *dialog.Turn, s *bulkSheet, a dialog.Answer) (dialog.Next, error) {
	if s.Act = a.Value; s.Act == storage.BulkRenew {
		return dialog.To("days"), nil
	}
	s.Days = 0
	return dialog.To("confirm"), nil
}

func askBulkDays(context.Context, *dialog.Turn, *bulkSheet) (chat.Screen, error) {
	return chat.Screen{Lines: []chat.Text{chat.T("renew.ask_days")}, Rows: countRows("new.duration", []int{7, 15, 30, 60, 90})}, nil
}

func takeBulkDays(_ context.Context, _ *dialog.Turn, s *bulkSheet, a dialog.Answer) (dialog.Next, error) {
	n, ok := parseDays(a.Value + a.Text)
	if !ok {
		return dialog.Stay(chat.T("new.bad_duration", chat.Args{"Most": maxDays})), nil
	}
	s.Days = n
	return dialog.To("confirm"), nil
}

// askBulk says what will happen, and to whom.
func askBulk(_ context.Context, _ *dialog.Turn, s *bulkSheet) (chat.Screen, error) {
	args := chat.Args{"Count": len(s.Chosen), "Days": chat.T("new.duration", chat.Args{"Count": s.Days})}
	yes := chat.Button{Label: chat.T(worded(s.Provider, "bulk.yes_"+s.Act), args), Answer: "yes", Style: chat.Primary}
	if s.Act == storage.BulkSuspend {
		yes.Style = chat.Danger
	}
	var names []string
	for _, c := range s.Chosen {
		names = append(names, c.Username)
	}
	return chat.Screen{
		Lines: append([]chat.Text{chat.T(worded(s.Provider, "bulk.ask_"+s.Act), args), {}}, enumerate(names, namesShown)...),
		Rows:  [][]chat.Button{row(yes)},
	}, nil
}

// enumerate names the first of many.
func enumerate(names []string, most int) []chat.Text {
	var first []string
	for _, name := range names[:min(most, len(names))] {
		first = append(first, shorten(name, 20))
	}
	lines := []chat.Text{chat.T("bulk.names", chat.Args{"Names": strings.Join(first, ", ")})}
	if more := len(names) - len(first); more > 0 {
		lines = append(lines, chat.T("bulk.more", chat.Args{"Count": more}))
	}
	return lines
}

// takeBulk writes down what is to be done; the job does it and shows how far
// it is.
func (d Deps) takeBulk(ctx context.Context, t *dialog.Turn, s *bulkSheet, _ dialog.Answer) (dialog.Next, error) {
	place := t.Input.Place
	if gone, err := d.takenOn(ctx, place.Chat, s.Batch, s.From); err != nil || gone {
		return bulkOver(t, "bulk.again_over"), err
	}
	b := storage.Bulk{
		ID: storage.NewID(), Chat: place.Chat, Thread: place.Thread, Person: t.Input.Person.ID, Lang: t.Lang,
		Act: s.Act, Provider: s.provider(), Days: s.Days, Batch: s.Batch, From: s.From,
	}
	for _, c := range s.Chosen {
		b.Items = append(b.Items, storage.BulkItem{ID: c.ID, Username: c.Username})
	}
	t.Also(func(tx *storage.Tx) error { return d.Ops.StartBulk(tx, b) })
	return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("bulk.started")}, Rows: menuRow()}), nil
}

// takenOn tells whether a colleague was quicker with a batch, or with what a
// bulk left undone.
func (d Deps) takenOn(ctx context.Context, place int64, batch, from string) (bool, error) {
	switch {
	case batch != "":
		_, found, err := d.Ops.ClientBatch(ctx, place, batch)
		return !found, err
	case from != "":
		old, found, err := d.Ops.Bulk(ctx, place, from)
		return !found || old.Again != "", err
	}
	return false, nil
}
