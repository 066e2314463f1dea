package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// maxExtension bounds by how many days one claim is extended at a time.
const maxExtension = 365

func askStopClaim(_ context.Context, _ *dialog.Turn, s *takerSheet) (chat.Screen, error) {
	yes := pick("takers.stop_yes", "yes")
	yes.Style = chat.Danger
	return chat.Screen{Lines: []chat.Text{chat.T("takers.ask_stop", s.name())}, Rows: [][]chat.Button{row(yes)}}, nil
}

func (d Deps) stopClaim(ctx context.Context, t *dialog.Turn, s *takerSheet) (dialog.Next, error) {
	out, _, err := d.Ops.StopClaim(ctx, t.Act(), t.Input.Place.Chat, s.Key, d.tellCustomer(t))
	if err != nil || out.State != storage.Done {
		return d.conclude(t, out, err)
	}
	t.Note(chat.T("takers.stop_done", s.name()))
	return dialog.To("card"), nil
}

func askExtendClaim(_ context.Context, _ *dialog.Turn, s *takerSheet) (chat.Screen, error) {
	return chat.Screen{Lines: []chat.Text{chat.T("takers.ask_extend", s.name())}, Rows: countRows("new.duration", []int{1, 3, 7, 15, 30, 90})}, nil
}

func takeExtendClaim(_ context.Context, _ *dialog.Turn, s *takerSheet, a dialog.Answer) (dialog.Next, error) {
	n, ok := parseLasting(a.Value+a.Text, inDays, maxExtension)
	if !ok {
		return dialog.Stay(chat.T("offers.bad_days", chat.Args{"Most": maxExtension})), nil
	}
	s.Days = n
	return dialog.To("confirm"), nil
}

func confirmExtendClaim(_ context.Context, _ *dialog.Turn, s *takerSheet) (chat.Screen, error) {
	yes := chat.Button{Label: chat.T("takers.extend_yes", chat.Args{"Count": s.Days}), Answer: "yes", Style: chat.Primary}
	lines := []chat.Text{chat.T("takers.confirm_extend", chat.Args{"Name": s.Name, "Count": s.Days})}
	if s.Trial {
		lines = append(lines, chat.Text{}, chat.T("takers.becomes_paid"))
	}
	return chat.Screen{Lines: lines, Rows: [][]chat.Button{row(yes)}}, nil
}

func (d Deps) extendClaim(ctx context.Context, t *dialog.Turn, s *takerSheet) (dialog.Next, error) {
	out, _, err := d.Ops.ExtendClaim(ctx, t.Act(), t.Input.Place.Chat, s.Key, s.Days, d.tellCustomer(t))
	if err != nil || out.State != storage.Done {
		return d.conclude(t, out, err)
	}
	t.Note(chat.T("takers.extend_done", chat.Args{"Name": s.Name, "Count": s.Days}))
	return dialog.To("card"), nil
}

func askBlockTaker(_ context.Context, _ *dialog.Turn, s *takerSheet) (chat.Screen, error) {
	yes := pick("takers.block_yes", "yes")
	yes.Style = chat.Danger
	return chat.Screen{Lines: []chat.Text{chat.T("takers.ask_block", s.name())}, Rows: [][]chat.Button{row(yes)}}, nil
}

func (d Deps) blockTaker(ctx context.Context, t *dialog.Turn, s *takerSheet, _ dialog.Answer) (dialog.Next, error) {
	err := d.Ops.Block(ctx, storage.Blocked{Chat: t.Input.Place.Chat, Person: s.Key.Person, Name: s.Name, By: t.Input.Person.ID})
	if err != nil {
		return dialog.Next{}, err
	}
	t.Note(chat.T("blocked.done", s.name()))
	return dialog.To("card"), nil
}
