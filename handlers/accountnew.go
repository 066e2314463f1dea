package handlers

import (
	"context"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// saleSheet is an account that is being sold.
type saleSheet struct {
	Proposed string                  `json:"proposed,omitempty"`
	Username string                  `json:"username,omitempty"`
	Password string                  `json:"password,omitempty"`
	Own      bool                    `json:"own,omitempty"`  // the password was typed
	Until    time.Time               `json:"until,omitzero"` // zero: it renews itself
	Customer *resale.AccountCustomer `json:"customer,omitempty"`
	Whose    string                  `json:"whose,omitempty"`   // the customer's name
	Project  string                  `json:"project,omitempty"` // of a new customer, its name
	Buyer    string                  `json:"buyer,omitempty"`   // the name of a new customer, while it is asked for
	Email    string                  `json:"email,omitempty"`   // theirs
	Page     int                     `json:"page,omitempty"`    // of the customers or projects that are shown
}

// newAccountFlow sells an account: two questions, and the rest as it mostly is.
func newAccountFlow(d Deps) dialog.Flow[saleSheet] {
	return dialog.Flow[saleSheet]{
		Name: "newaccount", Command: true, Needs: ops.VPNResellers,
		Begin: func(_ context.Context, _ *dialog.Turn, s *saleSheet, _ string) (dialog.Next, error) {
			s.Password = d.Ops.ProposePassword().Reveal()
			return dialog.To("username"), nil
		},
		Away: func(saleSheet) string { return "accounts" },
		Steps: []dialog.Step[saleSheet]{
			{Name: "username", Ask: d.askSaleName, Take: d.takeSaleName},
			{Name: "until", Ask: askSaleUntil, Take: takeSaleUntil},
			{Name: "confirm", Buttons: true, Ask: d.askSale, Take: takeSale},
			{Name: "password", Secret: true, Ask: askSalePassword, Take: d.takeSalePassword},
			{Name: "customer", Buttons: true, Ask: d.askSaleCustomer, Take: takeSaleCustomer},
			{Name: "name", Ask: askBuyer("account.ask_buyer"), Take: takeBuyerName},
			{Name: "email", Ask: askBuyer("account.ask_email"), Take: takeBuyerEmail},
			{Name: "project", Buttons: true, Ask: d.askBuyerProject, Take: takeBuyerProject},
			{Name: "do", Do: d.sell},
		},
	}
}

// onSale puts the title above what is asked.
func onSale(lines ...chat.Text) []chat.Text {
	return append([]chat.Text{chat.T("account.new_title"), {}}, lines...)
}

func (d Deps) askSaleName(_ context.Context, _ *dialog.Turn, s *saleSheet) (chat.Screen, error) {
	if s.Proposed == "" {
		s.Proposed = d.Ops.ProposeUsername()
	}
	use := chat.Button{Label: chat.T("trial.use_name", chat.Args{"Name": s.Proposed}), Answer: "use", Style: chat.Primary}
	return chat.Screen{Lines: onSale(chat.T("account.ask_username")), Rows: [][]chat.Button{row(use), row(pick("trial.other_name", "other"))}}, nil
}

func (d Deps) takeSaleName(ctx context.Context, t *dialog.Turn, s *saleSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value == "other" {
		s.Proposed = ""
		return dialog.Stay(chat.Text{}), nil
	}
	name := s.Proposed
	if a.Typed() {
		name = strings.TrimSpace(a.Text)
	}
	if resale.CheckVPNUsername(name) != nil {
		return dialog.Stay(chat.T("account.bad_username")), nil
	}
	free, err := d.Ops.VPNNameFree(ctx, t.Input.Place.Chat, name)
	if err != nil {
		return dialog.Next{}, err
	}
	if !free {
		return dialog.Stay(chat.T("trial.taken", chat.Args{"Name": name})), nil
	}
	s.Username = name
	return dialog.To("until"), nil
}

func askSaleUntil(context.Context, *dialog.Turn, *saleSheet) (chat.Screen, error) {
	return chat.Screen{Lines: onSale(chat.T("account.ask_until")), Rows: untilRows()}, nil
}

func takeSaleUntil(_ context.Context, t *dialog.Turn, s *saleSheet, a dialog.Answer) (dialog.Next, error) {
	until, ok := untilOf(a, t.Now, t)
	if !ok {
		return dialog.Stay(chat.T("account.bad_until")), nil
	}
	s.Until = until
	return dialog.To("confirm"), nil
}

func (d Deps) sell(ctx context.Context, t *dialog.Turn, s *saleSheet) (dialog.Next, error) {
	out, err := d.Ops.SellVPN(ctx, t.Act(), ops.VPNSale{
		New:   resale.NewVPNAccount{Username: s.Username, Password: s.Password, Customer: s.Customer},
		Until: s.Until,
	})
	if err == nil && resale.CodeOf(out.Err()) == resale.Taken { // by somebody, in the moment before
		t.Note(chat.T("trial.taken", chat.Args{"Name": s.Username}))
		return dialog.To("username"), nil
	}
	return d.conclude(t, out, err)
}
