package handlers

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

var uuidPattern = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

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
		screen.Rows = countRows("trial.connections", []int{1, 2, 3, 5})
	case "note":
		if s.Old != "" {
			screen.Rows = [][]chat.Button{row(pick("edit.clear_note", "clear"))}
		}
	case "uuid":
		screen.Rows = [][]chat.Button{row(pick("edit.make_uuid", "make"))}
	}
	return screen, nil
}

// takeValue reads the new value, which must be another than the old one.
func (d Deps) takeValue(ctx context.Context, t *dialog.Turn, s *editSheet, a dialog.Answer) (problem chat.Text, err error) {
	value, shown := strings.TrimSpace(a.Value+a.Text), ""
	switch s.Field {
	case "username":
		value, problem = readName(value)
	case "category":
		shown, problem, err = d.readCategory(ctx, t, a)
	case "limit":
		value, problem = readLimit(value)
	case "note":
		value, problem = readNote(a)
	case "uuid":
		value, problem = d.readUUID(a)
	}
	if err != nil || problem.Key != "" {
		return problem, err
	}
	if shown = or(shown, value); shown == s.Old {
		return chat.T("edit.same"), nil
	}
	s.New, s.Value = shown, value
	return chat.Text{}, nil
}

func readName(text string) (string, chat.Text) {
	name, ok := parseUsername(text)
	if !ok {
		return "", chat.T("trial.bad_username")
	}
	return name, chat.Text{}
}

func readLimit(text string) (string, chat.Text) {
	n, ok := parseCount(text, maxLimit)
	if !ok {
		return "", chat.T("trial.bad_limit", chat.Args{"Most": maxLimit})
	}
	return strconv.Itoa(n), chat.Text{}
}

func readNote(a dialog.Answer) (string, chat.Text) {
	text := strings.TrimSpace(a.Text) // nothing is written with the button that clears it
	if len([]rune(text)) > maxNote {
		return "", chat.T("edit.note_too_long", chat.Args{"Most": maxNote})
	}
	return text, chat.Text{}
}

func (d Deps) readUUID(a dialog.Answer) (string, chat.Text) {
	if !a.Typed() {
		return d.Ops.ProposeUUID(), chat.Text{}
	}
	text := strings.ToLower(strings.TrimSpace(a.Text))
	if !uuidPattern.MatchString(text) {
		return "", chat.T("edit.bad_uuid")
	}
	return text, chat.Text{}
}

// readCategory gives the name of a category that was tapped.
func (d Deps) readCategory(ctx context.Context, t *dialog.Turn, a dialog.Answer) (name string, problem chat.Text, err error) {
	id, err := strconv.ParseInt(a.Value, 10, 64)
	if a.Typed() || err != nil {
		return "", chat.T("dialog.use_buttons"), nil
	}
	name, err = d.Ops.CategoryName(ctx, t.Input.Place.Chat, id)
	return name, chat.Text{}, err
}

func confirmEdit(_ context.Context, _ *dialog.Turn, s *editSheet) (chat.Screen, error) {
	yes := pick("edit.yes", "yes")
	yes.Style = chat.Primary
	return chat.Screen{
		Lines: []chat.Text{
			chat.T("edit.confirm_"+s.Field, chat.Args{"Name": shorten(s.Username, 60)}),
			{},
			chat.T("edit.before", chat.Args{"Value": or(shorten(s.Old, 200), "—")}),
			chat.T("edit.after", chat.Args{"Value": or(shorten(s.New, 200), "—")}),
		},
		Rows: [][]chat.Button{row(yes)},
	}, nil
}

// takeConfirmed takes what is typed instead of a yes for a better value.
func (d Deps) takeConfirmed(ctx context.Context, t *dialog.Turn, s *editSheet, a dialog.Answer) (dialog.Next, error) {
	if !a.Typed() {
		return dialog.To("do"), nil
	}
	problem, err := d.takeValue(ctx, t, s, a)
	if problem.Key == "" {
		return dialog.To("confirm"), err
	}
	t.Note(problem)
	return dialog.To("value"), nil
}
