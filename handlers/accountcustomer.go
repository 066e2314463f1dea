package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// The answers of lists beside numbers of pages and of what is listed.
const (
	nobody   = "nobody"
	somebody = "new"
)

// askSaleCustomer offers the customers whom the account may belong to.
func (d Deps) askSaleCustomer(ctx context.Context, t *dialog.Turn, s *saleSheet) (chat.Screen, error) {
	page, err := d.Ops.VPNCustomers(ctx, t.Input.Place.Chat, max(s.Page, 1), listPage)
	if err != nil {
		return chat.Screen{}, err
	}
	var rows [][]chat.Button
	for _, c := range page.Items[:min(len(page.Items), mostButtons)] {
		name := buyerName(c)
		rows = append(rows, row(chat.Button{Label: literal(name, 40), Answer: "pick " + number(c.ID) + " " + shorten(name, mostBuyer)}))
	}
	rows = append(rows, pages(s.Page, page.More())...)
	rows = append(rows, row(pick("account.new_customer", somebody), pick("account.no_customer", nobody)))
	return chat.Screen{Lines: onSale(chat.T("account.ask_customer")), Rows: rows}, nil
}

func buyerName(c resale.VPNCustomer) string {
	return or(strings.TrimSpace(c.FirstName+" "+c.LastName), or(c.Email, "#"+number(c.ID)))
}

func takeSaleCustomer(_ context.Context, _ *dialog.Turn, s *saleSheet, a dialog.Answer) (dialog.Next, error) {
	verb, arg, _ := strings.Cut(a.Value, " ")
	switch verb {
	case "page":
		s.Page = int(readID(arg))
		return dialog.Stay(chat.Text{}), nil
	case somebody:
		return dialog.To("name"), nil
	case nobody:
		s.Customer, s.Whose, s.Project = nil, "", ""
	case "pick":
		id, name, _ := strings.Cut(arg, " ")
		s.Customer, s.Whose, s.Project = &resale.AccountCustomer{ID: readID(id)}, name, ""
	}
	return dialog.To("confirm"), nil
}

// askBuyerProject offers the projects that a new customer may be in: the panel
// takes none without.
func (d Deps) askBuyerProject(ctx context.Context, t *dialog.Turn, s *saleSheet) (chat.Screen, error) {
	page, err := d.Ops.VPNProjects(ctx, t.Input.Place.Chat, max(s.Page, 1), listPage)
	if err != nil {
		return chat.Screen{}, err
	}
	if len(page.Items) == 0 && s.Page <= 1 {
		return chat.Screen{Lines: onSale(chat.T("account.no_project"))}, nil
	}
	var rows [][]chat.Button
	for _, p := range page.Items[:min(len(page.Items), mostButtons)] {
		name := or(p.Name, "#"+number(p.ID))
		rows = append(rows, row(chat.Button{Label: literal(name, 40), Answer: "pick " + number(p.ID) + " " + shorten(name, mostBuyer)}))
	}
	return chat.Screen{Lines: onSale(chat.T("account.ask_project")), Rows: append(rows, pages(s.Page, page.More())...)}, nil
}

func takeBuyerProject(_ context.Context, _ *dialog.Turn, s *saleSheet, a dialog.Answer) (dialog.Next, error) {
	verb, arg, _ := strings.Cut(a.Value, " ")
	if verb == "page" {
		s.Page = int(readID(arg))
		return dialog.Stay(chat.Text{}), nil
	}
	id, name, _ := strings.Cut(arg, " ")
	words := strings.Fields(s.Buyer)
	last := len(words) - 1
	s.Customer = &resale.AccountCustomer{
		FirstName: strings.Join(words[:last], " "), LastName: words[last], Email: s.Email, Project: readID(id),
	}
	s.Whose, s.Project = s.Buyer, name
	return dialog.To("confirm"), nil
}
