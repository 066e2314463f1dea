package handlers

import (
	"context"
	"slices"
	"strconv"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

func (d Deps) askResellerValue(_ context.Context, t *dialog.Turn, s *editResellerSheet) (chat.Screen, error) {
	now, _ := d.beforeAndAfter(t, s, nil)
	screen := chat.Screen{Lines: []chat.Text{chat.T("edit.now", chat.Args{"Value": now}), {}}}
	var ask []chat.Text
	switch s.Field {
	case "most", "credits":
		ask, screen.Rows = s.Now.askMost()
	case "until":
		ask, screen.Rows = askUntil()
	case "note":
		ask = []chat.Text{chat.T("edit.ask_note")}
		if s.Now.Note != "" {
			screen.Rows = [][]chat.Button{row(pick("reseller_edit.no_note", "none"))}
		}
	case "name":
		ask = []chat.Text{chat.T("reseller.ask_name")}
	default:
		ask = []chat.Text{chat.T("edit.ask_username")}
	}
	screen.Lines = append(screen.Lines, ask...)
	return screen, nil
}

func (d Deps) takeResellerValue(ctx context.Context, t *dialog.Turn, s *editResellerSheet, a dialog.Answer) (dialog.Next, error) {
	var problem chat.Text
	var err error
	switch text := a.Value + a.Text; s.Field {
	case "most", "credits":
		problem = s.Next.takeMost(text)
	case "until":
		problem = s.Next.takeUntil(t, text)
	case "note":
		problem = s.Next.takeNote(a.Text)
	case "name":
		problem = s.Next.takeName(text)
	default:
		problem, err = d.takeResellerUsername(ctx, t, &s.Next, text)
	}
	return onward(problem, "confirm"), err
}

// beforeAndAfter are the field's two values as people read them.
func (d Deps) beforeAndAfter(t *dialog.Turn, s *editResellerSheet, all []resale.Category) (before, after string) {
	show := func(r resellerDraft) string {
		switch s.Field {
		case "name":
			return shorten(r.Name, 60)
		case "most", "credits":
			return strconv.Itoa(r.Most)
		case "categories":
			return categoryNames(all, r.Categories)
		case "until":
			return d.resellerDay(t, r.Expires)
		case "note":
			return shorten(r.Note, 200)
		}
		return shorten(r.Username, 60)
	}
	return or(show(s.Now), "—"), or(show(s.Next), "—")
}

// askNewCategories also shows those that the reseller has and that are not
// given out any more: taking one away unseen may strip access.
func (d Deps) askNewCategories(ctx context.Context, t *dialog.Turn, s *editResellerSheet) (chat.Screen, error) {
	all, err := d.Ops.AllCategories(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	var offered []resale.Category
	for _, k := range all {
		if !k.Expired(t.Now) || slices.Contains(s.Now.Categories, k.ID) {
			offered = append(offered, k)
		}
	}
	for _, id := range s.Now.Categories {
		if !slices.ContainsFunc(all, func(k resale.Category) bool { return k.ID == id }) {
			offered = append(offered, resale.Category{ID: id, Name: categoryNames(nil, []int64{id})})
		}
	}
	return chat.Screen{Lines: []chat.Text{chat.T("reseller.ask_categories")}, Rows: s.Next.categoryPicks(offered, t.Now)}, nil
}
