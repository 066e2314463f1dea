package handlers

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

type editSheet struct {
	clientSheet
	Field string `json:"field,omitempty"` // username, category, limit, note or uuid
	Old   string `json:"old,omitempty"`   // as people read it
	New   string `json:"new,omitempty"`
	Value string `json:"value,omitempty"` // as the panel reads it
}

var uuidPattern = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// editFlow changes one field of a client at a time, and shows before and after.
func editFlow(d Deps) dialog.Flow[editSheet] {
	return dialog.Flow[editSheet]{
		Name: "edit", Needs: dialog.Panel,
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
			{Name: "value", Ask: d.askValue, Take: d.takeValue},
			{Name: "confirm", Buttons: true, Ask: confirmEdit, Take: to[editSheet]("do")},
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

func (d Deps) askValue(ctx context.Context, t *dialog.Turn, s *editSheet) (chat.Screen, error) {
	screen := chat.Screen{Lines: []chat.Text{chat.T("edit.now", chat.Args{"Value": or(shorten(s.Old, 200), "—")}), {}, chat.T("edit.ask_" + s.Field)}}
	switch s.Field {
	case "category":
		all, err := d.Ops.Categories(ctx, t.Input.Place.Chat)
		if err != nil {
			return chat.Screen{}, err
		}
		screen.Rows = categoryRows(all)
	case "limit":
		screen.Rows = countRows("trial.devices", []int{1, 2, 3, 5})
	}
	return screen, nil
}

func (d Deps) takeValue(ctx context.Context, t *dialog.Turn, s *editSheet, a dialog.Answer) (dialog.Next, error) {
	text := strings.TrimSpace(a.Value + a.Text)
	var ok bool
	var problem chat.Text
	switch s.Field {
	case "username":
		text, ok = parseUsername(text)
		problem = chat.T("trial.bad_username")
	case "category":
		return d.takeNewCategory(ctx, t, s, a)
	case "limit":
		_, ok = parseCount(text, maxLimit)
		problem = chat.T("trial.bad_limit", chat.Args{"Most": maxLimit})
	case "note":
		ok = len([]rune(text)) <= maxNote
		problem = chat.T("edit.note_too_long", chat.Args{"Most": maxNote})
	case "uuid":
		ok = uuidPattern.MatchString(text)
		problem = chat.T("edit.bad_uuid")
	}
	if !ok {
		return dialog.Stay(problem), nil
	}
	s.New, s.Value = text, text
	return dialog.To("confirm"), nil
}

func (d Deps) takeNewCategory(ctx context.Context, t *dialog.Turn, s *editSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Typed() {
		return dialog.Stay(chat.T("dialog.use_buttons")), nil
	}
	id, err := strconv.ParseInt(a.Value, 10, 64)
	if err != nil {
		return dialog.Stay(chat.T("dialog.use_buttons")), nil
	}
	s.Value = a.Value
	s.New, err = d.Ops.CategoryName(ctx, t.Input.Place.Chat, id)
	return dialog.To("confirm"), err
}

func confirmEdit(_ context.Context, _ *dialog.Turn, s *editSheet) (chat.Screen, error) {
	yes := pick("edit.yes", "yes")
	yes.Style = chat.Primary
	return chat.Screen{
		Lines: []chat.Text{
			chat.T("edit.ask_confirm", chat.Args{"Name": shorten(s.Username, 60), "Field": chat.T("edit." + s.Field)}),
			{},
			chat.T("edit.before", chat.Args{"Value": or(shorten(s.Old, 200), "—")}),
			chat.T("edit.after", chat.Args{"Value": shorten(s.New, 200)}),
		},
		Rows: [][]chat.Button{row(yes)},
	}, nil
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
