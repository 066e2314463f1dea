package handlers

import (
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// StoreNotice is what is told unasked about a store's accounts: to the customer
// in private, to the reseller where the store was set up.
func StoreNotice(d Deps, n ops.StoreNews) dialog.Notice {
	if !n.Kind.ForReseller() {
		return MemberNotice(d, n)
	}
	switch n.Kind {
	case ops.NewMember:
		return storeNotice(n.Store, storage.Alerts, func(string, *time.Location) chat.Screen { return newMember(n) })
	case ops.StoreRefused, ops.StoreUnseen, ops.StoreBack:
		return storeNotice(n.Store, storage.Alerts, func(lang string, zone *time.Location) chat.Screen { return d.storeTrouble(n, lang, zone) })
	}
	return storeNotice(n.Store, storage.Broadcasts, func(string, *time.Location) chat.Screen { return summaryScreen(n) })
}

// storeNotice is for whoever has the store: its buttons are for anyone in the
// chat.
func storeNotice(s storage.Storefront, lane storage.Lane, screen func(string, *time.Location) chat.Screen) dialog.Notice {
	return dialog.Notice{Place: chat.Place{Chat: s.Chat, Thread: s.Thread}, Lane: lane, Reader: s.By, Lang: s.Lang, Screen: screen}
}

func newMember(n ops.StoreNews) chat.Screen {
	key := "storefront.new_customer"
	if n.Registered {
		key = "storefront.registered"
	}
	return chat.Screen{
		Lines: []chat.Text{chat.T(key, chat.Args{"Name": memberName(ops.StoreCustomer{Member: n.Member, Called: n.Called}), "Email": emailFor(n.Store.Chat, n.Member.Email)})},
		Rows:  [][]chat.Button{row(goTo("storeinvoice.customer", "storemember "+number(n.Member.Person)))},
	}
}

// storeTrouble says that nothing can be seen of the customers' invoices, or
// that it can again.
func (d Deps) storeTrouble(n ops.StoreNews, lang string, zone *time.Location) chat.Screen {
	lines := []chat.Text{chat.T("storefront."+string(n.Kind), chat.Args{"Date": d.Catalog.Moment(lang, n.Since, zone)})}
	rows := [][]chat.Button{row(goTo("storefront.open", "storefront"))}
	if n.Kind == ops.StoreRefused {
		rows = append([][]chat.Button{row(goTo("button.connect", "connect "+ops.XMPlus))}, rows...)
	}
	return chat.Screen{Lines: lines, Rows: rows}
}

// summaryScreen is a store's day in a few lines.
func summaryScreen(n ops.StoreNews) chat.Screen {
	s, name := n.Summary, chat.T("storefront.unnamed")
	if n.Store.Name != "" {
		name = literal(n.Store.Name, ops.StoreNameLimit)
	}
	lines := []chat.Text{
		chat.T("storefront.summary_of", chat.Args{"Name": name}),
		{},
		chat.T("storefront.sum_customers", chat.Args{"New": s.New, "All": s.Members}),
		chat.T("storefront.sum_invoices", chat.Args{"Made": s.Made, "Paid": s.Paid}),
	}
	for _, sum := range s.Sums {
		lines = append(lines, chat.T("storefront.sum_paid", chat.Args{"Amount": sumText(sum)}))
	}
	lines = append(lines, howMany("storefront.unpaid", s.Unpaid)...)
	rows := [][]chat.Button{row(goTo("storefront.open", "storefront"))}
	if s.Stuck > 0 {
		lines = append(lines, chat.T("storefront.stuck", chat.Args{"Count": s.Stuck}))
		rows = append([][]chat.Button{row(goTo("storeinvoice.see_stuck", "storeinvoices stuck"))}, rows...)
	}
	return chat.Screen{Lines: lines, Rows: append(rows, row(goTo("storefront.change_summary", "storefront summary")))}
}

// ResellerInvoiceNotice tells a reseller what became of a customer's invoice:
// that it was paid, that it brought nothing, with all the facts, or that it did
// after all.
func ResellerInvoiceNotice(d Deps, n ops.InvoiceNews) dialog.Notice {
	return storeNotice(n.Store, storage.Alerts, func(string, *time.Location) chat.Screen {
		i := n.Invoice
		args := chat.Args{"Amount": sumText(i.Amount), "Name": payerName(i)}
		var rows [][]chat.Button
		if target := invoiceTarget(i); len(target) <= maxTarget {
			rows = append(rows, row(goTo("storeinvoice.open", target)))
		}
		switch n.Kind {
		case ops.PaidForReseller:
			return chat.Screen{Lines: append([]chat.Text{chat.T("storeinvoice.was_paid", args), purchaseLine(i)}, askedLine(i)...), Rows: rows}
		case ops.LateForReseller:
			return chat.Screen{Lines: []chat.Text{chat.T("storeinvoice.came_late", args), purchaseLine(i)}, Rows: rows}
		}
		return gotStuck(i, rows)
	})
}

// gotStuck says in short that an invoice brought nothing, with the ways out: its
// card has the facts.
func gotStuck(i storage.Invoice, rows [][]chat.Button) chat.Screen {
	what := "storeinvoice.got_stuck"
	if hiddenBuy(i) {
		what = "storeinvoice.got_unseen"
	}
	screen := chat.Screen{Lines: []chat.Text{
		chat.T(what, chat.Args{"Amount": sumText(i.Amount), "Name": payerName(i)}), purchaseLine(i),
		chat.T("storeinvoice.number", chat.Args{"ID": shorten(i.ID, 60)}),
	}}
	if i.Code != "" {
		screen.Lines = append(screen.Lines, chat.T("storeinvoice.unseen"), unseenWhy(i.Code))
	}
	screen.Lines = append(screen.Lines, chat.T("storeinvoice.stuck_now"))
	if now := "storeinvoice " + settleNow + strings.TrimPrefix(invoiceTarget(i), "storeinvoice "); len(now) <= maxTarget {
		done := goTo("storeinvoice.was_set_up", now)
		done.Style = chat.Primary
		screen.Rows = append(screen.Rows, row(done))
	}
	if screen.Rows = append(screen.Rows, rows...); len(rows) == 0 {
		screen.Rows = append(screen.Rows, row(goTo("storeinvoice.see_stuck", "storeinvoices stuck")))
	}
	return screen
}
