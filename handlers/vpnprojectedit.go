package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// What a project holds; the panel wants both.
const (
	mostOfProject     = 100
	mostOfDescription = 500
)

type projectSheet struct {
	vpnSheet
	Field string            `json:"field,omitempty"` // name or description
	Now   resale.VPNProject `json:"now"`             // as it is
	Next  resale.VPNProject `json:"next"`            // as it is to be
}

// newProjectFlow creates a project.
func newProjectFlow(d Deps) dialog.Flow[projectSheet] {
	return dialog.Flow[projectSheet]{
		Name: "newproject", Needs: ops.VPNResellers,
		Steps: []dialog.Step[projectSheet]{
			{Name: "name", Ask: say[projectSheet]("projects.ask_name"), Take: takeProjectText("name", "description")},
			{Name: "description", Ask: say[projectSheet]("projects.ask_description"), Take: takeProjectText("description", "confirm")},
			{Name: "confirm", Buttons: true, Ask: confirmProject, Take: to[projectSheet]("do")},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *projectSheet) (dialog.Next, error) {
				out, err := d.Ops.CreateVPNProject(ctx, t.Act(), resale.NewVPNProject{Name: s.Next.Name, Description: s.Next.Description})
				if err == nil && refusedAs(out, resale.Taken) {
					t.Note(chat.T("projects.taken", chat.Args{"Name": shorten(s.Next.Name, 60)}))
					return dialog.To("name"), nil
				}
				return d.conclude(t, out, err)
			}},
		},
	}
}

// takeProjectText reads one of a project's two texts.
func takeProjectText(field, next string) func(context.Context, *dialog.Turn, *projectSheet, dialog.Answer) (dialog.Next, error) {
	return func(_ context.Context, _ *dialog.Turn, s *projectSheet, a dialog.Answer) (dialog.Next, error) {
		text, most, target := strings.TrimSpace(a.Text), mostOfProject, &s.Next.Name
		if field == "description" {
			most, target = mostOfDescription, &s.Next.Description
		}
		if text == "" || len([]rune(text)) > most {
			return dialog.Stay(chat.T("projects.bad_text", chat.Args{"Most": most})), nil
		}
		*target = text
		return dialog.To(next), nil
	}
}

func confirmProject(_ context.Context, _ *dialog.Turn, s *projectSheet) (chat.Screen, error) {
	yes := pick("projects.create", "yes")
	yes.Style = chat.Primary
	return chat.Screen{
		Lines: []chat.Text{
			chat.T("projects.ask_create", chat.Args{"Name": shorten(s.Next.Name, 60)}),
			{},
			chat.T("category.described", chat.Args{"Value": shorten(s.Next.Description, 300)}),
		},
		Rows: [][]chat.Button{row(yes)},
	}, nil
}

// editProjectFlow changes one of a project's texts; the other is sent as it is.
func editProjectFlow(d Deps) dialog.Flow[projectSheet] {
	return dialog.Flow[projectSheet]{
		Name: "editproject", Needs: ops.VPNResellers,
		Begin: func(ctx context.Context, t *dialog.Turn, s *projectSheet, args string) (dialog.Next, error) {
			var ok bool
			if s.vpnSheet, ok = readVPN(args); !ok {
				return dialog.Go("projects"), nil
			}
			p, err := d.Ops.VPNProject(ctx, t.Input.Place.Chat, s.ID)
			s.Name, s.Now = projectName(p), p
			return dialog.To("field"), err
		},
		Away: func(s projectSheet) string { return s.target("project") },
		Steps: []dialog.Step[projectSheet]{
			{Name: "field", Buttons: true, Ask: askProjectField, Take: func(_ context.Context, _ *dialog.Turn, s *projectSheet, a dialog.Answer) (dialog.Next, error) {
				s.Field, s.Next = a.Value, s.Now
				return dialog.To("value"), nil
			}},
			{Name: "value", Ask: askProjectValue, Take: takeProjectValue},
			{Name: "confirm", Buttons: true, Ask: confirmProjectEdit, Take: to[projectSheet]("do")},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *projectSheet) (dialog.Next, error) {
				out, err := d.Ops.EditVPNProject(ctx, t.Act(), s.ID, resale.NewVPNProject{Name: s.Next.Name, Description: s.Next.Description})
				return d.conclude(t, out, err)
			}},
		},
	}
}

func askProjectField(_ context.Context, _ *dialog.Turn, s *projectSheet) (chat.Screen, error) {
	return chat.Screen{
		Lines: []chat.Text{chat.T("edit.ask_field", chat.Args{"Name": shorten(s.Name, 60)})},
		Rows:  [][]chat.Button{row(pick("category.name", "name"), pick("category.about", "description"))},
	}, nil
}

// text is what the field held before and is to hold.
func (s *projectSheet) text() (label chat.Text, before, after string) {
	if s.Field == "description" {
		return chat.T("category.about"), s.Now.Description, s.Next.Description
	}
	return chat.T("category.name"), s.Now.Name, s.Next.Name
}

func askProjectValue(_ context.Context, _ *dialog.Turn, s *projectSheet) (chat.Screen, error) {
	_, before, _ := s.text()
	ask := "projects.ask_new_name"
	if s.Field == "description" {
		ask = "category.ask_new_description"
	}
	return chat.Screen{Lines: []chat.Text{chat.T("edit.now", chat.Args{"Value": or(shorten(before, 200), "—")}), {}, chat.T(ask)}}, nil
}

func takeProjectValue(ctx context.Context, t *dialog.Turn, s *projectSheet, a dialog.Answer) (dialog.Next, error) {
	return takeProjectText(s.Field, "confirm")(ctx, t, s, a)
}

func confirmProjectEdit(_ context.Context, _ *dialog.Turn, s *projectSheet) (chat.Screen, error) {
	label, before, after := s.text()
	return confirmChange(s.Name, label, literal(or(before, "—"), 200), literal(after, 200)), nil
}
