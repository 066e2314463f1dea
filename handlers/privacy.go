package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// privacyFlow answers "what do you hold about me", and forgets.
func privacyFlow(d Deps) dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{
		Name: "privacy", Command: true,
		Begin: func(_ context.Context, t *dialog.Turn, _ *struct{}, _ string) (dialog.Next, error) {
			if !t.Input.Private {
				return d.inPrivate("privacy", "privacy.in_private"), nil
			}
			return dialog.To("show"), nil
		},
		Steps: []dialog.Step[struct{}]{
			{Name: "show", Buttons: true, Ask: d.askHeld, Take: to[struct{}]("ask")},
			{Name: "ask", Buttons: true, Ask: d.askForget("privacy.ask_forget", "privacy.forget"), Take: to[struct{}]("again")},
			{Name: "again", Buttons: true, Ask: d.askForget("privacy.ask_again", "privacy.forget_yes"), Take: d.forget},
		},
	}
}

// to takes any answer and goes on.
func to[S any](step string) func(context.Context, *dialog.Turn, *S, dialog.Answer) (dialog.Next, error) {
	return func(context.Context, *dialog.Turn, *S, dialog.Answer) (dialog.Next, error) {
		return dialog.To(step), nil
	}
}

func (d Deps) askHeld(ctx context.Context, t *dialog.Turn, _ *struct{}) (chat.Screen, error) {
	held, err := d.Ops.Held(ctx, t.Input.Person.ID, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	s := chat.Screen{Lines: []chat.Text{
		chat.T("privacy.title"),
		{},
		chat.T("privacy.name", chat.Args{"Name": shorten(t.Input.Person.Name, 60)}),
		chat.T("privacy.lang", chat.Args{"Language": chat.T("language.name")}),
		chat.T("privacy.zone", chat.Args{"Zone": t.Zone.String()}),
		chat.T("privacy.since", chat.Args{"Day": d.Catalog.Day(t.Lang, t.Person.First, t.Zone)}),
	}}
	for _, p := range held.Providers {
		s.Lines = append(s.Lines, chat.T("privacy.panel", chat.Args{"Name": panelName(p)}))
	}
	s.Lines = append(s.Lines, howMany("privacy.groups", held.Connected)...)
	s.Lines = append(s.Lines, howMany("privacy.links", held.Links)...)
	s.Lines = append(s.Lines, howMany("privacy.members", held.Members)...)
	s.Lines = append(s.Lines, howMany("privacy.invoices", held.Invoices)...)
	s.Lines = append(s.Lines, chat.T("privacy.acts", chat.Args{"Count": held.Acts}))
	for _, kind := range []struct {
		key string
		n   int
	}{
		{"privacy.bulks", held.Bulks},
		{"privacy.orders", held.Orders},
		{"privacy.favourites", held.Favourites},
		{"privacy.offers", held.Offers},
		{"privacy.blocked", held.Blocked},
		{"privacy.claims", held.Claims},
		{"privacy.customers", held.Customers},
		{"privacy.bills", held.Bills},
		{"privacy.sights", held.Sights},
	} {
		s.Lines = append(s.Lines, howMany(kind.key, kind.n)...)
	}
	s.Lines = append(s.Lines, chat.Text{}, chat.T("privacy.key_note"))
	forget := pick("privacy.forget", "forget")
	forget.Style = chat.Danger
	s.Rows = [][]chat.Button{row(forget), row(goTo("button.menu", "menu"))}
	return s, nil
}

// howMany is a line about how many there are; none about nothing.
func howMany(key string, n int) []chat.Text {
	if n <= 0 {
		return nil
	}
	return []chat.Text{chat.T(key, chat.Args{"Count": n})}
}

// panelName is how people write a provider's name.
func panelName(provider string) chat.Text { return chat.T("connect." + provider) }

// askForget asks, and says which groups lose their panel.
func (d Deps) askForget(question, button string) func(context.Context, *dialog.Turn, *struct{}) (chat.Screen, error) {
	return func(ctx context.Context, t *dialog.Turn, _ *struct{}) (chat.Screen, error) {
		held, err := d.Ops.Held(ctx, t.Input.Person.ID, t.Input.Place.Chat)
		if err != nil {
			return chat.Screen{}, err
		}
		lines := []chat.Text{chat.T(question)}
		if held.Connected > 0 {
			lines = append(lines, chat.Text{}, chat.T("privacy.groups_too", chat.Args{"Count": held.Connected}))
		}
		if held.Claims > 0 {
			lines = append(lines, chat.Text{}, chat.T("privacy.claims_stay"))
		}
		yes := pick(button, "yes")
		yes.Style = chat.Danger
		return chat.Screen{Lines: lines, Rows: [][]chat.Button{row(yes)}}, nil
	}
}

func (d Deps) forget(ctx context.Context, t *dialog.Turn, _ *struct{}, _ dialog.Answer) (dialog.Next, error) {
	person, place := t.Input.Person.ID, t.Input.Place.Chat
	hookStays := place == person && d.Ops.LeaveHook(ctx, place) // the key goes, without which nobody can take the webhook back
	t.Also(func(tx *storage.Tx) error { return tx.Forget(person, place) })
	return dialog.End(chat.Screen{Lines: withHook([]chat.Text{chat.T("privacy.done")}, hookStays), Rows: [][]chat.Button{row(goTo("privacy.anew", "menu"))}}), nil
}
