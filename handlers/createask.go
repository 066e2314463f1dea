package handlers

import (
	"context"
	"strconv"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

func (c creation) askCategory(ctx context.Context, t *dialog.Turn, _ *createSheet) (chat.Screen, error) {
	all, err := c.Ops.Categories(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	return chat.Screen{Lines: c.titled(chat.T("trial.ask_category")), Rows: categoryRows(all)}, nil
}

func categoryRows(all []resale.Category) [][]chat.Button {
	var rows [][]chat.Button
	for _, k := range all[:min(len(all), mostButtons)] {
		rows = append(rows, row(chat.Button{Label: literal(k.Name, 30), Answer: strconv.FormatInt(k.ID, 10)}))
	}
	return rows
}

func takeCategory(_ context.Context, _ *dialog.Turn, s *createSheet, a dialog.Answer) (dialog.Next, error) {
	s.CategoryID, _ = strconv.ParseInt(a.Value, 10, 64)
	return dialog.To("duration"), nil
}

func (c creation) askDuration(context.Context, *dialog.Turn, *createSheet) (chat.Screen, error) {
	return chat.Screen{Lines: c.titled(chat.T(c.flow + ".ask_duration")), Rows: countRows(c.flow+".duration", c.presets)}, nil
}

// countRows are presets with their unit, three in a row.
func countRows(label string, presets []int) [][]chat.Button {
	var rows [][]chat.Button
	for i, n := range presets {
		if i%3 == 0 {
			rows = append(rows, nil)
		}
		b := chat.Button{Label: chat.T(label, chat.Args{"Count": n}), Answer: strconv.Itoa(n)}
		rows[len(rows)-1] = append(rows[len(rows)-1], b)
	}
	return rows
}

func (c creation) takeDuration(_ context.Context, _ *dialog.Turn, s *createSheet, a dialog.Answer) (dialog.Next, error) {
	n, ok := parseLasting(a.Value+a.Text, c.unit, c.most)
	if !ok {
		return dialog.Stay(chat.T(c.flow+".bad_duration", chat.Args{"Most": c.most})), nil
	}
	s.Duration = n
	return dialog.To("username"), nil
}

func (c creation) askUsername(_ context.Context, _ *dialog.Turn, s *createSheet) (chat.Screen, error) {
	if s.Proposed == "" {
		s.Proposed = c.Ops.ProposeUsername()
	}
	use := chat.Button{Label: chat.T("trial.use_name", chat.Args{"Name": s.Proposed}), Answer: "use", Style: chat.Primary}
	return chat.Screen{Lines: c.titled(chat.T("trial.ask_username")), Rows: [][]chat.Button{row(use), row(pick("trial.other_name", "other"))}}, nil
}

func (c creation) takeUsername(ctx context.Context, t *dialog.Turn, s *createSheet, a dialog.Answer) (dialog.Next, error) {
	name, ok := s.Proposed, true
	switch {
	case a.Value == "other":
		s.Proposed = ""
		return dialog.Stay(chat.Text{}), nil
	case a.Typed():
		name, ok = parseUsername(a.Text)
	}
	if !ok {
		return dialog.Stay(chat.T("trial.bad_username")), nil
	}
	free, err := c.Ops.FreeUsername(ctx, t.Input.Place.Chat, name)
	if err != nil {
		return dialog.Next{}, err
	}
	if !free {
		return dialog.Stay(chat.T("trial.taken", chat.Args{"Name": name})), nil
	}
	s.Username = name
	return dialog.To("limit"), nil
}

func (c creation) askLimit(_ context.Context, t *dialog.Turn, _ *createSheet) (chat.Screen, error) {
	lines := c.titled(chat.T("trial.ask_limit"))
	if c.afterward == "do" {
		lines = append(lines, seenByGroup(t)...)
	}
	return chat.Screen{Lines: lines, Rows: countRows("trial.connections", []int{1, 2, 3, 5})}, nil
}

func (c creation) takeLimit(_ context.Context, _ *dialog.Turn, s *createSheet, a dialog.Answer) (dialog.Next, error) {
	n, ok := parseCount(a.Value+a.Text, maxLimit)
	if !ok {
		return dialog.Stay(chat.T("trial.bad_limit", chat.Args{"Most": maxLimit})), nil
	}
	s.Limit = n
	if !s.Own {
		s.Password = c.Ops.ProposePassword().Reveal()
	}
	return dialog.To(c.afterward), nil
}

func (c creation) askPassword(context.Context, *dialog.Turn, *createSheet) (chat.Screen, error) {
	return chat.Screen{Lines: c.titled(chat.T("new.ask_password")), Rows: [][]chat.Button{row(pick("new.make_password", "make"))}}, nil
}

func (c creation) takePassword(_ context.Context, _ *dialog.Turn, s *createSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value == dialog.Kept {
		return dialog.To("note"), nil
	}
	password, ok := c.passwordOf(a)
	if !ok {
		return dialog.Stay(chat.T("password.bad")), nil
	}
	s.Password, s.Own = password, a.Typed()
	return dialog.To("note"), nil
}
