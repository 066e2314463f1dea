package handlers

import (
	"context"
	"fmt"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

// projectsFlow lists projects at VPNresellers.
func projectsFlow(d Deps) dialog.Flow[vpnSheet] {
	return dialog.Flow[vpnSheet]{
		Name: "projects", Command: true, Home: true, Needs: ops.VPNResellers,
		Begin: func(_ context.Context, _ *dialog.Turn, s *vpnSheet, args string) (dialog.Next, error) {
			s.Page = readPage(args)
			return dialog.To("list"), nil
		},
		Steps: []dialog.Step[vpnSheet]{{Name: "list", Buttons: true, Ask: d.askProjects, Take: takeCustomers}},
	}
}

func (d Deps) askProjects(ctx context.Context, t *dialog.Turn, s *vpnSheet) (chat.Screen, error) {
	page, err := d.Ops.VPNProjects(ctx, t.Input.Place.Chat, max(s.Page, 1), listPage)
	if err != nil {
		return chat.Screen{}, err
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T("projects.title", chat.Args{"Page": pageNumber(s.Page, page.More())})}}
	if len(page.Items) == 0 {
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("projects.none"))
	}
	for _, p := range page.Items[:min(len(page.Items), mostButtons)] {
		screen.Rows = append(screen.Rows, row(chat.Button{Label: literal(projectName(p), 40), Answer: vpnSheet{ID: p.ID, Page: s.Page}.target("project")}))
	}
	screen.Rows = append(screen.Rows, pages(s.Page, page.More())...)
	screen.Rows = append(screen.Rows, row(goTo("projects.new", "newproject")), row(goTo("button.customers", "customers"), goTo("button.menu", "menu")))
	return screen, nil
}

// projectFlow is the card of one project, with the accounts of its customers.
func projectFlow(d Deps) dialog.Flow[vpnSheet] {
	return dialog.Flow[vpnSheet]{
		Name: "project", Home: true, Needs: ops.VPNResellers,
		Begin: beginCard("projects"),
		Steps: []dialog.Step[vpnSheet]{{Name: "card", Buttons: true, Ask: d.askProject, Take: takeProject}},
	}
}

func (d Deps) askProject(ctx context.Context, t *dialog.Turn, s *vpnSheet) (chat.Screen, error) {
	p, err := d.Ops.VPNProject(ctx, t.Input.Place.Chat, s.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	accounts, err := d.Ops.VPNProjectAccounts(ctx, t.Input.Place.Chat, s.ID, s.Part, listPage)
	if err != nil {
		return chat.Screen{}, err
	}
	belongs := chat.T("projects.no_accounts")
	if len(accounts.Accounts) > 0 {
		belongs = chat.T("projects.accounts", chat.Args{"Page": pageNumber(s.Part, accounts.More())})
	}
	screen := chat.Screen{Lines: []chat.Text{
		chat.T("projects.card", chat.Args{"Name": shorten(projectName(p), 60)}),
		{},
		chat.T("category.described", chat.Args{"Value": or(shorten(p.Description, 300), "—")}),
		{},
		belongs,
	}}
	screen.Rows = append(accountButtons(t, accounts), pages(s.Part, accounts.More())...)
	remove := pick("client.delete", "delproject")
	remove.Style = chat.Danger
	screen.Rows = append(screen.Rows,
		row(goTo("projects.customers", fmt.Sprintf("customers 1 %d", s.ID))),
		row(pick("client.edit", "editproject"), remove),
		row(pick("client.to_list", "list"), goTo("button.menu", "menu")))
	return screen, nil
}

func takeProject(_ context.Context, _ *dialog.Turn, s *vpnSheet, a dialog.Answer) (dialog.Next, error) {
	switch {
	case s.turnPart(a):
		return dialog.Stay(chat.Text{}), nil
	case a.Value == "list":
		return dialog.Go(fmt.Sprintf("projects %d", s.Page)), nil
	}
	return dialog.Go(s.target(a.Value)), nil
}
