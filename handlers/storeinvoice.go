package handlers

import (
	"context"
	"strconv"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// storeInvoiceSheet names the invoice that a card is about.
type storeInvoiceSheet struct {
	Person int64  `json:"person"`
	ID     string `json:"id"`
	Name   string `json:"name,omitempty"` // the customer's
	// As it was shown.
	State storage.InvoiceState `json:"state,omitempty"`
	Gone  bool                 `json:"gone,omitempty"` // the customer wants to be forgotten
	Saw   string               `json:"saw,omitempty"`  // of the look before the question: "nothing", or "" for none that worked
}

func (s storeInvoiceSheet) key(t *dialog.Turn) storage.InvoiceKey {
	return storage.InvoiceKey{Chat: t.Input.Place.Chat, Person: s.Person, ID: s.ID}
}

// storeInvoiceFlow is the card of one invoice of the chat's store, and the ways
// out when it was paid for nothing.
func storeInvoiceFlow(d Deps) dialog.Flow[storeInvoiceSheet] {
	return dialog.Flow[storeInvoiceSheet]{
		Name: "storeinvoice", Home: true,
		Begin: d.beginStoreInvoice,
		Steps: []dialog.Step[storeInvoiceSheet]{
			{Name: "card", Buttons: true, Ask: d.askStoreInvoice, Take: d.takeStoreInvoice},
			{Name: "sure", Buttons: true, Ask: d.askSettleStuck, Take: to[storeInvoiceSheet]("settle")},
			{Name: "settle", Do: d.settleStuck},
			{Name: "back", Buttons: true, Ask: d.askRefundStuck, Take: to[storeInvoiceSheet]("refund")},
			{Name: "refund", Do: d.refundStuck},
		},
	}
}

// settleNow begins what a button says that leads past the card.
const settleNow = "! "

// beginStoreInvoice opens the card that a button names, "<person> <id>", or with
// settleNow before it the question whether what is stuck is set up.
func (d Deps) beginStoreInvoice(ctx context.Context, t *dialog.Turn, s *storeInvoiceSheet, args string) (dialog.Next, error) {
	args, now := strings.CutPrefix(args, settleNow)
	person, id, _ := strings.Cut(args, " ")
	n, err := strconv.ParseInt(person, 36, 64)
	if err != nil || id == "" {
		return dialog.Go("storeinvoices"), nil //nolint:nilerr // no invoice of ours
	}
	if s.Person, s.ID = n, id; now {
		return d.lookBefore(ctx, t, s, "sure")
	}
	return dialog.To("card"), nil
}

func (d Deps) askStoreInvoice(ctx context.Context, t *dialog.Turn, s *storeInvoiceSheet) (chat.Screen, error) {
	back := row(goTo("storeinvoice.to_list", "storeinvoices"), goTo("button.menu", "menu"))
	i, err := d.Ops.StoreInvoice(ctx, s.key(t))
	if resale.CodeOf(err) == resale.NotFound {
		return chat.Screen{Lines: []chat.Text{chat.T("storeinvoice.gone")}, Rows: [][]chat.Button{back}}, nil
	}
	if err != nil {
		return chat.Screen{}, err
	}
	s.Name, s.State, s.Gone = payerName(i), i.State, i.Forgotten
	state := "storeinvoice.is_" + invoiceEnd(i)
	if hiddenBuy(i) {
		state = "storeinvoice.is_unseen"
	}
	lines := append([]chat.Text{
		chat.T("storeinvoice.title", chat.Args{"Mark": invoiceMark(i), "Amount": sumText(i.Amount), "Name": s.Name}),
		chat.T(state),
	}, d.invoiceFacts(i, t.Lang, t.Zone)...)
	var rows [][]chat.Button
	if i.State == storage.InvoiceStuck {
		lines = append(lines, chat.Text{}, chat.T("storeinvoice.what_to_do"))
		rows = append(rows, row(primary("storeinvoice.was_set_up", "sure")), row(pick("storeinvoice.went_back", "back")))
	}
	if i.State == storage.InvoiceOpen || i.Owed() {
		rows = append(rows, row(pick("storeinvoice.look", "look")))
	}
	if !i.Forgotten {
		rows = append(rows, row(goTo("storeinvoice.customer", "storemember "+number(s.Person))))
	}
	return chat.Screen{Lines: lines, Rows: append(rows, back)}, nil
}

// invoiceFacts are all that a reseller needs to find an invoice at the panel.
func (d Deps) invoiceFacts(i storage.Invoice, lang string, zone *time.Location) []chat.Text {
	at := func(key string, when time.Time) []chat.Text {
		if when.IsZero() {
			return nil
		}
		return []chat.Text{chat.T(key, chat.Args{"Date": d.Catalog.Moment(lang, when, zone)})}
	}
	lines := []chat.Text{
		{},
		chat.T("storeinvoice.number", chat.Args{"ID": shorten(i.ID, 60)}),
		chat.T("storeinvoice.email", chat.Args{"Email": or(shorten(i.Email, 80), "—")}),
		purchaseLine(i),
	}
	if asked := askedLine(i); asked != nil {
		lines = append(lines, asked...)
	} else if name := or(i.Gateway.Name, i.Gateway.Kind); name != "" {
		lines = append(lines, chat.T("storeinvoice.gateway", chat.Args{"Name": shorten(name, 40)}))
	}
	lines = append(append(lines, at("storeinvoice.made", i.At)...), at("storeinvoice.paid", i.Paid)...)
	if i.Owed() && i.Code != "" {
		lines = append(lines, chat.T("storeinvoice.unseen"), unseenWhy(i.Code))
	}
	if i.Owed() && i.Missed {
		lines = append(lines, chat.T("storeinvoice.missed"))
	}
	return lines
}

// unseenWhy tells the reseller why nobody sees what a customer paid for.
func unseenWhy(code string) chat.Text {
	switch resale.Code(code) {
	case resale.LoggedOut:
		return chat.T("storemember.gone")
	case resale.WrongLogin:
		return chat.T("storemember.refused")
	case resale.CodeNeeded:
		return chat.T("storemember.two_step")
	case resale.OtherPanel:
		return chat.T("storeinvoice.other_panel")
	}
	return errorLine(code)
}

// hiddenBuy tells of an invoice that was paid, and nobody sees what it brought.
func hiddenBuy(i storage.Invoice) bool { return i.Owed() && i.Code != "" }

// purchaseLine says what an invoice is for.
func purchaseLine(i storage.Invoice) chat.Text {
	p := i.Purchase
	if i.Kind == storage.InvoiceTopUp && i.Adds > 0 && p.Of != "" {
		return chat.T("storeinvoice.for_traffic", chat.Args{"Traffic": traffic(i.Adds), "Of": shorten(p.Of, 60), "Plan": or(shorten(p.Plan, 60), "—"), "Number": number(p.Subscription)})
	}
	return chat.T("storeinvoice.for_"+string(or(string(i.Kind), string(storage.InvoiceOther))), chat.Args{
		"Plan": or(shorten(p.Plan, 60), "—"), "Period": periodText(p.Period), "Quantity": p.Quantity, "Several": p.Quantity > 1, "Number": number(p.Subscription),
	})
}

func (d Deps) takeStoreInvoice(ctx context.Context, t *dialog.Turn, s *storeInvoiceSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value == "sure" || a.Value == "back" {
		return d.lookBefore(ctx, t, s, a.Value)
	}
	seen, err := d.Ops.CheckInvoice(ctx, storage.MemberKey{Chat: t.Input.Place.Chat, Person: s.Person}, s.ID, d.tellInvoice(t))
	switch resale.CodeOf(err) {
	case "":
		switch {
		case seen.Kept.State == s.State && needsCode(seen.Kept):
			return dialog.Stay(chat.T("storeinvoice.needs_code", chat.Args{"Name": s.Name})), nil
		case seen.Kept.State == s.State:
			return dialog.Stay(chat.T("storeinvoice.nothing_new")), nil
		}
		return dialog.Stay(chat.Text{}), nil
	case resale.LoggedOut, resale.OtherPanel, resale.WrongLogin, resale.CodeNeeded: // only the customer can change that
		return dialog.Stay(chat.T("storeinvoice.cannot_look", chat.Args{"Name": s.Name})), nil
	}
	return dialog.Next{}, err
}
