package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// What the panel takes.
const (
	mostOfName  = 100 // characters of a first or last name
	mostOfEmail = 255
)

type customerDraft struct {
	Project int64  `json:"project,omitempty"`
	Page    int    `json:"page,omitempty"` // of the projects to pick from
	First   string `json:"first,omitempty"`
	Last    string `json:"last,omitempty"`
	Email   string `json:"email,omitempty"`
}

// newCustomerFlow creates a customer in a project.
func newCustomerFlow(d Deps) dialog.Flow[customerDraft] {
	return dialog.Flow[customerDraft]{
		Name: "newcustomer", Needs: ops.VPNResellers,
		Begin: func(_ context.Context, _ *dialog.Turn, s *customerDraft, args string) (dialog.Next, error) {
			if project, ok := readVPN(args); ok {
				s.Project = project.ID
				return dialog.To("name"), nil
			}
			s.Page = 1
			return dialog.To("project"), nil
		},
		Steps: []dialog.Step[customerDraft]{
			{Name: "project", Buttons: true, Ask: d.askCustomerProject, Take: takeCustomerProject},
			{Name: "name", Ask: say[customerDraft]("customers.ask_name"), Take: takeCustomerName},
			{Name: "email", Ask: say[customerDraft]("customers.ask_email"), Take: takeCustomerEmail},
			{Name: "confirm", Buttons: true, Ask: confirmCustomer, Take: to[customerDraft]("do")},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *customerDraft) (dialog.Next, error) {
				out, err := d.Ops.CreateVPNCustomer(ctx, t.Act(), resale.NewVPNCustomer{FirstName: s.First, LastName: s.Last, Email: s.Email, Project: s.Project})
				if err == nil && refusedAs(out, resale.Taken) {
					t.Note(chat.T("customers.email_taken"))
					return dialog.To("email"), nil
				}
				return d.conclude(t, out, err)
			}},
		},
	}
}

// askCustomerProject offers the projects: a customer belongs to one.
func (d Deps) askCustomerProject(ctx context.Context, t *dialog.Turn, s *customerDraft) (chat.Screen, error) {
	page, err := d.Ops.VPNProjects(ctx, t.Input.Place.Chat, max(s.Page, 1), listPage)
	if err != nil {
		return chat.Screen{}, err
	}
	if len(page.Items) == 0 && s.Page <= 1 {
		return chat.Screen{Lines: []chat.Text{chat.T("customers.project_first")}, Rows: [][]chat.Button{row(goTo("projects.new", "newproject"))}}, nil
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T("customers.ask_project")}}
	for _, p := range page.Items[:min(len(page.Items), mostButtons)] {
		screen.Rows = append(screen.Rows, row(chat.Button{Label: literal(projectName(p), 40), Answer: "pick " + number(p.ID)}))
	}
	screen.Rows = append(screen.Rows, pages(s.Page, page.More())...)
	return screen, nil
}

func takeCustomerProject(_ context.Context, _ *dialog.Turn, s *customerDraft, a dialog.Answer) (dialog.Next, error) {
	verb, arg, _ := strings.Cut(a.Value, " ")
	if verb == "page" {
		s.Page = readPage(arg)
		return dialog.Stay(chat.Text{}), nil
	}
	picked, _ := readVPN(arg)
	s.Project = picked.ID
	return dialog.To("name"), nil
}

func takeCustomerName(_ context.Context, _ *dialog.Turn, s *customerDraft, a dialog.Answer) (dialog.Next, error) {
	first, last, ok := parsePersonName(a.Text)
	if !ok {
		return dialog.Stay(chat.T("customers.bad_name", chat.Args{"Most": mostOfName})), nil
	}
	s.First, s.Last = first, last
	return dialog.To("email"), nil
}

// parsePersonName takes the first word for the first name and the rest for the
// last one. The panel wants both.
func parsePersonName(text string) (first, last string, ok bool) {
	first, last, _ = strings.Cut(strings.Join(strings.Fields(text), " "), " ")
	return first, last, last != "" && len([]rune(first)) <= mostOfName && len([]rune(last)) <= mostOfName
}

func takeCustomerEmail(_ context.Context, _ *dialog.Turn, s *customerDraft, a dialog.Answer) (dialog.Next, error) {
	email, ok := parseEmail(a.Text)
	if !ok {
		return dialog.Stay(chat.T("customers.bad_email")), nil
	}
	s.Email = email
	return dialog.To("confirm"), nil
}

// parseEmail reads what can be an address; whether it is one, nobody can tell
// but whoever writes to it.
func parseEmail(text string) (email string, ok bool) {
	email = strings.TrimSpace(text)
	name, host, _ := strings.Cut(email, "@")
	ok = name != "" && strings.Contains(strings.Trim(host, "."), ".") && !strings.ContainsAny(email, " \t\n<>,;:\"") && !strings.Contains(host, "@")
	return email, ok && len(email) <= mostOfEmail
}

func confirmCustomer(_ context.Context, _ *dialog.Turn, s *customerDraft) (chat.Screen, error) {
	yes := pick("customers.create", "yes")
	yes.Style = chat.Primary
	return chat.Screen{
		Lines: []chat.Text{
			chat.T("customers.ask_create", chat.Args{"Name": shorten(s.First+" "+s.Last, 60)}),
			{},
			chat.T("customers.email", chat.Args{"Value": shorten(s.Email, 100)}),
		},
		Rows: [][]chat.Button{row(yes)},
	}, nil
}
