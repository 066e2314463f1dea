package handlers

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// storeInvoicesSheet is which of a store's invoices are listed.
type storeInvoicesSheet struct {
	cursors
	State  storage.InvoiceState `json:"state,omitempty"`  // "": all
	Person int64                `json:"person,omitempty"` // only this customer's
}

// invoiceFilters are the lists that the reseller can choose from.
func invoiceFilters() []storage.InvoiceState {
	return []storage.InvoiceState{"", storage.InvoiceOpen, storage.InvoicePaid, storage.InvoiceDelivered, storage.InvoiceStuck}
}

// storeInvoicesFlow lists the invoices of the chat's store, the latest first:
// all, those in a state ("stuck"), or those of a customer ("of <number>").
func storeInvoicesFlow(d Deps) dialog.Flow[storeInvoicesSheet] {
	return dialog.Flow[storeInvoicesSheet]{
		Name: "storeinvoices", Home: true,
		Begin: func(_ context.Context, _ *dialog.Turn, s *storeInvoicesSheet, args string) (dialog.Next, error) {
			if person, of := strings.CutPrefix(args, "of "); of {
				s.Person = readID(person)
			} else {
				s.filter(args)
			}
			return dialog.To("list"), nil
		},
		Steps: []dialog.Step[storeInvoicesSheet]{{Name: "list", Buttons: true, Ask: d.askStoreInvoices, Take: takeStoreInvoices}},
	}
}

func (s *storeInvoicesSheet) filter(name string) {
	for _, state := range invoiceFilters() {
		if string(state) == name {
			s.State, s.cursors = state, cursors{}
		}
	}
}

func (d Deps) askStoreInvoices(ctx context.Context, t *dialog.Turn, s *storeInvoicesSheet) (chat.Screen, error) {
	invoices, next, err := d.storeInvoices(ctx, t, s)
	if err != nil {
		return chat.Screen{}, err
	}
	s.Next = next
	title := "storeinvoice.list"
	switch {
	case s.Person != 0:
		title = "storeinvoice.list_of"
	case s.State != "":
		title = "storeinvoice.list_" + string(s.State)
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T(title, chat.Args{"Page": s.page()})}}
	switch {
	case len(invoices) == 0:
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("storeinvoice.none"))
	case s.State == "":
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("storeinvoice.legend"))
	}
	for _, i := range invoices {
		screen.Rows = append(screen.Rows, row(invoiceButton(i)))
	}
	screen.Rows = append(screen.Rows, s.rows()...)
	if s.Person != 0 {
		back := row(goTo("storemember.back", "storemember "+number(s.Person)), goTo("button.menu", "menu"))
		return chat.Screen{Lines: screen.Lines, Rows: append(screen.Rows, back)}, nil
	}
	var others []chat.Button
	for _, state := range invoiceFilters() {
		if state != s.State {
			others = append(others, pick("storeinvoice.only_"+or(string(state), "all"), "state "+string(state)))
		}
	}
	screen.Rows = append(screen.Rows, slices.Collect(slices.Chunk(others, 2))...)
	screen.Rows = append(screen.Rows, row(goTo("storefront.back", "storefront"), goTo("button.menu", "menu")))
	return screen, nil
}

func (d Deps) storeInvoices(ctx context.Context, t *dialog.Turn, s *storeInvoicesSheet) ([]storage.Invoice, string, error) {
	if s.Person != 0 {
		return d.Ops.InvoicesOfCustomer(ctx, storage.MemberKey{Chat: t.Input.Place.Chat, Person: s.Person}, s.at())
	}
	return d.Ops.InvoicesAt(ctx, t.Input.Place.Chat, s.State, s.at())
}

func invoiceButton(i storage.Invoice) chat.Button {
	return chat.Button{
		Label: chat.T("storeinvoice.line", chat.Args{
			"Mark": invoiceMark(i), "Amount": sumText(i.Amount), "Name": shorten(payerName(i), 14), "Plan": boughtName(i), "Kind": kindMark(i.Kind),
		}),
		Answer: invoiceTarget(i),
	}
}

// boughtName is what an invoice is for, in a word: of a top-up what its customer
// reads, not what the panel calls it.
func boughtName(i storage.Invoice) any {
	if i.Kind == storage.InvoiceTopUp && i.Adds > 0 && i.Purchase.Quantity <= 1 {
		return traffic(i.Adds)
	}
	return shorten(i.Purchase.Plan, 14)
}

// invoiceTarget is the way to the card of an invoice.
func invoiceTarget(i storage.Invoice) string {
	return "storeinvoice " + strconv.FormatInt(i.Person, 36) + " " + i.ID
}

// payerName is whose invoice it is. Who was forgotten has a number only.
func payerName(i storage.Invoice) string { return or(shorten(i.Name, 40), "#"+number(i.Person)) }

// invoiceMark is the state at a glance, for lists.
func invoiceMark(i storage.Invoice) string {
	switch i.State {
	case storage.InvoicePaid:
		return "💰"
	case storage.InvoiceDelivered:
		return "✅"
	case storage.InvoiceOver:
		return "✖"
	case storage.InvoiceStuck:
		return "⚠️"
	}
	return "🟡"
}

func takeStoreInvoices(_ context.Context, _ *dialog.Turn, s *storeInvoicesSheet, a dialog.Answer) (dialog.Next, error) {
	if s.turn(a) {
		return dialog.Stay(chat.Text{}), nil
	}
	if state, chosen := strings.CutPrefix(a.Value, "state "); chosen {
		s.filter(state)
		return dialog.Stay(chat.Text{}), nil
	}
	return dialog.Go(a.Value), nil
}
