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

type categorySheet struct {
	ID   int64  `json:"id"`
	Name string `json:"name,omitempty"`
	Page int    `json:"page,omitempty"` // of the list where the card was opened
}

// readCategory reads "<id>", with the list's page behind it.
func readCategory(args string) (categorySheet, bool) {
	id, page, _ := strings.Cut(args, " ")
	n, err := strconv.ParseInt(id, 10, 64)
	return categorySheet{ID: n, Page: readPage(page)}, err == nil
}

// categoryFlow is the card of one category.
func categoryFlow(d Deps) dialog.Flow[categorySheet] {
	return dialog.Flow[categorySheet]{
		Name: "category", Home: true, Needs: ops.Servex,
		Begin: func(_ context.Context, _ *dialog.Turn, s *categorySheet, args string) (dialog.Next, error) {
			var ok bool
			if *s, ok = readCategory(args); !ok {
				return dialog.Go("categories"), nil
			}
			return dialog.To("card"), nil
		},
		Steps: []dialog.Step[categorySheet]{{Name: "card", Buttons: true, Ask: d.askCategoryCard, Take: takeCategoryCard}},
	}
}

func (d Deps) askCategoryCard(ctx context.Context, t *dialog.Turn, s *categorySheet) (chat.Screen, error) {
	k, err := d.Ops.Category(ctx, t.Input.Place.Chat, s.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	screen := chat.Screen{
		Lines: []chat.Text{
			chat.T("client.title", chat.Args{"Mark": categoryMark(k, t.Now), "Name": shorten(k.Name, 60)}),
			{},
			chat.T("category.described", chat.Args{"Value": or(shorten(k.Description, 300), "—")}),
			chat.T("category.limiter", chat.Args{"Value": onOff(k.Limiter)}),
			d.validUntil(t, k),
		},
	}
	if admin(t) {
		remove := pick("client.delete", "delcategory")
		remove.Style = chat.Danger
		screen.Rows = append(screen.Rows, row(pick("client.edit", "editcategory"), remove))
	}
	screen.Rows = append(screen.Rows, row(pick("client.to_list", "list"), goTo("button.menu", "menu")))
	return screen, nil
}

// validUntil says when a category ends: a day in UTC, as panels reckon.
func (d Deps) validUntil(t *dialog.Turn, k resale.Category) chat.Text {
	if k.ValidUntil.IsZero() {
		return chat.T("category.no_end")
	}
	return chat.T("category.valid", chat.Args{"Value": d.Catalog.Day(t.Lang, k.ValidUntil, time.UTC), "Left": categoryLeft(k, t.Now)})
}

func onOff(on bool) chat.Text {
	if on {
		return chat.T("category.on")
	}
	return chat.T("category.off")
}

func takeCategoryCard(_ context.Context, _ *dialog.Turn, s *categorySheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value == "list" {
		return dialog.Go(fmt.Sprintf("categories %d", s.Page)), nil
	}
	return dialog.Go(fmt.Sprintf("%s %d", a.Value, s.ID)), nil
}

// aboutCategory begins a flow that changes one category: with an admin key
// only. It reads the name that everything after it shows.
func (d Deps) aboutCategory(ctx context.Context, t *dialog.Turn, s *categorySheet, args, step string) (dialog.Next, error) {
	var ok bool
	if *s, ok = readCategory(args); !ok {
		return dialog.Go("categories"), nil
	}
	if !admin(t) {
		return adminsOnly(), nil
	}
	k, err := d.Ops.Category(ctx, t.Input.Place.Chat, s.ID)
	s.Name = k.Name
	return dialog.To(step), err
}

// categoryDone says what was done to a category.
func categoryDone(act string, k resale.Category) chat.Screen {
	name := chat.Args{"Name": shorten(k.Name, 60)}
	again := row(goTo("button.categories", "categories"), goTo("button.menu", "menu"))
	open := row(goTo("category.open", fmt.Sprintf("category %d", k.ID)))
	switch act {
	case "create category":
		return chat.Screen{Lines: []chat.Text{chat.T("category.created", name)}, Rows: [][]chat.Button{open, again}}
	case "delete category":
		return chat.Screen{Lines: []chat.Text{chat.T("category.deleted", name)}, Rows: [][]chat.Button{again}}
	}
	return chat.Screen{Lines: []chat.Text{chat.T("category.changed", name)}, Rows: [][]chat.Button{open, again}}
}
