package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// vpnRemoval is what differs between deleting a customer and a project.
type vpnRemoval struct {
	flow, card, list string
	ask, full        string // sentences; full: it cannot go, for something belongs to it
	read             func(ctx context.Context, chat, id int64) (name string, full bool, err error)
	act              func(ctx context.Context, a ops.Act, id int64, name string) (ops.Outcome, error)
}

// deleteCustomerFlow removes a customer who has no accounts: the panel keeps
// the others.
func deleteCustomerFlow(d Deps) dialog.Flow[vpnSheet] {
	return d.removal(vpnRemoval{
		flow: "delcustomer", card: "customer", list: "customers", ask: "customers.ask_delete", full: "customers.has_accounts",
		read: func(ctx context.Context, chat, id int64) (string, bool, error) {
			c, err := d.Ops.VPNCustomer(ctx, chat, id)
			if err != nil {
				return "", false, err
			}
			accounts, err := d.Ops.VPNCustomerAccounts(ctx, chat, id, 1, 1)
			return buyerName(c), len(accounts.Accounts) > 0, err
		},
		act: d.Ops.DeleteVPNCustomer,
	})
}

// deleteProjectFlow removes a project without customers.
func deleteProjectFlow(d Deps) dialog.Flow[vpnSheet] {
	return d.removal(vpnRemoval{
		flow: "delproject", card: "project", list: "projects", ask: "projects.ask_delete", full: "projects.has_customers",
		read: func(ctx context.Context, chat, id int64) (string, bool, error) {
			p, err := d.Ops.VPNProject(ctx, chat, id)
			if err != nil {
				return "", false, err
			}
			customers, err := d.Ops.VPNProjectCustomers(ctx, chat, id, 1, 1)
			return projectName(p), len(customers.Items) > 0, err
		},
		act: d.Ops.DeleteVPNProject,
	})
}

func (d Deps) removal(r vpnRemoval) dialog.Flow[vpnSheet] {
	return dialog.Flow[vpnSheet]{
		Name: r.flow, Needs: ops.VPNResellers,
		Begin: func(ctx context.Context, t *dialog.Turn, s *vpnSheet, args string) (dialog.Next, error) {
			var ok bool
			if *s, ok = readVPN(args); !ok {
				return dialog.Go(r.list), nil
			}
			name, full, err := r.read(ctx, t.Input.Place.Chat, s.ID)
			s.Name = name
			if err == nil && full {
				return r.stands(*s), nil
			}
			return dialog.To("ask"), err
		},
		Away: func(s vpnSheet) string { return s.target(r.card) },
		Steps: []dialog.Step[vpnSheet]{
			{Name: "ask", Buttons: true, Ask: func(_ context.Context, _ *dialog.Turn, s *vpnSheet) (chat.Screen, error) {
				name := chat.Args{"Name": shorten(s.Name, 40)}
				yes := chat.Button{Label: chat.T("delete.yes_again", name), Answer: "yes", Style: chat.Danger}
				return chat.Screen{Lines: []chat.Text{chat.T(r.ask, name)}, Rows: [][]chat.Button{row(yes)}}, nil
			}, Take: to[vpnSheet]("do")},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *vpnSheet) (dialog.Next, error) {
				out, err := r.act(ctx, t.Act(), s.ID, s.Name)
				if err == nil && refusedAs(out, resale.Invalid) {
					return r.stands(*s), nil
				}
				return d.conclude(t, out, err)
			}},
		},
	}
}

// stands ends with why it cannot be deleted, and the way back to it.
func (r vpnRemoval) stands(s vpnSheet) dialog.Next {
	open := goTo(r.list+".open", s.target(r.card))
	return dialog.End(chat.Screen{
		Lines: []chat.Text{chat.T(r.full, chat.Args{"Name": shorten(s.Name, 60)})},
		Rows:  [][]chat.Button{row(open), row(goTo("button.menu", "menu"))},
	})
}
