package handlers

import (
	"context"
	"slices"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

type editResellerSheet struct {
	clientSheet
	Field string        `json:"field,omitempty"` // name, username, password, most, categories, until or note
	Now   resellerDraft `json:"now"`             // as it is
	Next  resellerDraft `json:"next"`            // as it is to be
}

// editResellerFlow changes one field of a reseller at a time, and shows before
// and after.
func editResellerFlow(d Deps) dialog.Flow[editResellerSheet] {
	return dialog.Flow[editResellerSheet]{
		Name: "editreseller", Needs: ops.Servex,
		Begin: func(ctx context.Context, t *dialog.Turn, s *editResellerSheet, args string) (dialog.Next, error) {
			if _, elsewhere, ok, err := d.aboutReseller(ctx, t, &s.clientSheet, args); !ok {
				return elsewhere, err
			}
			return dialog.To("field"), nil
		},
		Steps: []dialog.Step[editResellerSheet]{
			{Name: "field", Buttons: true, Ask: d.askResellerField, Take: takeResellerField},
			{Name: "value", Ask: d.askResellerValue, Take: d.takeResellerValue},
			{Name: "categories", Buttons: true, Ask: d.askNewCategories, Take: func(_ context.Context, _ *dialog.Turn, s *editResellerSheet, a dialog.Answer) (dialog.Next, error) {
				return s.Next.takePick(a, "confirm"), nil
			}},
			{Name: "password", Secret: true, Ask: askResellerPassword, Take: d.takeNewResellerPassword},
			{Name: "confirm", Buttons: true, Ask: d.confirmResellerEdit, Take: to[editResellerSheet]("do")},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *editResellerSheet) (dialog.Next, error) {
				out, err := d.Ops.EditReseller(ctx, t.Act(), s.ID, s.Username, s.edit())
				return d.conclude(t, out, err)
			}},
		},
	}
}

func (d Deps) askResellerField(ctx context.Context, t *dialog.Turn, s *editResellerSheet) (chat.Screen, error) {
	r, err := d.Ops.Reseller(ctx, t.Input.Place.Chat, s.ID, s.Username)
	if err != nil {
		return chat.Screen{}, err
	}
	s.Now = resellerDraft{
		Kind: r.AccountType, Name: r.Name, Username: r.Username, Most: r.MaxUsers, Categories: r.CategoryIDs, Expires: r.Expires, Note: r.Note,
	}
	rows := [][]chat.Button{
		row(fieldButton("name"), fieldButton("username")),
		row(fieldButton("password"), fieldButton(s.mostField())),
		row(fieldButton("categories"), fieldButton("note")),
	}
	if r.AccountType == resale.Validity {
		rows = append(rows, row(fieldButton("until")))
	}
	return chat.Screen{Lines: []chat.Text{chat.T("edit.ask_field", chat.Args{"Name": shorten(s.Username, 60)})}, Rows: rows}, nil
}

func fieldButton(name string) chat.Button { return pick("reseller_edit."+name, name) }

// mostField is what MaxUsers means for this account.
func (s editResellerSheet) mostField() string {
	if s.Now.Kind == resale.Credit {
		return "credits"
	}
	return "most"
}

func takeResellerField(_ context.Context, _ *dialog.Turn, s *editResellerSheet, a dialog.Answer) (dialog.Next, error) {
	s.Field, s.Next = a.Value, s.Now
	s.Next.Categories = slices.Clone(s.Now.Categories)
	if s.Field == "password" || s.Field == "categories" {
		return dialog.To(s.Field), nil
	}
	return dialog.To("value"), nil
}

func askResellerPassword(_ context.Context, _ *dialog.Turn, s *editResellerSheet) (chat.Screen, error) {
	return chat.Screen{
		Lines: []chat.Text{chat.T("password.ask", chat.Args{"Name": shorten(s.Username, 60)})},
		Rows:  [][]chat.Button{row(pick("new.make_password", "make"))},
	}, nil
}

func (d Deps) takeNewResellerPassword(_ context.Context, _ *dialog.Turn, s *editResellerSheet, a dialog.Answer) (dialog.Next, error) {
	password, ok := d.passwordOf(a)
	if !ok {
		return dialog.Stay(chat.T("password.bad")), nil
	}
	s.Next.Password = password
	return dialog.To("confirm"), nil
}

func (d Deps) confirmResellerEdit(ctx context.Context, t *dialog.Turn, s *editResellerSheet) (chat.Screen, error) {
	if s.Field == "password" {
		return askSetPassword(t, s.Username), nil
	}
	all, err := d.Ops.AllCategories(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	before, after := d.beforeAndAfter(t, s, all)
	yes := pick("edit.yes", "yes")
	yes.Style = chat.Primary
	return chat.Screen{
		Lines: []chat.Text{
			chat.T("edit.ask_confirm", chat.Args{"Name": shorten(s.Username, 60), "Field": chat.T("reseller_edit." + s.Field)}),
			{},
			chat.T("edit.before", chat.Args{"Value": before}),
			chat.T("edit.after", chat.Args{"Value": after}),
		},
		Rows: [][]chat.Button{row(yes)},
	}, nil
}

// edit is the change of the one field.
func (s editResellerSheet) edit() resale.ResellerEdit {
	switch s.Field {
	case "name":
		return resale.ResellerEdit{Name: &s.Next.Name}
	case "password":
		return resale.ResellerEdit{Password: &s.Next.Password}
	case "most", "credits":
		return resale.ResellerEdit{MaxUsers: &s.Next.Most}
	case "categories":
		return resale.ResellerEdit{CategoryIDs: s.Next.Categories}
	case "until":
		return resale.ResellerEdit{Expires: &s.Next.Expires}
	case "note":
		return resale.ResellerEdit{Note: &s.Next.Note}
	}
	return resale.ResellerEdit{Username: &s.Next.Username}
}
