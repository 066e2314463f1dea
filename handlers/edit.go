package handlers

import (
	"context"
	"strconv"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

type editSheet struct {
	clientSheet
	Field string `json:"field,omitempty"` // username, category, limit, note or uuid
	Old   string `json:"old,omitempty"`   // as people read it
	New   string `json:"new,omitempty"`
	Value string `json:"value,omitempty"` // as the panel reads it
}

// editFlow changes one field of a client at a time, and shows before and after.
func editFlow(d Deps) dialog.Flow[editSheet] {
	return dialog.Flow[editSheet]{
		Name: "edit", Needs: ops.Servex,
		Begin: func(_ context.Context, _ *dialog.Turn, s *editSheet, args string) (dialog.Next, error) {
			var ok bool
			if s.clientSheet, ok = readClient(args); !ok {
				return dialog.Go("clients"), nil
			}
			return dialog.To("field"), nil
		},
		Away: func(s editSheet) string { return s.card() },
		Steps: []dialog.Step[editSheet]{
			{Name: "field", Buttons: true, Ask: askField, Take: d.takeField},
			{Name: "value", Ask: d.askValue, Take: func(ctx context.Context, t *dialog.Turn, s *editSheet, a dialog.Answer) (dialog.Next, error) {
				problem, err := d.takeValue(ctx, t, s, a)
				return onward(problem, "confirm"), err
			}},
			{Name: "confirm", Ask: confirmEdit, Take: d.takeConfirmed},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *editSheet) (dialog.Next, error) {
				out, err := d.Ops.EditClient(ctx, t.Act(), s.ID, s.Username, s.edit())
				return d.conclude(t, out, err)
			}},
		},
	}
}

func askField(_ context.Context, _ *dialog.Turn, s *editSheet) (chat.Screen, error) {
	return chat.Screen{
		Lines: []chat.Text{chat.T("edit.ask_field", chat.Args{"Name": shorten(s.Username, 60)})},
		Rows: [][]chat.Button{
			row(pick("edit.username", "username"), pick("edit.category", "category")),
			row(pick("edit.limit", "limit"), pick("edit.note", "note")),
			row(pick("edit.uuid", "uuid")),
		},
	}, nil
}

func (d Deps) takeField(ctx context.Context, t *dialog.Turn, s *editSheet, a dialog.Answer) (dialog.Next, error) {
	c, err := d.Ops.Client(ctx, t.Input.Place.Chat, s.ID, s.Username)
	if err != nil {
		return dialog.Next{}, err
	}
	s.Field = a.Value
	switch s.Field {
	case "username":
		s.Old = c.Username
	case "category":
		s.Old, err = d.Ops.CategoryName(ctx, t.Input.Place.Chat, c.CategoryID)
	case "limit":
		s.Old = strconv.Itoa(c.Limit)
	case "note":
		s.Old = c.Note
	case "uuid":
		s.Old = c.UUID
	}
	return dialog.To("value"), err
}

// edit is the change of the one field.
func (s editSheet) edit() resale.ClientEdit {
	var e resale.ClientEdit
	switch s.Field {
	case "username":
		e.Username = &s.Value
	case "category":
		id, _ := strconv.ParseInt(s.Value, 10, 64)
		e.CategoryID = &id
	case "limit":
		n, _ := parseCount(s.Value, maxLimit)
		e.Limit = &n
	case "note":
		e.Note = &s.Value
	case "uuid":
		e.UUID = &s.Value
	}
	return e
}
