package handlers

import (
	"context"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

func (c creation) askNote(context.Context, *dialog.Turn, *createSheet) (chat.Screen, error) {
	return chat.Screen{Lines: c.titled(chat.T("new.ask_note")), Rows: [][]chat.Button{row(pick("button.skip", "skip"))}}, nil
}

// maxNote is ours: panels do not say theirs.
const maxNote = 200

func takeNote(_ context.Context, _ *dialog.Turn, s *createSheet, a dialog.Answer) (dialog.Next, error) {
	if len([]rune(a.Text)) > maxNote {
		return dialog.Stay(chat.T("edit.note_too_long", chat.Args{"Most": maxNote})), nil
	}
	s.Note = strings.TrimSpace(a.Text)
	return dialog.To("confirm"), nil
}

// askCreate shows all but the password, which may be read over a shoulder.
func (c creation) askCreate(ctx context.Context, t *dialog.Turn, s *createSheet) (chat.Screen, error) {
	// A summary without the category's name is better than none.
	category, err := c.Ops.CategoryName(ctx, t.Input.Place.Chat, s.CategoryID)
	if err != nil {
		t.Log.Warn("read category name", "err", err)
	}
	lines := c.titled(
		chat.T("trial.user", chat.Args{"Value": s.Username}),
		field("category", or(shorten(category, 60), "#"+strconv.FormatInt(s.CategoryID, 10))),
		chat.T("new.runs", chat.Args{"Value": chat.T(c.flow+".duration", chat.Args{"Count": s.Duration})}),
		field("limit", s.Limit),
	)
	if s.Note != "" {
		lines = append(lines, field("note", shorten(s.Note, 300)))
	}
	if s.UUID != "" {
		lines = append(lines, field("uuid", s.UUID))
	}
	if s.Owner != "" {
		lines = append(lines, chat.T("new.for_owner", chat.Args{"Name": shorten(s.Owner, 40)}))
	}
	yes := pick("new.yes", "yes")
	yes.Style = chat.Primary
	return chat.Screen{
		Lines: append(append(lines, chat.Text{}, chat.T("new.ask_create")), seenByGroup(t)...),
		Rows:  append([][]chat.Button{row(yes)}, more(t)...),
	}, nil
}

// more is what few clients need.
func more(t *dialog.Turn) [][]chat.Button {
	if admin(t) {
		return [][]chat.Button{row(pick("new.add_uuid", "uuid"), pick("new.choose_owner", "owner"))}
	}
	return [][]chat.Button{row(pick("new.add_uuid", "uuid"))}
}

// seenByGroup warns, in a group, before a password is shown.
func seenByGroup(t *dialog.Turn) []chat.Text {
	if t.Input.Private {
		return nil
	}
	return []chat.Text{{}, chat.T("password.in_group")}
}
