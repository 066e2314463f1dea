package handlers

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// fromBalance tells whether a way to pay takes the account's own money. Only
// its name says so, so what is not surely that is as all others.
func fromBalance(g resale.Gateway) bool {
	names := []string{
		"balance", "accountbalance", "userbalance", "mybalance", "walletbalance", "accountcredit",
		"saldo", "saldodaconta", "saldodelacuenta", "余额", "账户余额", "баланс", "موجودیحساب",
	}
	for _, said := range []string{g.Name, g.Kind} {
		letters := strings.Map(func(r rune) rune {
			if !unicode.IsLetter(r) {
				return -1
			}
			return unicode.ToLower(r)
		}, said)
		if slices.Contains(names, letters) {
			return true
		}
	}
	return false
}

// balance is what whoever pays has at the store, where a way to pay asks for it
// and it can be seen: an account with a second step does not show it.
func (d Deps) balance(ctx context.Context, t *dialog.Turn, v visit, ways []resale.Gateway) resale.Sum {
	if !slices.ContainsFunc(ways, fromBalance) || v.Member.TwoStep {
		return resale.Sum{}
	}
	m, err := d.Ops.Member(ctx, v.key(t), "", nil)
	if err != nil { // it can be paid without knowing it
		return resale.Sum{}
	}
	return m.Balance
}

// askFromBalance asks before money is taken that nobody gives back here. The
// button is not where that of the screen before was, for a tap may come twice.
func (d Deps) askFromBalance(ctx context.Context, t *dialog.Turn, s *paySheet) (chat.Screen, error) {
	v, view, instead, err := d.openInvoice(ctx, t, s.bill)
	if err != nil || instead != nil {
		return orNothing(instead), err
	}
	total, fee := withFee(s.Way, view.Now.Amount)
	if !fee {
		total = view.Now.Amount
	}
	lines := []chat.Text{chat.T("pay.ask_balance", chat.Args{"Amount": sumText(total)}), viewLine(view)}
	if has := d.balance(ctx, t, v, []resale.Gateway{s.Way}); has.Known {
		lines = append(lines, chat.T("pay.balance", chat.Args{"Name": wayName(s.Way), "Amount": sumText(has)}))
	}
	yes := chat.Button{Label: chat.T("pay.balance_yes", chat.Args{"Amount": sumText(total)}), Answer: "yes", Style: chat.Primary}
	return chat.Screen{
		Lines: append(lines, chat.Text{}, chat.T("pay.balance_at_once")),
		Rows:  [][]chat.Button{row(goTo("invoices.see", v.target("invoices"))), row(yes)},
	}, nil
}

// balanceLine says what there is beside a way to pay with it, and whether that
// can be enough; no text when nobody knows.
func (s *paySheet) balanceLine(g resale.Gateway, has, due resale.Sum) (line chat.Text, enough bool) {
	switch {
	case has.Known:
		return balanceLine(g, has, due)
	case s.Poor:
		return chat.T("pay.balance_poor", chat.Args{"Name": wayName(g)}), false
	}
	return chat.Text{}, true
}

// balanceLine says what there is beside a way to pay with it, and whether that
// can be enough; sums in different money are not held against each other.
func balanceLine(g resale.Gateway, has, due resale.Sum) (line chat.Text, enough bool) {
	total, fee := withFee(g, due)
	if !fee {
		total = due
	}
	args := chat.Args{"Name": wayName(g), "Amount": sumText(has)}
	alike := signOf(has.Unit) == signOf(due.Unit)
	if due.Known && !due.IsZero() && (has.IsZero() || alike && has.Amount.Less(total.Amount)) {
		return chat.T("pay.balance_short", args), false
	}
	return chat.T("pay.balance", args), true
}

// paidScreen ends a payment whose news says all the rest by itself.
func paidScreen(i storage.Invoice, b bill) chat.Screen {
	return chat.Screen{
		Lines: []chat.Text{chat.T("pay.paid_with", chat.Args{"Name": wayName(i.Gateway), "Amount": sumText(toSend(i))})},
		Rows:  [][]chat.Button{row(goTo("invoices.open_one", b.target("invoice")), goTo("button.menu", "menu"))},
	}
}
