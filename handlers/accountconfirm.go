package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

// askSale shows all but the password, which may be read over a shoulder.
func (d Deps) askSale(_ context.Context, t *dialog.Turn, s *saleSheet) (chat.Screen, error) {
	made := "account.password_made"
	if s.Own {
		made = "account.password_own"
	}
	lines := onSale(
		chat.T("trial.user", chat.Args{"Value": s.Username}),
		chat.T(made),
		d.endLine(t, s.Until),
	)
	if s.Customer != nil {
		lines = append(lines, chat.T("account.customer", chat.Args{"Name": shorten(s.Whose, 60)}))
	}
	if s.Project != "" {
		lines = append(lines, chat.T("account.project", chat.Args{"Name": shorten(s.Project, 60)}))
	}
	yes := pick("account.create", "yes")
	yes.Style = chat.Primary
	if s.Until.IsZero() {
		lines = append(lines, chat.Text{}, chat.T("account.billed"))
	}
	lines = append(lines, chat.Text{}, chat.T("account.ask_create"))
	return chat.Screen{
		Lines: append(lines, seenByGroup(t)...),
		Rows: [][]chat.Button{
			row(yes),
			row(pick("account.own_password", "password"), pick("account.choose_customer", "customer")),
		},
	}, nil
}

func takeSale(_ context.Context, _ *dialog.Turn, s *saleSheet, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case "yes":
		return dialog.To("do"), nil
	case "customer":
		s.Page = 1
		return dialog.To("customer"), nil
	}
	return dialog.To("password"), nil
}

func askSalePassword(context.Context, *dialog.Turn, *saleSheet) (chat.Screen, error) {
	return chat.Screen{Lines: onSale(chat.T("account.ask_own_password")), Rows: [][]chat.Button{row(pick("new.make_password", "make"))}}, nil
}

func (d Deps) takeSalePassword(_ context.Context, _ *dialog.Turn, s *saleSheet, a dialog.Answer) (dialog.Next, error) {
	password, ok := d.accountPasswordOf(a)
	if !ok {
		return dialog.Stay(chat.T("account.bad_password")), nil
	}
	s.Password, s.Own = password, a.Typed()
	return dialog.To("confirm"), nil
}

// askBuyer asks for something about a new customer.
func askBuyer(question string) func(context.Context, *dialog.Turn, *saleSheet) (chat.Screen, error) {
	return func(context.Context, *dialog.Turn, *saleSheet) (chat.Screen, error) {
		return chat.Screen{Lines: onSale(chat.T(question))}, nil
	}
}

// mostBuyer is ours: panels do not say how long names and addresses may be.
const mostBuyer = 60

// takeBuyerName takes a name with its last word as the last name, for the
// panel wants both.
func takeBuyerName(_ context.Context, _ *dialog.Turn, s *saleSheet, a dialog.Answer) (dialog.Next, error) {
	words := strings.Fields(a.Text)
	name := strings.Join(words, " ")
	if len(words) < 2 || len([]rune(name)) > mostBuyer {
		return dialog.Stay(chat.T("account.bad_buyer")), nil
	}
	s.Buyer = name
	return dialog.To("email"), nil
}

func takeBuyerEmail(_ context.Context, _ *dialog.Turn, s *saleSheet, a dialog.Answer) (dialog.Next, error) {
	email := strings.TrimSpace(a.Text)
	user, host, ok := strings.Cut(email, "@")
	if !ok || user == "" || !strings.Contains(strings.Trim(host, "."), ".") || strings.ContainsAny(email, " \n<>") || len(email) > mostBuyer {
		return dialog.Stay(chat.T("account.bad_email")), nil
	}
	s.Email, s.Page = email, 1
	return dialog.To("project"), nil
}
