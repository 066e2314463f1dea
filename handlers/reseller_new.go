package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

type newResellerSheet struct {
	resellerDraft
	Proposed string `json:"proposed,omitempty"`
	Names    string `json:"names,omitempty"` // of the categories
}

// newResellerFlow creates a reseller.
func newResellerFlow(d Deps) dialog.Flow[newResellerSheet] {
	type step = dialog.Step[newResellerSheet]
	return dialog.Flow[newResellerSheet]{
		Name: "newreseller", Needs: ops.Servex, Begin: d.beginReseller,
		Steps: []step{
			{
				Name: "kind", Buttons: true, Take: takeKind,
				Ask: say[newResellerSheet]("reseller.ask_kind", row(pick("reseller.pick_date", string(resale.Validity)), pick("reseller.pick_credits", string(resale.Credit)))),
			},
			{Name: "name", Ask: say[newResellerSheet]("reseller.ask_name"), Take: func(_ context.Context, _ *dialog.Turn, s *newResellerSheet, a dialog.Answer) (dialog.Next, error) {
				return onward(s.takeName(a.Text), "username"), nil
			}},
			{Name: "username", Ask: d.askResellerUsername, Take: d.takeNewResellerUsername},
			{Name: "password", Secret: true, Ask: say[newResellerSheet]("new.ask_password", row(pick("new.make_password", "make"))), Take: d.takeResellerPassword, Given: hiddenGiven(func(s *newResellerSheet) bool { return s.Own })},
			{Name: "most", Ask: func(_ context.Context, _ *dialog.Turn, s *newResellerSheet) (chat.Screen, error) {
				lines, rows := s.askMost()
				return chat.Screen{Lines: lines, Rows: rows}, nil
			}, Take: func(_ context.Context, _ *dialog.Turn, s *newResellerSheet, a dialog.Answer) (dialog.Next, error) {
				return onward(s.takeMost(a.Value+a.Text), "categories"), nil
			}},
			{Name: "categories", Buttons: true, Ask: d.askResellerCategories, Take: takeResellerCategories},
			{Name: "until", Ask: func(context.Context, *dialog.Turn, *newResellerSheet) (chat.Screen, error) {
				lines, rows := askUntil()
				return chat.Screen{Lines: lines, Rows: rows}, nil
			}, Take: func(_ context.Context, t *dialog.Turn, s *newResellerSheet, a dialog.Answer) (dialog.Next, error) {
				return onward(s.takeUntil(t, a.Value+a.Text), "note"), nil
			}},
			{Name: "note", Ask: say[newResellerSheet]("new.ask_note", row(pick("button.skip", "skip"))), Take: func(_ context.Context, _ *dialog.Turn, s *newResellerSheet, a dialog.Answer) (dialog.Next, error) {
				return onward(s.takeNote(a.Text), "confirm"), nil
			}},
			{Name: "confirm", Buttons: true, Ask: d.confirmReseller, Take: to[newResellerSheet]("do")},
			{Name: "do", Do: d.createReseller},
		},
	}
}

// onward goes on, or asks again with what was wrong.
func onward(problem chat.Text, step string) dialog.Next {
	if problem.Key != "" {
		return dialog.Stay(problem)
	}
	return dialog.To(step)
}

// beginReseller finds out first whether there is a category to give.
func (d Deps) beginReseller(ctx context.Context, t *dialog.Turn, _ *newResellerSheet, _ string) (dialog.Next, error) {
	all, err := d.Ops.Categories(ctx, t.Input.Place.Chat)
	if err == nil && len(all) == 0 {
		return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("trial.no_category")}, Rows: menuRow()}), nil
	}
	return dialog.To("kind"), err
}

func takeKind(_ context.Context, _ *dialog.Turn, s *newResellerSheet, a dialog.Answer) (dialog.Next, error) {
	s.Kind = resale.AccountType(a.Value)
	return dialog.To("name"), nil
}

func (d Deps) askResellerUsername(_ context.Context, _ *dialog.Turn, s *newResellerSheet) (chat.Screen, error) {
	if s.Proposed == "" {
		s.Proposed = d.Ops.ProposeUsername()
	}
	use := chat.Button{Label: chat.T("trial.use_name", chat.Args{"Name": s.Proposed}), Answer: "use", Style: chat.Primary}
	return chat.Screen{Lines: []chat.Text{chat.T("trial.ask_username")}, Rows: [][]chat.Button{row(use), row(pick("trial.other_name", "other"))}}, nil
}

func (d Deps) takeNewResellerUsername(ctx context.Context, t *dialog.Turn, s *newResellerSheet, a dialog.Answer) (dialog.Next, error) {
	name := s.Proposed
	switch {
	case a.Value == "other":
		s.Proposed = ""
		return dialog.Stay(chat.Text{}), nil
	case a.Typed():
		name = a.Text
	}
	problem, err := d.takeResellerUsername(ctx, t, &s.resellerDraft, name)
	return onward(problem, "password"), err
}

func (d Deps) takeResellerPassword(_ context.Context, _ *dialog.Turn, s *newResellerSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value == dialog.Kept {
		return dialog.To("most"), nil
	}
	password, ok := d.passwordOf(a)
	if !ok {
		return dialog.Stay(chat.T("password.bad")), nil
	}
	s.Password, s.Own = password, a.Typed()
	return dialog.To("most"), nil
}

func (d Deps) askResellerCategories(ctx context.Context, t *dialog.Turn, s *newResellerSheet) (chat.Screen, error) {
	all, err := d.Ops.Categories(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	s.Names = categoryNames(all, s.Categories)
	return chat.Screen{Lines: []chat.Text{chat.T("reseller.ask_categories")}, Rows: s.categoryPicks(all, t.Now)}, nil
}

func takeResellerCategories(_ context.Context, _ *dialog.Turn, s *newResellerSheet, a dialog.Answer) (dialog.Next, error) {
	if s.Kind == resale.Credit {
		return s.takePick(a, "note"), nil
	}
	return s.takePick(a, "until"), nil
}

// confirmReseller shows all but the password, which may be read over a shoulder.
func (d Deps) confirmReseller(_ context.Context, t *dialog.Turn, s *newResellerSheet) (chat.Screen, error) {
	lines := []chat.Text{
		chat.T("reseller.ask_create", chat.Args{"Name": s.Username}),
		{},
		chat.T("reseller.name", chat.Args{"Value": s.Name}),
		chat.T("reseller.account", chat.Args{"Value": accountWord(s.Kind)}),
		usage(resale.Reseller{AccountType: s.Kind, MaxUsers: s.Most, UsedUsers: -1}),
		chat.T("reseller.categories", chat.Args{"Value": s.Names}),
	}
	if s.Kind == resale.Validity {
		lines = append(lines, chat.T("client.expires", chat.Args{"Value": d.resellerDay(t, s.Expires), "Left": timeLeft(s.Expires, t.Now)}))
	}
	if s.Note != "" {
		lines = append(lines, field("note", s.Note))
	}
	yes := pick("resellers.new", "yes")
	yes.Style = chat.Primary
	return chat.Screen{Lines: append(lines, seenByGroup(t)...), Rows: [][]chat.Button{row(yes)}}, nil
}

func (d Deps) createReseller(ctx context.Context, t *dialog.Turn, s *newResellerSheet) (dialog.Next, error) {
	out, err := d.Ops.CreateReseller(ctx, t.Act(), resale.NewReseller{
		Name: s.Name, Username: s.Username, Password: s.Password, MaxUsers: s.Most, AccountType: s.Kind,
		CategoryIDs: s.Categories, Expires: s.Expires, Note: s.Note,
	})
	return d.conclude(t, out, err)
}
