package handlers

import (
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// InvoiceNotice is what is told of an invoice: to its customer in the one
// message about paying it, so that no code stays which is over; to the reseller
// where the store was set up.
func InvoiceNotice(d Deps, n ops.InvoiceNews) dialog.Notice {
	if n.Kind.ForReseller() {
		return ResellerInvoiceNotice(d, n)
	}
	i := n.Invoice
	return dialog.Notice{
		Place: chat.Place{Chat: i.Person}, Lane: storage.Replies, // in the line of the code that it replaces
		Reader: i.Person, Lang: i.Lang, Person: i.Person,
		Slot: paySlot(i), Quiet: n.Kind == ops.CodeExpired || n.Kind == ops.InvoiceGone,
		Screen: func(lang string, zone *time.Location) chat.Screen { return d.invoiceNews(n, lang, zone) },
	}
}

func (d Deps) invoiceNews(n ops.InvoiceNews, lang string, zone *time.Location) chat.Screen {
	i := n.Invoice
	b := bill{Store: n.Store.ID, ID: i.ID}
	store := chat.Args{"Store": storeName(n.Store)}
	see := row(goTo("invoices.open_one", b.target("invoice")))
	mine := row(goTo("visit.mine", "member "+n.Store.ID))
	about := func(lines ...chat.Text) []chat.Text {
		return append(lines[:1:1], append([]chat.Text{billLine(i)}, lines[1:]...)...)
	}
	switch n.Kind {
	case ops.InvoiceDelivered:
		return d.deliveredScreen(n, lang, zone)
	case ops.InvoiceLate:
		if n.Subscription.ID != 0 {
			return d.deliveredScreen(n, lang, zone)
		}
		return chat.Screen{Lines: about(chat.T("paid.late", store), chat.Text{}, chat.T("paid.look")), Rows: [][]chat.Button{mine}}
	case ops.InvoicePaid:
		if i.Code == string(resale.CodeNeeded) {
			next := "paid.code_needed"
			if i.Missed { // they have just typed one
				next = "paid.code_again"
			}
			return chat.Screen{Lines: about(chat.T("paid.paid", store), chat.Text{}, chat.T(next)), Rows: [][]chat.Button{row(typeCode(n.Store.ID))}}
		}
		return chat.Screen{Lines: about(chat.T("paid.paid", store), chat.Text{}, chat.T("paid.follows")), Rows: [][]chat.Button{see}}
	case ops.InvoiceStuck:
		if needsCode(i) {
			return stuckBehindCode(n, about, see)
		}
		if hiddenBuy(i) {
			return chat.Screen{Lines: about(chat.T("paid.unseen", store), chat.Text{}, chat.T("paid.unseen_next")), Rows: [][]chat.Button{mine}}
		}
		return chat.Screen{Lines: about(chat.T("paid.stuck", store), chat.Text{}, chat.T("paid.stuck_next")), Rows: [][]chat.Button{see}}
	case ops.InvoiceRefunded:
		return chat.Screen{Lines: about(chat.T("paid.refunded", store), chat.Text{}, chat.T("paid.refunded_next")), Rows: [][]chat.Button{see}}
	case ops.InvoiceGone:
		return chat.Screen{
			Lines: about(chat.T("paid.gone", store), chat.Text{}, chat.T("paid.gone_next")),
			Rows:  [][]chat.Button{row(goTo("buy.others", "buy "+n.Store.ID)), see},
		}
	}
	again := goTo("pay.new_code", b.target("newcode"))
	again.Style = chat.Primary
	return chat.Screen{
		Lines: about(chat.T("paid.expired", store), chat.Text{}, chat.T("paid.expired_next")),
		Rows:  [][]chat.Button{row(again), row(goTo("pay.another", b.target("payway"))), row(goTo("pay.check", b.target("checkpay")))},
	}
}

// stuckBehindCode says that what was paid is not there, or that nobody can see
// it, where only a code shows more.
func stuckBehindCode(n ops.InvoiceNews, about func(...chat.Text) []chat.Text, see []chat.Button) chat.Screen {
	what, next := "paid.unseen", "paid.unseen_code"
	if n.Invoice.Code == "" {
		what, next = "paid.stuck", "paid.stuck_code"
	}
	return chat.Screen{
		Lines: about(chat.T(what, chat.Args{"Store": storeName(n.Store)}), chat.Text{}, chat.T(next)),
		Rows:  [][]chat.Button{row(typeCode(n.Store.ID)), see},
	}
}

// deliveredScreen hands over what was bought: of a new subscription the link,
// to be copied and scanned; of another what it has now.
func (d Deps) deliveredScreen(n ops.InvoiceNews, lang string, zone *time.Location) chat.Screen {
	i, sub := n.Invoice, n.Subscription
	args := chat.Args{"Store": storeName(n.Store), "Plan": shorten(or(sub.Plan, i.Purchase.Plan), 60)}
	title := "paid.delivered_" + string(i.Kind)
	if i.Kind != storage.InvoiceRenew && i.Kind != storage.InvoiceTopUp {
		title = "paid.delivered_new"
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T(title, args)}}
	if n.Kind == ops.InvoiceLate {
		screen.Lines = append(screen.Lines, chat.T("paid.sorry"))
	}
	screen.Lines = append(screen.Lines, chat.Text{}, chat.T("paid.until", chat.Args{"Date": d.Catalog.Moment(lang, sub.Expires, zone), "Zone": zone.String()}))
	if sub.Expires.IsZero() {
		screen.Lines = screen.Lines[:len(screen.Lines)-2]
	}
	screen.Lines = append(screen.Lines, trafficLines(sub)...)
	if title == "paid.delivered_new" && sub.Link != "" {
		handLink(&screen, sub.Link)
	}
	open := goTo("visit.mine", "member "+n.Store.ID)
	if sub.ID != 0 {
		open = goTo("member.open_sub", "member "+n.Store.ID+" "+number(sub.ID))
	}
	screen.Rows = append(screen.Rows, row(open))
	return screen
}

// handLink puts a subscription's link on a screen: to be copied, and as a code
// that another phone scans.
func handLink(s *chat.Screen, link string) {
	if len(link) > shownCode {
		s.Lines = append(s.Lines, chat.Text{}, chat.T("paid.link_in_card"))
		return
	}
	s.Lines = append(s.Lines, chat.Text{}, chat.T("paid.link"), chat.T("pay.code", chat.Args{"Code": link}))
	if len(link) <= mostCopy {
		s.Rows = append(s.Rows, row(chat.Button{Label: chat.T("member.copy_link"), Copy: link}))
	}
	if drawn, err := draw(s, link, "subscription"); err == nil && drawn {
		s.Lines = append(s.Lines, chat.Text{}, chat.T("paid.scan"))
	}
}

// tellInvoice queues news of invoices from within a conversation.
func (d Deps) tellInvoice(t *dialog.Turn) ops.TellInvoice {
	return func(tx *storage.Tx, n ops.InvoiceNews) error { return t.Tell(tx, InvoiceNotice(d, n)) }
}
