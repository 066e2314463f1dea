package handlers

import (
	"context"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

func takeCreate(_ context.Context, t *dialog.Turn, _ *createSheet, a dialog.Answer) (dialog.Next, error) {
	switch {
	case a.Value == "uuid":
		return dialog.To("uuid"), nil
	case a.Value == "owner" && admin(t):
		return dialog.To("owner"), nil
	case a.Value == "yes":
		return dialog.To("do"), nil
	}
	return dialog.Stay(chat.Text{}), nil
}

func (c creation) askUUID(context.Context, *dialog.Turn, *createSheet) (chat.Screen, error) {
	return chat.Screen{Lines: c.titled(chat.T("edit.ask_uuid")), Rows: [][]chat.Button{row(pick("edit.make_uuid", "make"))}}, nil
}

func (c creation) takeUUID(_ context.Context, _ *dialog.Turn, s *createSheet, a dialog.Answer) (dialog.Next, error) {
	value, problem := c.readUUID(a)
	if problem.Key != "" {
		return dialog.Stay(problem), nil
	}
	s.UUID = value
	return dialog.To("confirm"), nil
}

// askOwner offers the resellers that a client may be made for; only an admin's
// key may make one for somebody else.
func (c creation) askOwner(ctx context.Context, t *dialog.Turn, _ *createSheet) (chat.Screen, error) {
	page, err := c.Ops.Resellers(ctx, t.Input.Place.Chat, resale.ResellerQuery{Page: 1, Limit: mostButtons, Scope: resale.All})
	if err != nil {
		return chat.Screen{}, err
	}
	rows := [][]chat.Button{row(pick("new.own", "0"))}
	for _, r := range page.Resellers {
		rows = append(rows, row(chat.Button{Label: literal(r.Name+" · "+r.Username, 40), Answer: strconv.FormatInt(r.ID, 10) + " " + shorten(r.Name, 40)}))
	}
	return chat.Screen{Lines: c.titled(chat.T("new.ask_owner")), Rows: rows}, nil
}

func (c creation) takeOwner(_ context.Context, _ *dialog.Turn, s *createSheet, a dialog.Answer) (dialog.Next, error) {
	id, name, _ := strings.Cut(a.Value, " ")
	s.Owner = name
	s.OwnerID, _ = strconv.ParseInt(id, 10, 64)
	return dialog.To("confirm"), nil
}
