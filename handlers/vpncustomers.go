package handlers

import (
	"context"
	"fmt"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// customersFlow lists customers at VPNresellers: all, or those of a project.
func customersFlow(d Deps) dialog.Flow[vpnSheet] {
	return dialog.Flow[vpnSheet]{
		Name: "customers", Command: true, Home: true, Needs: ops.VPNResellers,
		Begin: func(_ context.Context, _ *dialog.Turn, s *vpnSheet, args string) (dialog.Next, error) {
			page, project, _ := strings.Cut(args, " ")
			*s, _ = readVPN("0 " + page + " " + project)
			return dialog.To("list"), nil
		},
		Steps: []dialog.Step[vpnSheet]{{Name: "list", Buttons: true, Ask: d.askCustomers, Take: takeCustomers}},
	}
}

func (d Deps) askCustomers(ctx context.Context, t *dialog.Turn, s *vpnSheet) (chat.Screen, error) {
	page, err := d.customers(ctx, t, s.Project, s.Page)
	if err != nil {
		return chat.Screen{}, err
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T("customers.title", chat.Args{"Project": s.Project != 0, "Page": pageNumber(s.Page, page.More())})}}
	if len(page.Items) == 0 {
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("customers.none"))
	}
	for _, c := range page.Items[:min(len(page.Items), mostButtons)] {
		screen.Rows = append(screen.Rows, row(chat.Button{
			Label: literal(buyerName(c), 40), Answer: vpnSheet{ID: c.ID, Page: s.Page, Project: s.Project}.target("customer"),
		}))
	}
	screen.Rows = append(screen.Rows, pages(s.Page, page.More())...)
	fresh := goTo("customers.new", "newcustomer")
	if s.Project != 0 {
		fresh = goTo("customers.new", fmt.Sprintf("newcustomer %d", s.Project))
	}
	screen.Rows = append(screen.Rows, row(fresh), row(goTo("button.projects", "projects"), goTo("button.menu", "menu")))
	return screen, nil
}

// customers reads a page of customers: of a project, or of all for 0.
func (d Deps) customers(ctx context.Context, t *dialog.Turn, project int64, page int) (resale.VPNPage[resale.VPNCustomer], error) {
	if project == 0 {
		return d.Ops.VPNCustomers(ctx, t.Input.Place.Chat, max(page, 1), listPage)
	}
	return d.Ops.VPNProjectCustomers(ctx, t.Input.Place.Chat, project, max(page, 1), listPage)
}

func takeCustomers(_ context.Context, _ *dialog.Turn, s *vpnSheet, a dialog.Answer) (dialog.Next, error) {
	if verb, page, _ := strings.Cut(a.Value, " "); verb == "page" {
		s.Page = readPage(page)
		return dialog.Stay(chat.Text{}), nil
	}
	return dialog.Go(a.Value), nil
}

// customerFlow is the card of one customer, with the accounts that are theirs.
func customerFlow(d Deps) dialog.Flow[vpnSheet] {
	return dialog.Flow[vpnSheet]{
		Name: "customer", Home: true, Needs: ops.VPNResellers,
		Begin: beginCard("customers"),
		Steps: []dialog.Step[vpnSheet]{{Name: "card", Buttons: true, Ask: d.askCustomer, Take: takeCustomer}},
	}
}

// beginCard reads which card is meant; without one it leads to the list.
func beginCard(list string) func(context.Context, *dialog.Turn, *vpnSheet, string) (dialog.Next, error) {
	return func(_ context.Context, _ *dialog.Turn, s *vpnSheet, args string) (dialog.Next, error) {
		var ok bool
		if *s, ok = readVPN(args); !ok {
			return dialog.Go(list), nil
		}
		return dialog.To("card"), nil
	}
}

func (d Deps) askCustomer(ctx context.Context, t *dialog.Turn, s *vpnSheet) (chat.Screen, error) {
	c, err := d.Ops.VPNCustomer(ctx, t.Input.Place.Chat, s.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	accounts, err := d.Ops.VPNCustomerAccounts(ctx, t.Input.Place.Chat, s.ID, s.Part, listPage)
	if err != nil {
		return chat.Screen{}, err
	}
	screen := chat.Screen{Lines: []chat.Text{
		chat.T("customers.card", chat.Args{"Name": shorten(buyerName(c), 60)}),
		{},
		chat.T("customers.email", chat.Args{"Value": or(shorten(c.Email, 100), "—")}),
	}}
	belongs := chat.T("customers.no_accounts")
	if len(accounts.Accounts) > 0 {
		belongs = chat.T("customers.accounts", chat.Args{"Page": pageNumber(s.Part, accounts.More())})
	}
	screen.Lines = append(screen.Lines, chat.Text{}, belongs)
	screen.Rows = append(accountButtons(t, accounts), pages(s.Part, accounts.More())...)
	if c.Project != 0 {
		screen.Rows = append(screen.Rows, row(goTo("projects.open", fmt.Sprintf("project %d", c.Project))))
	}
	remove := pick("client.delete", "delcustomer")
	remove.Style = chat.Danger
	screen.Rows = append(screen.Rows, row(pick("client.edit", "editcustomer"), remove), row(pick("client.to_list", "list"), goTo("button.menu", "menu")))
	return screen, nil
}

func takeCustomer(_ context.Context, _ *dialog.Turn, s *vpnSheet, a dialog.Answer) (dialog.Next, error) {
	switch {
	case s.turnPart(a):
		return dialog.Stay(chat.Text{}), nil
	case a.Value == "list":
		return dialog.Go(fmt.Sprintf("customers %d %d", s.Page, s.Project)), nil
	}
	return dialog.Go(s.target(a.Value)), nil
}
