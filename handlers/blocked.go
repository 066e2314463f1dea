package handlers

import (
	"context"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// blockedFlow lists whom the chat's offers are not given to. Telegram's number
// of a person, typed, blocks them before they come.
func blockedFlow(d Deps) dialog.Flow[offersSheet] {
	return dialog.Flow[offersSheet]{
		Name: "blocked", Home: true,
		Begin: func(_ context.Context, _ *dialog.Turn, s *offersSheet, args string) (dialog.Next, error) {
			s.Page = readPage(args)
			return dialog.To("list"), nil
		},
		Steps: []dialog.Step[offersSheet]{{Name: "list", Ask: d.askBlocked, Take: d.takeBlocked}},
	}
}

func (d Deps) askBlocked(ctx context.Context, t *dialog.Turn, s *offersSheet) (chat.Screen, error) {
	all, err := d.Ops.BlockedBy(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	from := (s.Page - 1) * listPage
	if from >= len(all) {
		s.Page, from = 1, 0
	}
	end := min(from+listPage, len(all))
	screen := chat.Screen{Lines: []chat.Text{chat.T("blocked.title", chat.Args{"Page": pageNumber(s.Page, end < len(all))}), {}}}
	if len(all) == 0 {
		screen.Lines = append(screen.Lines, chat.T("blocked.none"))
	}
	screen.Lines = append(screen.Lines, chat.T("blocked.hint"))
	for _, b := range all[from:end] {
		screen.Rows = append(screen.Rows, row(chat.Button{
			Label: chat.T("blocked.unblock", chat.Args{"Name": blockedName(b)}), Answer: "unblock " + number(b.Person),
		}))
	}
	screen.Rows = append(screen.Rows, pages(s.Page, end < len(all))...)
	screen.Rows = append(screen.Rows, row(goTo("offers.to_list", "offers"), goTo("button.menu", "menu")))
	return screen, nil
}

func blockedName(b storage.Blocked) string { return or(shorten(b.Name, 24), "#"+number(b.Person)) }

func (d Deps) takeBlocked(ctx context.Context, t *dialog.Turn, s *offersSheet, a dialog.Answer) (dialog.Next, error) {
	place := t.Input.Place.Chat
	if a.Typed() {
		id, err := strconv.ParseInt(strings.Map(asciiDigit, strings.Trim(a.Text, "# \n")), 10, 64)
		if err != nil || id < 1 || id > maxPerson {
			return dialog.Stay(chat.T("blocked.bad_number")), nil //nolint:nilerr // what was typed is no number
		}
		err = d.Ops.Block(ctx, storage.Blocked{Chat: place, Person: id, By: t.Input.Person.ID})
		return dialog.Stay(chat.T("blocked.done", chat.Args{"Name": "#" + number(id)})), err
	}
	verb, arg, _ := strings.Cut(a.Value, " ")
	if verb == "page" {
		s.Page = readPage(arg)
		return dialog.Stay(chat.Text{}), nil
	}
	err := d.Ops.Unblock(ctx, place, readID(arg))
	return dialog.Stay(chat.T("blocked.undone")), err
}
