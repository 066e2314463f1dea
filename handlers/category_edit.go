package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

type categoryEditSheet struct {
	categorySheet
	Field   string        `json:"field,omitempty"` // name, description or limiter
	Now     categoryDraft `json:"now"`             // as it is
	Changed categoryDraft `json:"changed"`         // as it is to be
}

// editCategoryFlow changes one field of a category at a time, with an admin key.
func editCategoryFlow(d Deps) dialog.Flow[categoryEditSheet] {
	return dialog.Flow[categoryEditSheet]{
		Name: "editcategory", Needs: ops.Servex,
		Begin: func(ctx context.Context, t *dialog.Turn, s *categoryEditSheet, args string) (dialog.Next, error) {
			return d.aboutCategory(ctx, t, &s.categorySheet, args, "field")
		},
		Steps: []dialog.Step[categoryEditSheet]{
			{Name: "field", Buttons: true, Ask: d.askCategoryField, Take: takeCategoryField},
			{Name: "value", Ask: askCategoryValue, Take: d.takeCategoryValue},
			{Name: "confirm", Buttons: true, Ask: confirmCategoryEdit, Take: to[categoryEditSheet]("do")},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *categoryEditSheet) (dialog.Next, error) {
				out, err := d.Ops.EditCategory(ctx, t.Act(), s.ID, s.Name, s.edit())
				return d.conclude(t, out, err)
			}},
		},
	}
}

func (d Deps) askCategoryField(ctx context.Context, t *dialog.Turn, s *categoryEditSheet) (chat.Screen, error) {
	k, err := d.Ops.Category(ctx, t.Input.Place.Chat, s.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	s.Now = categoryDraft{Name: k.Name, Description: k.Description, Limiter: k.Limiter}
	limiter := pick("category.limiter_on", "limiter")
	if k.Limiter {
		limiter = pick("category.limiter_off", "limiter")
	}
	return chat.Screen{
		Lines: []chat.Text{chat.T("edit.ask_field", chat.Args{"Name": shorten(k.Name, 60)})},
		Rows:  [][]chat.Button{row(pick("category.name", "name"), pick("category.about", "description")), row(limiter)},
	}, nil
}

func takeCategoryField(_ context.Context, _ *dialog.Turn, s *categoryEditSheet, a dialog.Answer) (dialog.Next, error) {
	s.Field, s.Changed = a.Value, s.Now
	if s.Field == "limiter" {
		s.Changed.Limiter = !s.Now.Limiter
		return dialog.To("confirm"), nil
	}
	return dialog.To("value"), nil
}

func askCategoryValue(_ context.Context, _ *dialog.Turn, s *categoryEditSheet) (chat.Screen, error) {
	if s.Field == "name" {
		return chat.Screen{Lines: []chat.Text{chat.T("edit.now", chat.Args{"Value": shorten(s.Now.Name, 60)}), {}, chat.T("category.ask_new_name")}}, nil
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T("edit.now", chat.Args{"Value": or(shorten(s.Now.Description, 200), "—")}), {}, chat.T("category.ask_new_description")}}
	if s.Now.Description != "" {
		screen.Rows = [][]chat.Button{row(pick("category.no_description", "none"))}
	}
	return screen, nil
}

func (d Deps) takeCategoryValue(ctx context.Context, t *dialog.Turn, s *categoryEditSheet, a dialog.Answer) (dialog.Next, error) {
	text := strings.TrimSpace(a.Text)
	if s.Field == "name" {
		name, problem, err := d.parseCategoryName(ctx, t, text, s.ID)
		if err != nil || problem.Key != "" {
			return dialog.Stay(problem), err
		}
		s.Changed.Name = name
		return dialog.To("confirm"), nil
	}
	if len([]rune(text)) > maxDescription {
		return dialog.Stay(chat.T("edit.note_too_long", chat.Args{"Most": maxDescription})), nil
	}
	s.Changed.Description = text
	return dialog.To("confirm"), nil
}

func confirmCategoryEdit(_ context.Context, _ *dialog.Turn, s *categoryEditSheet) (chat.Screen, error) {
	field, before, after := chat.T("category.name"), any(s.Now.Name), any(s.Changed.Name)
	switch s.Field {
	case "description":
		field = chat.T("category.about")
		before, after = or(shorten(s.Now.Description, 200), "—"), or(shorten(s.Changed.Description, 200), "—")
	case "limiter":
		field, before, after = chat.T("category.limiter_word"), onOff(s.Now.Limiter), onOff(s.Changed.Limiter)
	}
	yes := pick("edit.yes", "yes")
	yes.Style = chat.Primary
	return chat.Screen{
		Lines: []chat.Text{
			chat.T("edit.ask_confirm", chat.Args{"Name": shorten(s.Name, 60), "Field": field}),
			{},
			chat.T("edit.before", chat.Args{"Value": before}),
			chat.T("edit.after", chat.Args{"Value": after}),
		},
		Rows: [][]chat.Button{row(yes)},
	}, nil
}

// edit is the change of the one field.
func (s categoryEditSheet) edit() resale.CategoryEdit {
	switch s.Field {
	case "description":
		return resale.CategoryEdit{Description: &s.Changed.Description}
	case "limiter":
		return resale.CategoryEdit{Limiter: &s.Changed.Limiter}
	}
	return resale.CategoryEdit{Name: &s.Changed.Name}
}
