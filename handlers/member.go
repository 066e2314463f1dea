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

// memberSheet is what of an account a customer looks at.
type memberSheet struct {
	storeSheet
	Sub    int64 `json:"sub,omitempty"`    // the subscription
	Asking bool  `json:"asking,omitempty"` // the screen asks for the code of the second step
}

// memberFlow is a customer's account at a store: the balance, the subscriptions
// and everything that can be got of them.
func memberFlow(d Deps) dialog.Flow[memberSheet] {
	return dialog.Flow[memberSheet]{
		Name: "member", As: "account", Home: true, Trouble: trouble, Begin: d.beginMember,
		Steps: []dialog.Step[memberSheet]{
			{Name: "stores", Buttons: true, Ask: d.askStores},
			{Name: "account", Ask: d.withAccount(d.askAccountOf), Take: d.withCode(takeAccountOf)},
			{Name: "sub", Ask: d.withAccount(d.askSubscription), Take: d.withCode(d.takeSubscription)},
			{Name: "servers", Ask: d.withAccount(d.askNodes), Take: d.withCode(d.takeNode)},
			{Name: "code", Ask: d.askMemberCode, Take: d.takeMemberCode},
			{Name: "leave", Buttons: true, Ask: d.askLogOut, Take: d.logOut},
		},
	}
}

// beginMember opens the account that a button names, "<store>", or one of its
// subscriptions, "<store> <id>", with "servers" behind it its servers; it asks
// for a code that shows what was paid, "<store> code", or whether to log out,
// "<store> leave". Without any it is the only account, or a list.
func (d Deps) beginMember(ctx context.Context, t *dialog.Turn, s *memberSheet, args string) (dialog.Next, error) {
	if !t.Input.Private {
		return d.inPrivate("account", "visit.in_private"), nil
	}
	id, sub, _ := strings.Cut(args, " ")
	s.ID = id[:min(len(id), longestStoreID)]
	switch sub {
	case "leave":
		return dialog.To("leave"), nil
	case "code":
		return d.beginCode(ctx, t, s)
	}
	sub, servers := strings.CutSuffix(sub, " servers")
	if n, err := strconv.ParseInt(sub, 10, 64); err == nil {
		if s.Sub = n; servers {
			return dialog.To("servers"), nil
		}
		return dialog.To("sub"), nil
	}
	if s.ID != "" {
		return dialog.To("account"), nil
	}
	mine, err := d.Ops.StoresOf(ctx, t.Input.Person.ID)
	if err != nil || len(mine) != 1 {
		return dialog.To("stores"), err
	}
	s.ID = mine[0].Store.ID
	return dialog.To("account"), nil
}

// beginCode asks for a code where one is of use: it may have been given since.
func (d Deps) beginCode(ctx context.Context, t *dialog.Turn, s *memberSheet) (dialog.Next, error) {
	v, err := d.store(ctx, t, s.ID)
	if err != nil {
		return dialog.Next{}, err
	}
	owed, err := d.Ops.Owed(ctx, v.key(t))
	if err == nil && v.Member.TwoStep && slices.ContainsFunc(owed, needsCode) {
		return dialog.To("code"), nil
	}
	return dialog.To("account"), err
}

func (s memberSheet) target(flow string) string { return flow + " " + s.ID }

// of is a conversation about the subscription.
func (s memberSheet) of(flow string) string { return fmt.Sprintf("%s %s %d", flow, s.ID, s.Sub) }

func (d Deps) askStores(ctx context.Context, t *dialog.Turn, _ *memberSheet) (chat.Screen, error) {
	mine, err := d.Ops.StoresOf(ctx, t.Input.Person.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	if len(mine) == 0 {
		return chat.Screen{Lines: []chat.Text{chat.T("member.none")}, Rows: menuRow()}, nil
	}
	lines := append([]chat.Text{chat.T("member.which")}, howMany("digest.more", len(mine)-accessesShown)...)
	return chat.Screen{Lines: lines, Rows: append(storeRows(mine), menuRow()...)}, nil
}

// storeRows lead to a person's accounts.
func storeRows(mine []ops.StoreOf) [][]chat.Button {
	var rows [][]chat.Button
	for _, m := range mine[:min(len(mine), accessesShown)] {
		open := chat.Button{Label: chat.T("member.store", chat.Args{"Name": storeName(m.Store)}), Go: "member " + m.Store.ID}
		rows = append(rows, row(open))
	}
	return rows
}

func (d Deps) askLogOut(ctx context.Context, t *dialog.Turn, s *memberSheet) (chat.Screen, error) {
	v, err := d.store(ctx, t, s.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	m, err := d.Ops.StoreCustomer(ctx, v.Store.Chat, t.Input.Person.ID)
	if err != nil && resale.CodeOf(err) != resale.NotFound { // logged out meanwhile, which may be said again
		return chat.Screen{}, err
	}
	yes := pick("member.leave_yes", "yes")
	yes.Style = chat.Danger
	lines := append([]chat.Text{chat.T("member.ask_leave", chat.Args{"Name": v.name()})}, howMany("member.leave_open", m.Open)...)
	rows := [][]chat.Button{row(yes)}
	if v.Store.Panel == "" { // begun where there is nothing to go back to
		rows = append(rows, menuRow()...)
	}
	return chat.Screen{Lines: lines, Rows: rows}, nil
}

func (d Deps) logOut(ctx context.Context, t *dialog.Turn, s *memberSheet, _ dialog.Answer) (dialog.Next, error) {
	v, err := d.store(ctx, t, s.ID)
	if err != nil {
		return dialog.Next{}, err
	}
	if err := d.Ops.LogOut(ctx, v.key(t)); err != nil {
		return dialog.Next{}, err
	}
	return dialog.End(chat.Screen{
		Lines: []chat.Text{chat.T("member.left", chat.Args{"Name": v.name()})},
		Rows:  [][]chat.Button{row(goTo("visit.enter", v.target("login"))), row(goTo("visit.plans", v.target("buy"))), row(goTo("visit.back", v.target("store")), goTo("button.menu", "menu"))},
	}), nil
}
