package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

// menuFlow is the one screen that everything starts from.
func menuFlow(d Deps) dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{Name: "menu", Home: true, Steps: []dialog.Step[struct{}]{{
		Name: "show", Buttons: true,
		Ask: func(ctx context.Context, t *dialog.Turn, _ *struct{}) (chat.Screen, error) {
			s := chat.Screen{Lines: []chat.Text{chat.T("menu.hello", chat.Args{"Name": shorten(t.Input.Person.Name, 40)}), {}}}
			customer, stores, err := d.customerOf(ctx, t)
			if err != nil {
				return s, err
			}
			my := goTo("my.open", "my")
			switch own := menuRows(t); {
			case own != nil:
				s.Lines = append(s.Lines, chat.T("menu.connected"))
				open, err := d.openRow(ctx, t)
				if err != nil {
					return s, err
				}
				s.Rows = append(append(s.Rows, open...), own...)
				if customer || len(stores) > 0 {
					s.Rows = append(s.Rows, row(my))
				}
			case len(stores) > 0:
				s.Lines = append(s.Lines, chat.T("menu.at_stores"))
				s.Rows = append(s.Rows, storeWays(stores)...)
				if customer {
					s.Rows = append(s.Rows, row(my))
				}
			case customer:
				s.Lines = append(s.Lines, chat.T("my.hello"))
				my.Style = chat.Primary
				s.Rows = append(s.Rows, row(my))
			default:
				s.Lines = append(s.Lines, chat.T("menu.not_connected"))
				for _, provider := range allPanels() {
					s.Lines = append(s.Lines, canDo(provider))
				}
				s.Lines = append(s.Lines, chat.Text{}, chat.T("menu.start"))
				connect := goTo("button.connect", "connect")
				connect.Style = chat.Primary
				s.Rows = append(s.Rows, row(connect))
			}
			s.Rows = append(s.Rows,
				row(goTo("button.settings", "settings"), goTo("button.language", "language")),
				row(goTo("button.help", "help"), goTo("button.privacy", "privacy")))
			return s, nil
		},
	}}}
}

// menuRows are what can be done with the panels that are connected.
func menuRows(t *dialog.Turn) [][]chat.Button {
	var rows [][]chat.Button
	if t.Connected(ops.Servex) {
		rows = append(rows,
			row(goTo("button.trial", "trial"), goTo("button.new", "new")),
			row(goTo("button.renew", "renew of "+ops.Servex), goTo("button.clients", "clients")),
			row(goTo("button.resellers", "resellers"), goTo("button.categories", "categories")),
			row(goTo("button.alerts", "alerts"), goTo("button.stats", "stats")))
	}
	if t.Connected(ops.SMM) {
		rows = append(rows,
			row(goTo("button.order", "order"), goTo("button.massorder", "massorder")),
			row(goTo("orders.see", "orders"), goTo("button.services", "services")))
	}
	if t.Connected(ops.VPNResellers) {
		rows = append(rows,
			row(goTo("account.new", "newaccount"), goTo("account.see", "accounts")),
			row(goTo("account.renew", "renew of "+ops.VPNResellers)), row(goTo("account.several", "bulk of "+ops.VPNResellers)),
			row(goTo("button.customers", "customers"), goTo("button.projects", "projects")))
	}
	if t.Connected(ops.XMPlus) {
		rows = append(rows, row(goTo("button.store", "storefront")))
	}
	if t.Connected(ops.WHMDC) {
		rows = append(rows, row(goTo("button.billing", "billing")))
	}
	if len(endPanels(t)) > 0 {
		rows = append(rows, row(goTo("button.offers", "offers")))
	}
	if hasBalance(t) {
		rows = append(rows, row(goTo("button.balance", "balance")))
	}
	return rows
}

// customerOf tells whether the menu is to lead to the person's own access, and
// at which stores they have an account. A group must not read along.
func (d Deps) customerOf(ctx context.Context, t *dialog.Turn) (has bool, stores []ops.StoreOf, err error) {
	if !t.Input.Private {
		return false, nil, nil
	}
	if stores, err = d.Ops.StoresOf(ctx, t.Input.Person.ID); err != nil {
		return false, nil, err
	}
	all, err := d.Ops.Accesses(ctx, t.Input.Person.ID)
	if err != nil || len(all) > 0 {
		return len(all) > 0, stores, err
	}
	coming, err := d.Ops.OpenClaims(ctx, t.Input.Person.ID)
	return len(coming) > 0, stores, err
}

// storeWays lead a customer to their store, account and invoices. Of several
// stores none is named: stores are not told of each other, and the account lists
// them.
func storeWays(stores []ops.StoreOf) [][]chat.Button {
	mine := goTo("visit.mine", "member")
	if len(stores) != 1 {
		mine.Style = chat.Primary
		return [][]chat.Button{row(mine), row(goTo("visit.invoices", "invoices"))}
	}
	open := chat.Button{Label: chat.T("menu.open_store", chat.Args{"Name": storeName(stores[0].Store)}), Go: "store " + stores[0].Store.ID, Style: chat.Primary}
	return [][]chat.Button{row(open), row(mine), row(goTo("visit.invoices", "invoices"))}
}
