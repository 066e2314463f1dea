package handlers

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// categoriesFlow lists the categories that the key sees, expired ones
// included. The panel gives all of them at once.
func categoriesFlow(d Deps) dialog.Flow[listSheet] {
	return dialog.Flow[listSheet]{
		Name: "categories", Command: true, Home: true, Needs: ops.Servex,
		Begin: func(_ context.Context, _ *dialog.Turn, s *listSheet, args string) (dialog.Next, error) {
			s.Page = readPage(args)
			return dialog.To("list"), nil
		},
		Steps: []dialog.Step[listSheet]{{Name: "list", Buttons: true, Ask: d.askCategories, Take: takeCategories}},
	}
}

func readPage(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 1
	}
	return max(n, 1)
}

func (d Deps) askCategories(ctx context.Context, t *dialog.Turn, s *listSheet) (chat.Screen, error) {
	all, err := d.Ops.AllCategories(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	from := (s.Page - 1) * listPage
	if from >= len(all) { // some are gone meanwhile
		s.Page, from = 1, 0
	}
	end := min(from+listPage, len(all))
	screen := chat.Screen{Lines: []chat.Text{chat.T("categories.title", chat.Args{"Page": pageNumber(s.Page, end < len(all))})}}
	if len(all) == 0 {
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("categories.none"))
	}
	for _, k := range all[from:end] {
		screen.Rows = append(screen.Rows, row(chat.Button{
			Label:  chat.T("client.line", chat.Args{"Mark": categoryMark(k, t.Now), "Name": shorten(k.Name, 24), "Left": categoryLeft(k, t.Now)}),
			Answer: "open " + strconv.FormatInt(k.ID, 10),
		}))
	}
	screen.Rows = append(screen.Rows, pages(s.Page, end < len(all))...)
	last := row(goTo("button.menu", "menu"))
	if admin(t) {
		last = row(goTo("categories.new", "newcategory"), goTo("button.menu", "menu"))
	}
	screen.Rows = append(screen.Rows, last)
	return screen, nil
}

func categoryMark(k resale.Category, now time.Time) string {
	if k.Expired(now) {
		return mark(resale.Expired)
	}
	return mark(resale.Active)
}

func categoryLeft(k resale.Category, now time.Time) chat.Text {
	if k.Expired(now) {
		return chat.T("category.over")
	}
	return timeLeft(k.ValidUntil, now)
}

func takeCategories(_ context.Context, _ *dialog.Turn, s *listSheet, a dialog.Answer) (dialog.Next, error) {
	verb, arg, _ := strings.Cut(a.Value, " ")
	if verb == "open" {
		return dialog.Go(fmt.Sprintf("category %s %d", arg, s.Page)), nil
	}
	s.Page = readPage(arg)
	return dialog.Stay(chat.Text{}), nil
}
