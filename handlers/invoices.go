package handlers

import (
	"context"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// billsShown is how many invoices one screen holds.
const billsShown = 8

type billsSheet struct {
	Store string `json:"store,omitempty"`
	Page  int    `json:"page,omitempty"`
}

// billsFlow lists a customer's invoices, those to pay first.
func billsFlow(d Deps) dialog.Flow[billsSheet] {
	return dialog.Flow[billsSheet]{
		Name: "invoices", Command: true, Home: true, Trouble: trouble, Begin: d.beginBills,
		Steps: []dialog.Step[billsSheet]{
			{Name: "stores", Buttons: true, Ask: d.askBillStores, Take: takeBillStore},
			{Name: "list", Buttons: true, Ask: d.askBills, Take: takeBills},
		},
	}
}

// beginBills opens the store that a button names, or the only one there is.
func (d Deps) beginBills(ctx context.Context, t *dialog.Turn, s *billsSheet, args string) (dialog.Next, error) {
	if !t.Input.Private {
		return d.inPrivate("invoices", "visit.in_private"), nil
	}
	if args != "" {
		s.Store = args[:min(len(args), longestStoreID)]
		return dialog.To("list"), nil
	}
	mine, err := d.Ops.StoresOf(ctx, t.Input.Person.ID)
	if err != nil || len(mine) != 1 {
		return dialog.To("stores"), err
	}
	s.Store = mine[0].Store.ID
	return dialog.To("list"), nil
}

func (d Deps) askBillStores(ctx context.Context, t *dialog.Turn, _ *billsSheet) (chat.Screen, error) {
	all, err := d.Ops.StoresOf(ctx, t.Input.Person.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	if len(all) == 0 {
		return chat.Screen{Lines: []chat.Text{chat.T("invoices.no_store")}, Rows: menuRow()}, nil
	}
	screen := chat.Screen{Lines: append([]chat.Text{chat.T("invoices.ask_store")}, howMany("digest.more", len(all)-accessesShown)...)}
	for _, m := range all[:min(len(all), accessesShown)] {
		screen.Rows = append(screen.Rows, row(chat.Button{Label: chat.T("member.store", chat.Args{"Name": storeName(m.Store)}), Answer: m.Store.ID}))
	}
	return chat.Screen{Lines: screen.Lines, Rows: append(screen.Rows, menuRow()...)}, nil
}

func takeBillStore(_ context.Context, _ *dialog.Turn, s *billsSheet, a dialog.Answer) (dialog.Next, error) {
	s.Store, s.Page = a.Value, 1
	return dialog.To("list"), nil
}

func (d Deps) askBills(ctx context.Context, t *dialog.Turn, s *billsSheet) (chat.Screen, error) {
	v, err := d.store(ctx, t, s.Store)
	if err != nil {
		return chat.Screen{}, err
	}
	if instead, ok := v.locked(); ok {
		return instead, nil
	}
	all, err := d.Ops.Invoices(ctx, v.key(t))
	if err != nil {
		return chat.Screen{}, err
	}
	back := row(goTo("visit.mine", v.target("member")), goTo("button.menu", "menu"))
	title := chat.T("invoices.title", chat.Args{"Name": v.name()})
	if len(all) == 0 {
		plans := goTo("visit.plans", v.target("buy"))
		plans.Style = chat.Primary
		return chat.Screen{Lines: []chat.Text{title, {}, chat.T("invoices.none")}, Rows: [][]chat.Button{row(plans), back}}, nil
	}
	of := (len(all) + billsShown - 1) / billsShown
	s.Page = min(max(s.Page, 1), of)
	screen := chat.Screen{Lines: []chat.Text{title, {}, openBills(all), {}, chat.T("invoices.legend")}}
	for _, view := range all[(s.Page-1)*billsShown : min(s.Page*billsShown, len(all))] {
		screen.Rows = append(screen.Rows, row(d.billButton(t, view)))
	}
	screen.Rows = append(append(screen.Rows, pages(s.Page, s.Page < of)...), back)
	return screen, nil
}

// openBills says how many invoices are still to be paid.
func openBills(all []ops.InvoiceView) chat.Text {
	n := 0
	for _, view := range all {
		if billState(view) == storage.InvoiceOpen {
			n++
		}
	}
	if n == 0 {
		return chat.T("invoices.all_paid")
	}
	return chat.T("invoices.open", chat.Args{"Count": n})
}

func (d Deps) billButton(t *dialog.Turn, view ops.InvoiceView) chat.Button {
	name := any(shorten(view.Now.Plan, 16))
	if name == "" {
		name = shorten(view.Now.ID, 10)
	}
	if view.Kept.Kind == storage.InvoiceTopUp && view.Kept.Adds > 0 {
		name = traffic(view.Kept.Adds)
	}
	made := ""
	if !view.Now.Created.IsZero() {
		made = d.Catalog.ShortDay(t.Lang, view.Now.Created, t.Zone)
	}
	return chat.Button{
		Label: chat.T("invoices.line", chat.Args{
			"Mark": billMark(billState(view)), "Name": name, "Kind": kindMark(billKind(view)), "Amount": sumText(view.Now.Amount), "Date": made,
		}),
		Answer: "invoice " + view.Now.ID,
	}
}

// billMark is the state at a glance.
func billMark(s storage.InvoiceState) string {
	switch s {
	case storage.InvoiceOpen:
		return "🟡"
	case storage.InvoicePaid:
		return "💰"
	case storage.InvoiceStuck:
		return "🟠"
	case storage.InvoiceOver:
		return "✖️"
	}
	return "✅"
}

func takeBills(_ context.Context, _ *dialog.Turn, s *billsSheet, a dialog.Answer) (dialog.Next, error) {
	if page, ok := strings.CutPrefix(a.Value, "page "); ok {
		s.Page, _ = strconv.Atoi(page)
		return dialog.Stay(chat.Text{}), nil
	}
	id, _ := strings.CutPrefix(a.Value, "invoice ")
	return dialog.Go("invoice " + s.Store + " " + id), nil
}
