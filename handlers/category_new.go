package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// What a category may hold; panels do not say theirs.
const (
	maxCategoryName = 40
	maxDescription  = 200
)

type categoryDraft struct {
	Name        string `json:"name,omitempty"`
	Description string `json:"description,omitempty"`
	Limiter     bool   `json:"limiter,omitempty"`
}

// newCategoryFlow creates a category, with an admin key.
func newCategoryFlow(d Deps) dialog.Flow[categoryDraft] {
	return dialog.Flow[categoryDraft]{
		Name: "newcategory", Needs: ops.Servex,
		Begin: func(_ context.Context, t *dialog.Turn, _ *categoryDraft, _ string) (dialog.Next, error) {
			if !admin(t) {
				return adminsOnly(), nil
			}
			return dialog.To("name"), nil
		},
		Steps: []dialog.Step[categoryDraft]{
			{Name: "name", Ask: say[categoryDraft]("category.ask_name"), Take: d.takeCategoryName},
			{Name: "description", Ask: say[categoryDraft]("category.ask_description", row(pick("button.skip", "skip"))), Take: takeDescription},
			{
				Name: "limiter", Buttons: true, Ask: say[categoryDraft]("category.ask_limiter", row(pick("category.turn_on", "on"), pick("category.leave_off", "off"))),
				Take: func(_ context.Context, _ *dialog.Turn, s *categoryDraft, a dialog.Answer) (dialog.Next, error) {
					s.Limiter = a.Value == "on"
					return dialog.To("confirm"), nil
				},
			},
			{Name: "confirm", Buttons: true, Ask: confirmCategory, Take: to[categoryDraft]("do")},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *categoryDraft) (dialog.Next, error) {
				e := resale.CategoryEdit{Name: &s.Name, Limiter: &s.Limiter}
				if s.Description != "" {
					e.Description = &s.Description
				}
				out, err := d.Ops.CreateCategory(ctx, t.Act(), e)
				return d.conclude(t, out, err)
			}},
		},
	}
}

// say shows one sentence, and the buttons that may answer it.
func say[S any](key string, rows ...[]chat.Button) func(context.Context, *dialog.Turn, *S) (chat.Screen, error) {
	return func(context.Context, *dialog.Turn, *S) (chat.Screen, error) {
		return chat.Screen{Lines: []chat.Text{chat.T(key)}, Rows: rows}, nil
	}
}

func (d Deps) takeCategoryName(ctx context.Context, t *dialog.Turn, s *categoryDraft, a dialog.Answer) (dialog.Next, error) {
	name, problem, err := d.parseCategoryName(ctx, t, a.Text, 0)
	if err != nil || problem.Key != "" {
		return dialog.Stay(problem), err
	}
	s.Name = name
	return dialog.To("description"), nil
}

// parseCategoryName checks the length of a name, and that no other category
// has it: people could not tell the two apart.
func (d Deps) parseCategoryName(ctx context.Context, t *dialog.Turn, text string, id int64) (name string, problem chat.Text, err error) {
	name = strings.Join(strings.Fields(text), " ")
	if n := len([]rune(name)); n == 0 || n > maxCategoryName {
		return "", chat.T("category.bad_name", chat.Args{"Most": maxCategoryName}), nil
	}
	all, err := d.Ops.AllCategories(ctx, t.Input.Place.Chat)
	for _, k := range all {
		if k.ID != id && strings.EqualFold(k.Name, name) {
			return "", chat.T("trial.taken", chat.Args{"Name": name}), nil
		}
	}
	return name, chat.Text{}, err
}

func takeDescription(_ context.Context, _ *dialog.Turn, s *categoryDraft, a dialog.Answer) (dialog.Next, error) {
	s.Description = strings.TrimSpace(a.Text)
	if len([]rune(s.Description)) > maxDescription {
		return dialog.Stay(chat.T("edit.note_too_long", chat.Args{"Most": maxDescription})), nil
	}
	return dialog.To("limiter"), nil
}

func confirmCategory(_ context.Context, _ *dialog.Turn, s *categoryDraft) (chat.Screen, error) {
	yes := pick("category.create", "yes")
	yes.Style = chat.Primary
	return chat.Screen{
		Lines: []chat.Text{
			chat.T("category.ask_create", chat.Args{"Name": s.Name}),
			{},
			chat.T("category.described", chat.Args{"Value": or(shorten(s.Description, maxDescription), "—")}),
			chat.T("category.limiter", chat.Args{"Value": onOff(s.Limiter)}),
		},
		Rows: [][]chat.Button{row(yes)},
	}, nil
}
