package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// needsCode tells of an invoice that was paid, and of which only a code of the
// customer's shows whether it is there.
func needsCode(i storage.Invoice) bool {
	return i.Owed() && i.Purchase.Subscription == 0 && (i.Code == string(resale.CodeNeeded) || i.Code == "" && i.Missed)
}

// typeCode leads to where the code is typed.
func typeCode(store string) chat.Button {
	b := goTo("member.type_code", "member "+store+" code")
	b.Style = chat.Primary
	return b
}

// accountOwes is what an account says of what is paid and not there yet; the
// rows lead to looking again where that takes a code.
func (d Deps) accountOwes(ctx context.Context, t *dialog.Turn, v visit) (lines []chat.Text, rows [][]chat.Button, err error) {
	all, err := d.Ops.Owed(ctx, v.key(t))
	for n, i := range all {
		if n < subsShown {
			lines = append(lines, owedShort(i))
		}
		if needsCode(i) && len(rows) == 0 {
			rows = append(rows, row(typeCode(v.ID)))
		}
	}
	lines = append(lines, howMany("digest.more", len(all)-subsShown)...)
	if len(rows) > 0 {
		lines = append(lines, chat.T("member.look_again"))
	}
	return lines, rows, err
}

// owedShort is one line of what is paid and not there yet.
func owedShort(i storage.Invoice) chat.Text {
	name := any(shorten(or(i.Purchase.Plan, i.ID), 40))
	if i.Kind == storage.InvoiceTopUp && i.Adds > 0 {
		name = traffic(i.Adds)
	}
	key := "member.owed_paid"
	switch {
	case i.State == storage.InvoiceStuck && i.Code != "":
		key = "member.owed_unseen"
	case i.State == storage.InvoiceStuck:
		key = "member.owed_stuck"
	}
	return chat.T(key, chat.Args{"Name": name, "Kind": kindMark(i.Kind), "Amount": sumText(i.Amount)})
}

// askMemberCode asks for the code by which what was paid is looked for.
func (d Deps) askMemberCode(ctx context.Context, t *dialog.Turn, s *memberSheet) (chat.Screen, error) {
	v, err := d.store(ctx, t, s.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	if instead, ok := v.locked(); ok {
		return instead, nil
	}
	owed, err := d.Ops.Owed(ctx, v.key(t))
	if err != nil {
		return chat.Screen{}, err
	}
	var lines []chat.Text
	for _, i := range owed[:min(len(owed), subsShown)] {
		lines = append(lines, owedShort(i))
	}
	if len(lines) > 0 {
		lines = append(lines, chat.Text{})
	}
	return chat.Screen{
		Lines: append(lines, chat.T("login.ask_code")),
		Rows:  [][]chat.Button{row(goTo("visit.back", v.target("store")))},
	}, nil
}

// takeMemberCode looks with the code: what it shows is told by itself, and the
// account says the rest.
func (d Deps) takeMemberCode(ctx context.Context, t *dialog.Turn, s *memberSheet, a dialog.Answer) (dialog.Next, error) {
	next, done, err := d.enterCode(ctx, t, s, a.Text)
	if err != nil || !done {
		return next, err
	}
	return dialog.Go(s.target("member")), nil
}

// enterCode reads the account with a code that was typed; where that does not
// work, next says why.
func (d Deps) enterCode(ctx context.Context, t *dialog.Turn, s *memberSheet, typed string) (next dialog.Next, done bool, err error) {
	code, ok := readCode(typed)
	if !ok {
		return dialog.Stay(chat.T("login.bad_code")), false, nil
	}
	v, err := d.store(ctx, t, s.ID)
	if err != nil {
		return dialog.Next{}, false, err
	}
	_, err = d.Ops.Member(ctx, v.key(t), code, d.tellInvoice(t))
	switch resale.CodeOf(err) {
	case resale.WrongCode, resale.CodeNeeded:
		return dialog.Stay(chat.T("trouble.wrong_code")), false, nil
	case resale.WrongLogin, resale.LoggedOut: // the step says so
		return dialog.Stay(chat.Text{}), false, nil
	}
	return dialog.Next{}, err == nil, err
}
