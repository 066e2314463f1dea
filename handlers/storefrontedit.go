package handlers

import (
	"context"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// askStoreField shows what can be changed, and how it is now.
func (d Deps) askStoreField(ctx context.Context, t *dialog.Turn, _ *storefrontSheet) (chat.Screen, error) {
	store, _, err := d.Ops.Storefront(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	value := func(field string) chat.Args { return chat.Args{"Value": d.storeValue(t, store, field)} }
	lines := []chat.Text{
		chat.T("storefront.ask_field"),
		{},
		chat.T("storefront.name_is", value("name")), chat.T("storefront.text_is", value("text")),
		chat.T("storefront.zone_is", value("zone")), chat.T("storefront.verify_is", value("verify")),
	}
	return chat.Screen{Lines: lines, Rows: [][]chat.Button{
		row(pick("editoffer.name", "name"), pick("editoffer.text", "text")),
		row(pick("storefront.zone", "zone")),
		row(pick("storefront.verify", "verify")),
		row(pick("storefront.summary", "summary")),
	}}, nil
}

func takeStoreField(_ context.Context, _ *dialog.Turn, s *storefrontSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value == "summary" {
		return dialog.To("summary"), nil
	}
	s.Field = a.Value
	return dialog.To("value"), nil
}

// storeValue is what a field holds, as people read it.
func (d Deps) storeValue(t *dialog.Turn, s storage.Storefront, field string) chat.Text {
	switch field {
	case "name":
		return literal(or(s.Name, "—"), ops.StoreNameLimit)
	case "text":
		return literal(or(s.Text, "—"), 200)
	case "verify":
		if s.Verify {
			return chat.T("storefront.verified")
		}
		return chat.T("storefront.not_verified")
	}
	if s.Zone == "" {
		return chat.T("storefront.zone_of_chat", chat.Args{"Zone": t.Zone.String()})
	}
	return chat.Literal(s.Zone)
}

func (d Deps) askStoreValue(ctx context.Context, t *dialog.Turn, s *storefrontSheet) (chat.Screen, error) {
	store, _, err := d.Ops.Storefront(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	question, rows := chat.T("storefront.ask_"+s.Field), [][]chat.Button(nil)
	switch {
	case s.Field == "name" && store.Name != "":
		rows = [][]chat.Button{row(pick("storefront.no_name", "none"))}
	case s.Field == "text" && store.Text != "":
		rows = [][]chat.Button{row(pick("editoffer.no_text", "none"))}
	case s.Field == "verify":
		rows = [][]chat.Button{row(pick("storefront.verify_yes", "yes"), pick("storefront.verify_no", "no"))}
	case s.Field == "zone":
		same := chat.Button{Label: chat.T("storefront.zone_same", chat.Args{"Zone": t.Zone.String()}), Answer: "none"}
		rows = append([][]chat.Button{row(same)}, zoneRows()...)
	}
	return chat.Screen{Lines: []chat.Text{chat.T("edit.now", chat.Args{"Value": d.storeValue(t, store, s.Field)}), {}, question}, Rows: rows}, nil
}

// takeStoreValue reads the new value; the button that removes one answers
// "none".
func (d Deps) takeStoreValue(ctx context.Context, t *dialog.Turn, s *storefrontSheet, a dialog.Answer) (dialog.Next, error) {
	if s.Field == "verify" && a.Typed() {
		return dialog.Stay(chat.T("dialog.use_buttons")), nil
	}
	var problem chat.Text
	change := func(f *storage.Storefront) { f.Verify = a.Value == "yes" }
	switch s.Field {
	case "name":
		var name string
		name, problem = readStoreName(a.Text)
		if a.Value == "none" {
			problem = chat.Text{}
		}
		change = func(f *storage.Storefront) { f.Name = name }
	case "text":
		text := strings.TrimSpace(a.Text)
		if len([]rune(text)) > ops.StoreTextLimit {
			problem = chat.T("edit.note_too_long", chat.Args{"Most": ops.StoreTextLimit})
		}
		change = func(f *storage.Storefront) { f.Text = text }
	case "zone":
		zone, ok := readZone(a)
		if !ok {
			problem = chat.T("storefront.bad_zone")
		}
		change = func(f *storage.Storefront) { f.Zone = zone }
	}
	if problem.Key != "" {
		return dialog.Stay(problem), nil
	}
	if err := d.changeStore(ctx, t, change); err != nil {
		return dialog.Next{}, err
	}
	t.Note(chat.T("storefront.changed"))
	return dialog.To("edit"), nil
}

func readStoreName(text string) (name string, problem chat.Text) {
	name = strings.Join(strings.Fields(text), " ")
	if n := len([]rune(name)); n == 0 || n > ops.StoreNameLimit {
		return "", chat.T("category.bad_name", chat.Args{"Most": ops.StoreNameLimit})
	}
	return name, chat.Text{}
}

// readZone reads a time zone by a city or by its name; "" is the chat's.
func readZone(a dialog.Answer) (zone string, ok bool) {
	if a.Value == "none" {
		return "", true
	}
	name, err := findZone(a.Value + a.Text)
	if err != nil || name == "" || name == "Local" || len(name) > longestZone {
		return "", false
	}
	_, err = time.LoadLocation(name)
	return name, err == nil
}

// askSummary says when the daily summary comes, and changes it.
func (d Deps) askSummary(ctx context.Context, t *dialog.Turn, _ *storefrontSheet) (chat.Screen, error) {
	store, _, err := d.Ops.Storefront(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	lines, onOff := []chat.Text{chat.T("storefront.summary_title"), {}}, primary("warnings.turn_on", "on")
	if store.Summary {
		onOff = pick("warnings.turn_off", "off")
		lines = append(lines, chat.T("storefront.daily", chat.Args{"Hour": clock(store.Hour)}))
	} else {
		lines = append(lines, chat.T("storefront.no_summary"))
	}
	lines = append(lines, chat.Text{}, chat.T("storefront.ask_hour", chat.Args{"Zone": t.Zone.String()}))
	return chat.Screen{Lines: lines, Rows: append(hourRows(), row(onOff, goTo("button.menu", "menu")))}, nil
}

func (d Deps) takeSummary(ctx context.Context, t *dialog.Turn, _ *storefrontSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value == "on" || a.Value == "off" {
		return dialog.Stay(chat.Text{}), d.changeStore(ctx, t, func(s *storage.Storefront) { s.Summary = a.Value == "on" })
	}
	hour, ok := parseHour(a.Value + a.Text)
	if !ok {
		return dialog.Stay(chat.T("warnings.bad_hour")), nil
	}
	return dialog.Stay(chat.Text{}), d.changeStore(ctx, t, func(s *storage.Storefront) { s.Summary, s.Hour = true, hour })
}
