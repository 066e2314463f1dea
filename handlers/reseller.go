package handlers

import (
	"context"
	"fmt"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// resellerFlow is the card of one reseller.
func resellerFlow(d Deps) dialog.Flow[clientSheet] {
	return dialog.Flow[clientSheet]{
		Name: "reseller", Home: true, Needs: ops.Servex,
		Begin: func(_ context.Context, _ *dialog.Turn, s *clientSheet, args string) (dialog.Next, error) {
			var ok bool
			if *s, ok = readClient(args); !ok {
				return dialog.Go("resellers"), nil
			}
			return dialog.To("card"), nil
		},
		Steps: []dialog.Step[clientSheet]{{Name: "card", Buttons: true, Ask: d.askReseller, Take: takeReseller}},
	}
}

func (d Deps) askReseller(ctx context.Context, t *dialog.Turn, s *clientSheet) (chat.Screen, error) {
	r, err := d.Ops.Reseller(ctx, t.Input.Place.Chat, s.ID, s.Username)
	if err != nil {
		return chat.Screen{}, err
	}
	// A card with numbers for names is better than no card.
	all, err := d.Ops.AllCategories(ctx, t.Input.Place.Chat)
	if err != nil {
		t.Log.Warn("read category names", "err", err)
	}
	toggle := pick("reseller.deactivate", "togglereseller")
	if r.Off() {
		toggle = pick("reseller.activate", "togglereseller")
	}
	first := row(toggle)
	if r.AccountType == resale.Validity {
		renew := pick("client.renew", "renewreseller")
		renew.Style = chat.Primary
		first = row(renew, toggle)
	}
	remove := pick("client.delete", "delreseller")
	remove.Style = chat.Danger
	return chat.Screen{
		Lines: d.resellerFields(t, r, all),
		Rows: [][]chat.Button{
			first,
			row(pick("client.edit", "editreseller"), remove),
			row(pick("reseller.see_clients", "clients"), pick("button.refresh", "refresh")),
			row(pick("client.to_list", "list")),
			menuRow()[0],
		},
	}, nil
}

func takeReseller(_ context.Context, _ *dialog.Turn, s *clientSheet, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case "refresh":
		return dialog.Stay(chat.Text{}), nil
	case "list":
		return dialog.Go(strings.TrimSpace("resellers " + s.From)), nil
	case "clients":
		return dialog.Go("clients " + listSheet{Page: 1, whose: whose{Reseller: s.ID}}.place()), nil
	}
	return dialog.Go(s.target(a.Value)), nil
}

// aboutReseller begins a flow that changes one reseller, with the reseller as
// it is; without a readable one it leads to the list.
func (d Deps) aboutReseller(ctx context.Context, t *dialog.Turn, s *clientSheet, args string) (r resale.Reseller, elsewhere dialog.Next, ok bool, err error) {
	if *s, ok = readClient(args); !ok {
		return r, dialog.Go("resellers"), false, nil
	}
	r, err = d.Ops.Reseller(ctx, t.Input.Place.Chat, s.ID, s.Username)
	return r, dialog.Next{}, err == nil, err
}

// openReseller is the way to a reseller's card, if its name fits a button.
func openReseller(r resale.Reseller) [][]chat.Button {
	target := fmt.Sprintf("reseller %d %s", r.ID, r.Username)
	if r.ID == 0 || len(target) > maxTarget {
		return nil
	}
	return [][]chat.Button{row(goTo("reseller.open", target))}
}
