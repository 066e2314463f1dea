package handlers

import (
	"errors"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// The acts of a store's customers, as the journal calls them.
const (
	payAct      = "pay invoice"
	registerAct = "register member"
)

// MemberSettled tells a store's customer what became of something that they
// were told is being checked. Run it in the transaction that settles the act.
func MemberSettled(d Deps, tx *storage.Tx, row storage.Entry, out ops.Outcome, tell func(*storage.Tx, dialog.Notice) error) error {
	store, _, err := tx.Storefront(row.Chat)
	if err != nil {
		return err
	}
	n := dialog.Notice{
		Place: chat.Place{Chat: row.Person}, Lane: storage.Replies, Reader: row.Person, Lang: row.Lang, Person: row.Person,
		Screen: func(string, *time.Location) chat.Screen { return d.memberSettled(store, row, out) },
	}
	if err := tx.Queue(&storage.Outgoing{ // what says that it is being checked is not true any more
		Key: storage.OutKey{Chat: row.Person, Lane: storage.Cleanups}, Kind: storage.Delete, Slot: checkSlot(row.Key), At: row.Settled,
	}); err != nil {
		return err
	}
	if row.Act == payAct && out.State == storage.Done && out.Invoice != nil && out.Invoice.Now.State != resale.InvoicePaid {
		return d.tellPayment(tx, n, store, out.Invoice.Invoice, tell)
	}
	return tell(tx, n)
}

// tellPayment sends how an invoice is paid, in its one message.
func (d Deps) tellPayment(tx *storage.Tx, n dialog.Notice, store storage.Storefront, i storage.Invoice, tell func(*storage.Tx, dialog.Notice) error) error {
	n.Slot = paySlot(i)
	var failed error
	n.Screen = func(lang string, zone *time.Location) chat.Screen {
		p, err := d.payCard(i, store, lang, zone, i.Offered)
		failed = err
		return p.screen
	}
	return errors.Join(tell(tx, n), failed)
}

// memberSettled says what became of it.
func (d Deps) memberSettled(store storage.Storefront, row storage.Entry, out ops.Outcome) chat.Screen {
	see := []chat.Button{goTo("invoices.see", "invoices "+store.ID)}
	if row.Act == registerAct {
		return registerSettled(store, out)
	}
	what := "settled.buy_"
	if row.Act == payAct {
		what = "settled.pay_"
	}
	if out.State != storage.Done {
		lines := []chat.Text{chat.T(what + "not"), chat.T("trouble."+string(out.Code), chat.Args{"Seconds": 0, "Number": ""})}
		return chat.Screen{Lines: lines, Rows: [][]chat.Button{see, menuRow()[0]}}
	}
	if out.Invoice == nil {
		return chat.Screen{Lines: []chat.Text{chat.T(what + "done")}, Rows: [][]chat.Button{see}}
	}
	i := out.Invoice.Invoice
	b := bill{Store: store.ID, ID: i.ID}
	lines := []chat.Text{chat.T(what + "done"), billLine(i), chat.T("pay.amount", chat.Args{"Amount": sumText(i.Amount)})}
	if row.Act == payAct { // paid meanwhile: what came of it is told by whoever watches
		lines[2] = chat.T("invoices.amount", chat.Args{"Amount": sumText(i.Amount)})
		return chat.Screen{Lines: lines, Rows: [][]chat.Button{{goTo("invoices.open_one", b.target("invoice"))}}}
	}
	pay := goTo("pay.pay", b.target("payway"))
	pay.Style = chat.Primary
	return chat.Screen{Lines: lines, Rows: [][]chat.Button{{pay}, see}}
}

// registerSettled says whether there is an account now.
func registerSettled(store storage.Storefront, out ops.Outcome) chat.Screen {
	name := chat.Args{"Name": storeName(store)}
	if out.State == storage.Done {
		return chat.Screen{Lines: []chat.Text{chat.T("register.done", name)}, Rows: visit{ID: store.ID}.inside()}
	}
	return chat.Screen{
		Lines: []chat.Text{chat.T("settled.register_not", name), chat.T("trouble."+string(out.Code), chat.Args{"Seconds": 0, "Number": ""})},
		Rows:  visit{ID: store.ID}.entrance(),
	}
}
