package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/qr"
	"resellerbot/storage"
)

// storefrontSheet is what of a store is being changed.
type storefrontSheet struct {
	Field string `json:"field,omitempty"`
}

// storefrontFlow is the reseller's view of the chat's store: its link, who came
// by it, what they bought, and everything that can be set.
func storefrontFlow(d Deps) dialog.Flow[storefrontSheet] {
	return dialog.Flow[storefrontSheet]{
		Name: "storefront", Command: true, As: "store", Home: true, Begin: d.beginStorefront,
		Steps: []dialog.Step[storefrontSheet]{
			{Name: "card", Buttons: true, Ask: d.askStorefront, Take: d.takeStorefront},
			{Name: "edit", Buttons: true, Ask: d.askStoreField, Take: takeStoreField},
			{Name: "value", Ask: d.askStoreValue, Take: d.takeStoreValue},
			{Name: "summary", Ask: d.askSummary, Take: d.takeSummary},
		},
	}
}

// beginStorefront leads who has no store of their own to the accounts that they
// have at others' stores, or to where a panel is connected.
func (d Deps) beginStorefront(ctx context.Context, t *dialog.Turn, s *storefrontSheet, args string) (dialog.Next, error) {
	_, found, err := d.Ops.Storefront(ctx, t.Input.Place.Chat)
	switch {
	case err != nil:
		return dialog.Next{}, err
	case found && args == "summary":
		return dialog.To("summary"), nil
	case found:
		return dialog.To("card"), nil
	}
	if t.Input.Private {
		stores, err := d.Ops.StoresOf(ctx, t.Input.Person.ID)
		if err != nil || len(stores) > 0 {
			return dialog.Go("member"), err
		}
	}
	return dialog.End(chat.Screen{
		Lines: []chat.Text{chat.T("storefront.connect_first")},
		Rows:  [][]chat.Button{row(goTo("button.connect", "connect "+ops.XMPlus)), menuRow()[0]},
	}), nil
}

func (d Deps) askStorefront(ctx context.Context, t *dialog.Turn, _ *storefrontSheet) (chat.Screen, error) {
	sight, err := d.Ops.StoreSight(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	store := sight.Store
	rows := [][]chat.Button{
		row(chat.Button{Label: chat.T("offers.copy_link"), Copy: d.storeLink(store)}, chat.Button{Label: chat.T("offers.share"), URL: shareLink(d.storeLink(store), store.Name)}),
		row(pick("offers.show_qr", "qr")),
		row(goTo("storefront.see_customers", "storemembers"), goTo("storefront.see_invoices", "storeinvoices")),
	}
	if sight.Stuck > 0 {
		rows = append(rows, row(chat.Button{Label: chat.T("storefront.see_stuck", chat.Args{"N": sight.Stuck}), Go: "storeinvoices stuck", Style: chat.Danger}))
	}
	toggle := primary("storefront.open_it", "on")
	switch {
	case store.Panel == "":
		toggle = goTo("button.connect", "connect "+ops.XMPlus)
		toggle.Style = chat.Primary
	case store.On:
		toggle = pick("storefront.close_it", "off")
	}
	return chat.Screen{
		Lines: d.storeLines(t, sight),
		Rows:  append(rows, row(pick("client.edit", "edit"), toggle), row(pick("button.refresh", "refresh"), goTo("button.menu", "menu"))),
	}, nil
}

// storeLines are all that the reseller sees of the store at a glance.
func (d Deps) storeLines(t *dialog.Turn, sight ops.StoreSight) []chat.Text {
	store, state := sight.Store, "storefront.is_open"
	switch {
	case store.Panel == "":
		state = "storefront.is_cut"
	case !store.On:
		state = "storefront.is_closed"
	}
	lines := []chat.Text{chat.T("storefront.title", chat.Args{"Mark": storeMark(store), "Name": d.storeTitled(t, store)})}
	if store.Text != "" {
		lines = append(lines, chat.Literal(store.Text))
	}
	lines = append(lines, chat.Text{}, chat.T("storefront.customers", chat.Args{"Count": sight.Members}))
	lines = append(append(lines, howMany("storefront.unpaid", sight.Open)...), howMany("storefront.paid", sight.Paid)...)
	lines = append(lines, howMany("storefront.stuck", sight.Stuck)...)
	if store.Summary {
		lines = append(lines, chat.T("storefront.daily", chat.Args{"Hour": clock(store.Hour)}))
	}
	if store.Name == "" {
		lines = append(lines, chat.T("storefront.nameless"))
	}
	return append(lines, chat.Text{}, chat.T(state), chat.T("offers.link", chat.Args{"Link": d.storeLink(store)}))
}

// storeMark is the state at a glance.
func storeMark(s storage.Storefront) string {
	if s.Open() {
		return "🟢"
	}
	return "⏸"
}

// storeLink is what customers tap.
func (d Deps) storeLink(s storage.Storefront) string {
	return "https://t.me/" + d.BotName + "?start=x" + s.ID
}

// storeTitled is what a store is called for its reseller: without a name of its
// own it is known by its panel, which customers are not told of.
func (d Deps) storeTitled(t *dialog.Turn, s storage.Storefront) any {
	if s.Name != "" {
		return shorten(s.Name, ops.StoreNameLimit)
	}
	for _, a := range t.Accounts {
		if a.Provider == ops.XMPlus {
			return d.xmHost(a.BaseURL)
		}
	}
	return chat.T("storefront.unnamed")
}

func (d Deps) takeStorefront(ctx context.Context, t *dialog.Turn, _ *storefrontSheet, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case "on", "off":
		return dialog.Stay(chat.Text{}), d.changeStore(ctx, t, func(s *storage.Storefront) { s.On = a.Value == "on" })
	case "edit":
		return dialog.To("edit"), nil
	case "qr":
		return d.showStoreQR(ctx, t)
	}
	return dialog.Stay(chat.Text{}), nil
}

// changeStore saves a change at once. What the store tells comes to where it was
// last changed.
func (d Deps) changeStore(ctx context.Context, t *dialog.Turn, change func(*storage.Storefront)) error {
	_, err := d.Ops.ChangeStorefront(ctx, t.Input.Place.Chat, func(s *storage.Storefront) {
		s.Thread, s.By, s.Lang = t.Input.Place.Thread, t.Input.Person.ID, t.Lang
		change(s)
	})
	return err
}

// showStoreQR ends with a picture that can be forwarded as it is.
func (d Deps) showStoreQR(ctx context.Context, t *dialog.Turn) (dialog.Next, error) {
	store, _, err := d.Ops.Storefront(ctx, t.Input.Place.Chat)
	if err != nil {
		return dialog.Next{}, err
	}
	picture, err := qr.PNG(d.storeLink(store))
	if err != nil {
		return dialog.Next{}, err
	}
	lines := []chat.Text{chat.T("storefront.qr_title", chat.Args{"Name": storeName(store)})}
	if store.Text != "" {
		lines = append(lines, chat.Literal(store.Text))
	}
	return dialog.End(chat.Screen{
		Photo: picture, Lines: append(lines, chat.Text{}, chat.Literal(d.storeLink(store))),
		Rows: [][]chat.Button{row(goTo("storefront.open", "storefront"), goTo("button.menu", "menu"))},
	}).Keep(), nil
}
