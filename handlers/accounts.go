package handlers

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// accountsSheet is where in the list of accounts one is.
type accountsSheet struct {
	Page   int    `json:"page"`
	Status string `json:"status,omitempty"` // a word of resale, "" for all
}

// place writes where in the list one is, so that a card can lead back there.
func (s accountsSheet) place() string { return fmt.Sprintf("%d %s", max(s.Page, 1), or(s.Status, "-")) }

// accountFilters are those that the panel has.
func accountFilters() []string { return []string{"", resale.VPNActive, resale.VPNDisabled} }

// accountsFlow lists accounts page by page; what is typed is looked for as the
// exact name of one, for panels search for nothing else.
func accountsFlow(d Deps) dialog.Flow[accountsSheet] {
	return dialog.Flow[accountsSheet]{
		Name: "accounts", Command: true, Home: true, Needs: ops.VPNResellers,
		Begin: func(ctx context.Context, t *dialog.Turn, s *accountsSheet, args string) (dialog.Next, error) {
			page, status, _ := strings.Cut(args, " ")
			if n, err := strconv.Atoi(page); err == nil || args == "" {
				s.Page = max(n, 1)
				if slices.Contains(accountFilters(), status) {
					s.Status = status
				}
				return dialog.To("list"), nil
			}
			s.Page = 1
			next, problem, err := d.accountNamed(ctx, t, *s, args)
			if problem.Key != "" {
				t.Note(problem)
				return dialog.To("list"), err
			}
			return next, err
		},
		Steps: []dialog.Step[accountsSheet]{{Name: "list", Ask: d.askAccounts, Take: d.takeAccounts}},
	}
}

func (d Deps) askAccounts(ctx context.Context, t *dialog.Turn, s *accountsSheet) (chat.Screen, error) {
	page, err := d.Ops.VPNAccounts(ctx, t.Input.Place.Chat, resale.AccountQuery{Page: max(s.Page, 1), PerPage: listPage, Status: s.Status})
	if err != nil {
		return chat.Screen{}, err
	}
	screen := chat.Screen{Lines: []chat.Text{
		chat.T("account.list_title", chat.Args{"Filter": accountFilter(s.Status), "Page": pageNumber(s.Page, page.More())}),
	}}
	if page.Total > 0 {
		screen.Lines = append(screen.Lines, chat.T("account.total", chat.Args{"Count": page.Total}))
	}
	legend := chat.T("account.legend")
	if len(page.Accounts) == 0 {
		legend = chat.T("account.none")
	}
	screen.Lines = append(screen.Lines, chat.Text{}, legend, chat.T("account.hint"))
	for _, a := range page.Accounts[:min(len(page.Accounts), mostButtons)] {
		screen.Rows = append(screen.Rows, row(accountButton(t, a)))
	}
	screen.Rows = append(screen.Rows, pages(s.Page, page.More())...)
	var others []chat.Button
	for _, f := range accountFilters() {
		if f != s.Status {
			others = append(others, chat.Button{Label: accountFilter(f), Answer: "filter " + f})
		}
	}
	screen.Rows = append(screen.Rows, others, row(goTo("account.several", "bulk of "+ops.VPNResellers)), row(goTo("account.new", "newaccount"), goTo("button.menu", "menu")))
	return screen, nil
}

func accountFilter(status string) chat.Text {
	switch status {
	case resale.VPNActive:
		return chat.T("account.filter_active")
	case resale.VPNDisabled:
		return chat.T("account.filter_disabled")
	}
	return chat.T("account.filter_all")
}

func (d Deps) takeAccounts(ctx context.Context, t *dialog.Turn, s *accountsSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Typed() {
		next, problem, err := d.accountNamed(ctx, t, *s, a.Text)
		if problem.Key != "" {
			return dialog.Stay(problem), err
		}
		return next, err
	}
	verb, arg, _ := strings.Cut(a.Value, " ")
	switch verb {
	case "open":
		return dialog.Go("account " + arg + " from " + s.place()), nil
	case "page":
		s.Page, _ = strconv.Atoi(arg)
	case "filter":
		s.Page, s.Status = 1, arg
	}
	return dialog.Stay(chat.Text{}), nil
}

// accountNamed leads to the account of a name, or says why it cannot.
func (d Deps) accountNamed(ctx context.Context, t *dialog.Turn, s accountsSheet, text string) (next dialog.Next, problem chat.Text, err error) {
	name := strings.TrimSpace(text)
	if resale.CheckVPNUsername(name) != nil {
		return next, chat.T("account.bad_name"), nil
	}
	found, err := d.Ops.VPNAccounts(ctx, t.Input.Place.Chat, resale.AccountQuery{Page: 1, Username: name})
	switch {
	case err != nil:
		return next, problem, err
	case len(found.Accounts) == 0:
		return next, chat.T("account.not_found", chat.Args{"Name": name}), nil
	}
	return dialog.Go(fmt.Sprintf("account %d from %s", found.Accounts[0].ID, s.place())), problem, nil
}
