package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// billingFlow is where everything about a hosting panel begins: what the key
// may see. What is typed is searched among the customers first.
func billingFlow(d Deps) dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{
		Name: "billing", Command: true, Home: true, Needs: ops.WHMDC,
		Begin: func(ctx context.Context, t *dialog.Turn, _ *struct{}, args string) (dialog.Next, error) {
			if args != "" {
				return d.searchBilling(ctx, t, args)
			}
			return dialog.To("home"), nil
		},
		Steps: []dialog.Step[struct{}]{{Name: "home", Ask: d.askBilling, Take: func(ctx context.Context, t *dialog.Turn, _ *struct{}, a dialog.Answer) (dialog.Next, error) {
			return d.searchBilling(ctx, t, a.Text)
		}}},
	}
}

func (d Deps) askBilling(ctx context.Context, t *dialog.Turn, _ *struct{}) (chat.Screen, error) {
	may, err := d.Ops.HostMay(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	s := chat.Screen{Lines: []chat.Text{chat.T("billing.title", chat.Args{"Host": d.hostPanel(t)}), {}}}
	if may[resale.Customers] {
		s.Lines = append(s.Lines, chat.T("billing.hint"))
	}
	s.Rows = billingRows(may)
	if len(s.Rows) == 0 {
		s.Lines = append(s.Lines, chat.T("billing.nothing"))
	}
	s.Rows = append(s.Rows, menuRow()...)
	return s, nil
}

// hostPanel names the chat's hosting panel.
func (d Deps) hostPanel(t *dialog.Turn) string {
	for _, a := range t.Accounts {
		if a.Provider == ops.WHMDC {
			return d.whHost(a.BaseURL)
		}
	}
	return d.whHost("")
}

// billingRows lead to what the key may see, what is needed daily first.
func billingRows(may map[resale.RecordKind]bool) (rows [][]chat.Button) {
	list := func(k hostKind) chat.Button { return goTo("hosttitle."+string(k), "hostlist "+string(k)) }
	unpaid := goTo("billing.unpaid", "hostlist "+hostListSheet{K: ofInvoices, Page: 1, Status: resale.RecordUnpaid}.place())
	for _, pair := range [][]struct {
		needs  resale.RecordKind
		button chat.Button
	}{
		{{resale.HostInvoices, unpaid}, {resale.HostInvoices, goTo("billing.record", "hostcollect")}},
		{{resale.Customers, list(ofCustomers)}, {resale.HostServices, list(ofServices)}},
		{{resale.HostInvoices, list(ofInvoices)}, {resale.HostPayments, goTo("hosttitle.y", toPayments)}},
		{{resale.Products, list(ofProducts)}, {resale.Products, goTo("billing.prices", "hostprices")}},
		{{resale.HostServers, list(ofServers)}, {resale.HostKeys, list(ofKeys)}},
		{{resale.HostHooks, list(ofHooks)}, {resale.HostAudit, list(ofAudit)}},
		{{resale.HostPayments, goTo("billing.revenue", "stats "+ops.WHMDC)}, {resale.HostInvoices, goTo("button.alerts", "alerts "+ops.WHMDC)}},
	} {
		var buttons []chat.Button
		for _, one := range pair {
			if may[one.needs] {
				buttons = append(buttons, one.button)
			}
		}
		if len(buttons) > 0 {
			rows = append(rows, buttons)
		}
	}
	return rows
}

// billingRow ends what is about the hosting panel.
func billingRow() []chat.Button {
	return row(goTo("button.billing", "billing"), goTo("button.menu", "menu"))
}
